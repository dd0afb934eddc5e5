import Clients
import Federation

extension Session {
  /// Leaves a step to a person, and what cannot be done without it on the same side.
  ///
  /// A request for an AWS administrator names the environment: while there is none, the plan is
  /// made again without the AWS side, and the run writes the request once the environment is there.
  func handOver(_ step: StepID) async {
    let group: [StepID] =
      step.side == .aws
      ? Self.administrators : [.environment, .connection, .modelListing]
    do throws(Fault) {
      try await save()
      for one in group where one == step || !isSettled(one) {
        guard let journal else { continue }
        try await journal.settle(one, .waiting, Facts())
      }
      records = await journal?.checkpoint.steps ?? records
      guard let setup else { return }
      let inputs = inputsForRequest(setup)
      guard let own = Engine.steps.first(where: { $0.id == step }), var form = own.handForm(inputs)
      else { return }
      guard step.side == .vertesia || inputs.environment != nil else { return await makePlan() }
      if step.side == .aws, let store {
        form.document = try await store.writeDocument(
          AdministratorRequest.fileName,
          try AdministratorRequest.markdown(inputs, surplus: surplus)
        )
      }
      emit(.handed(form))
      emit(.settled(step, .waiting, records[step]?.facts ?? Facts()))
    } catch { fail(step, error) }
  }

  /// What was left to a person on a side waits for nobody any more. What they did is seen by the
  /// next plan, what they did not do is planned here.
  func stopWaiting(_ side: Side) async {
    await forgetOutcomes(
      of: StepID.allCases.filter { $0.side == side && records[$0]?.outcome == .waiting }
    )
  }

  /// What a request for a person is made from: what was saved, and what was read.
  private func inputsForRequest(_ setup: SetupID) -> Inputs {
    var inputs = inputs(setup)
    inputs.facts[.organization] = [
      .id: binding.organization, .name: binding.organizationName, .site: binding.site,
      .issuer: survey.organization.value?.issuer,
    ]
    if let identity = survey.identity.value {
      inputs.facts[.awsIdentity] = [
        .account: identity.account, .partition: identity.partition, .arn: identity.arn,
      ]
    }
    return inputs
  }

  /// Adds the way over an AWS administrator where nobody can be asked whether it is wanted: the
  /// request is written at once, and from then on the step waits for them. A run that only looks
  /// writes nothing.
  func offeringRequest(
    _ faults: [(step: StepID?, fault: Fault)]
  ) async throws(Fault) -> [(step: StepID?, fault: Fault)] {
    guard world.settings.invocation.isAgreed, let setup, let store,
      let index = faults.firstIndex(where: { $0.fault.code == .callerCannotFinish }),
      !faults.contains(where: { $0.step?.side == .vertesia })
    else { return faults }
    let inputs = inputsForRequest(setup)
    var path: String?
    if inputs.environment != nil {
      path = try await store.writeDocument(
        AdministratorRequest.fileName,
        try AdministratorRequest.markdown(inputs, surplus: surplus)
      )
    }
    var faults = faults
    AdministratorRequest.offer(in: &faults[index].fault, path, inputs)
    faults[index].fault = told(faults[index].fault)
    if path != nil, let journal {
      let step = faults[index].step ?? .role
      try await journal.fail(step, faults[index].fault, isHandedOn: true)
      records = await journal.checkpoint.steps
    }
    return faults
  }

  /// What was handed to a person earlier and has been looked for: done by now, or waited for still.
  func tellHandedOver() async {
    let document = await store?.document(AdministratorRequest.fileName)
    for (step, state) in await engine?.handedOver(document) ?? [] {
      switch state {
      case .done(let facts): emit(.settled(step, .byHand, facts))
      case .waiting(let wait): emit(.waiting(step, wait))
      }
    }
  }

  private func isSettled(_ step: StepID) -> Bool {
    guard let record = records[step], record.fault == nil, let outcome = record.outcome else {
      return false
    }
    return outcome != .waiting
  }

  /// Who names the role has had it made. What the caller may not look at or change then is theirs,
  /// as if it had been left to them; the listing has to prove it.
  ///
  /// - Returns: whether anything was left to them that was not before.
  func handsOver(_ failure: PlanFailure, _ setup: SetupID) -> Bool {
    guard answers[.roleARN] != nil, inputs(setup).environment != nil,
      failure.faults.allSatisfy({ $0.step?.side == .aws && $0.fault.code == .callerCannotFinish })
    else { return false }
    let left = Self.administrators.filter { !isSettled($0) && records[$0]?.outcome != .waiting }
    for step in left { records[step, default: StepRecord(at: now())].outcome = .waiting }
    return !left.isEmpty
  }

  /// What an AWS administrator does, all of it or nothing.
  private static let administrators: [StepID] = [.identityProvider, .role, .permissions]

  /// A person says it has been done. What they brought is checked; the next plan looks for it.
  func handedBack(_ step: StepID, _ brought: Answers) async {
    let before = answers
    do throws(Fault) {
      for (key, values) in brought.values {
        guard let value = values.first else { continue }
        answers[key] = try AnswerCheck.check(key, value)
      }
      if let organization = answers[.organization], let environment = answers[.environmentID] {
        _ = try Subject(organization: organization, environment: environment)
      }
      followEnvironment(from: before)
      try await save()
      if step == .connection || step == .modelListing {
        try await journal?.settle(step, .byHand, [.verified: "false", .at: now()])
      }
      records = await journal?.checkpoint.steps ?? records
    } catch { return fail(step, error) }
    emit(.answered(answers))
    await makePlan()
  }

  /// The way back: with a key at hand that may, what a person was to do in Studio is done or
  /// checked from here.
  func takeVertesiaBack() async {
    let isWaiting = records.contains { $0.key.side == .vertesia && $0.value.outcome == .waiting }
    guard !world.settings.isInteractive, isWaiting, answers[.vertesiaAccess] == Access.byHand
    else { return }
    answers[.vertesiaAccess] = nil
    await readOrganization()
    guard let organization = survey.organization.value,
      organization.mayAdministerEnvironments != false,
      binding.organization == nil || binding.organization == organization.id
    else {
      answers[.vertesiaAccess] = Access.byHand
      (survey.organization, readings.organization, signIns.vertesia) = (.notAsked, nil, nil)
      return
    }
    let left = StepID.allCases.filter { step in
      step.side == .vertesia && [.waiting, .byHand].contains(records[step]?.outcome)
    }
    await forgetOutcomes(of: left)
  }

  /// Nor does anybody's word for them count any more.
  private func forgetOutcomes(of steps: [StepID]) async {
    for step in steps {
      records[step]?.outcome = nil
      records[step]?.facts[.verified] = nil
    }
    guard !isLook else { return }
    do throws(Fault) {
      try await journal?.update { checkpoint in
        for step in steps {
          checkpoint.steps[step]?.outcome = nil
          checkpoint.steps[step]?.facts[.verified] = nil
        }
      }
    } catch { fail(nil, error) }
  }

  /// Where nobody can be asked and no key is found, both ids of Vertesia stand for the choice that a
  /// person acts there.
  func takeVertesiaByHand() {
    // A set-up that had a key takes this way when both are given once more.
    let source = answers[.vertesiaAccess] == nil ? answers : unsaved
    guard !world.settings.isInteractive,
      survey.organization.fault?.code == .noVertesiaCredential,
      source.has(.organization), source.has(.environmentID),
      binding.organization == nil || binding.organization == answers[.organization]
    else { return }
    answers[.vertesiaAccess] = Access.byHand
    survey.organization = .notAsked
    readings.organization = nil
    emit(
      .noticed(
        Notice(
          .info,
          "No Vertesia key was found, and both ids were given: the Vertesia side is by hand, and "
            + "nothing of it is checked"
        )
      )
    )
  }
}
