import Clients
import Federation

extension Session {
  /// Makes the changes of the plan that was shown, and tells how every step ended.
  func apply(consent: String) async {
    guard !isRunning else { return }
    guard let plan, let engine else {
      end([(nil, Fault(.consentMissing))])
      return
    }
    guard plan.digest == consent else {
      end([
        (
          nil,
          Fault(
            .planChanged,
            cause: "The plan agreed to is not the last one shown.",
            evidence: [Evidence(.expected, plan.digest), Evidence(.found, consent)]
          )
        )
      ])
      return
    }
    isRunning = true
    defer { isRunning = false }
    do throws(Fault) {
      let turn = try await turnToBegin()
      defer { turn?.release() }
      if let setup { answers[.roleName] = answers[.roleName] ?? keptRoleName(setup) }
      try await save()
    } catch {
      end([(nil, error)])
      return
    }
    guard let journal, let store else { return }
    await engine.equip(journal) { name, text throws(Fault) in
      try await store.writeDocument(name, text)
    }
    self.plan = nil
    self.engine = nil
    let waiting = done
    let ends = await engine.apply(plan)
    let flushed = await outcome { () async throws(Fault) in try await journal.flush() }
    (records, done) = (await journal.checkpoint.steps, await journal.checkpoint.done)
    let listing = await engine.listing
    // What was made stands among what was read from here on, and a plan has filled in answers.
    await take(engine)
    emit(.answered(answers))
    var faults = StepID.allCases.compactMap { step -> (step: StepID?, fault: Fault)? in
      if case .failed(let fault)? = ends[step] { (step, fault) } else { nil }
    }
    if case .failure(let failure) = flushed {
      let fault = told(failure)
      emit(.failed(nil, fault))
      faults.append((nil, fault))
    }
    if let fault = listing.flatMap(modelFault).map(told) {
      emit(.failed(nil, fault))
      faults.append((nil, fault))
    }
    let exit = exit(ends, faults)
    if exit.hasCarriedOut { await carriedOut(of: waiting) }
    let result = result(
      ends: ends,
      faults: faults,
      exit: exit,
      listing: listing
    )
    if result.exit == .stopped, faults.isEmpty, let setup {
      tellHowStudioIsConfirmed(setup, ends)
      emit(.noticed(Notice(.info, "Go on with: \(resumeCommand(setup))")))
    }
    finish(result)
  }

  /// Without a key nothing that is done in Studio can be seen: a person has to say so.
  private func tellHowStudioIsConfirmed(_ setup: SetupID, _ ends: [StepID: Engine.End]) {
    let waits = ends.contains { step, end in
      if case .settled(.waiting, _) = end { step.side == .vertesia } else { false }
    }
    guard waits, !world.settings.isInteractive else { return }
    let wizard = world.settings.invocation(.setup, of: setup.text)
    for words in [
      "When it has been done in Studio, say so in the wizard: \(wizard)",
      "With VERTESIA_API_KEY set, the next run does and checks it",
    ] { emit(.noticed(Notice(.info, words))) }
  }

  /// What was answered stands now. A decision answers the conflicts of the run it was made for, also
  /// after a stop. What it led to stays; the next conflict is a new one.
  private func carriedOut(of waiting: Checkpoint.Done?) async {
    decisions = [:]
    let left = waiting.flatMap { stillWaiting(of: $0) }
    guard answers[.onConflict] != nil || done != left else { return }
    (answers[.onConflict], done) = (nil, left)
    do throws(Fault) { try await save() } catch { fail(nil, error) }
    tellSurvey()
  }

  /// The suggestion rests on the organization's name, which may change: what was planned stays.
  func keptRoleName(_ setup: SetupID) -> String? {
    var inputs = inputs(setup)
    guard inputs.givenRole == nil else { return nil }
    inputs.facts[.organization] = [.id: binding.organization, .name: binding.organizationName]
    return inputs.roleName
  }

  private func exit(
    _ ends: [StepID: Engine.End],
    _ faults: [(step: StepID?, fault: Fault)]
  ) -> ExitCode {
    // Of calls that were cancelled a fault tells nothing.
    if halt.isRepeated { return .interrupted }
    if let exit = exit(of: faults) { return exit }
    let isWaiting = ends.values.contains { end in
      if case .settled(.waiting, _) = end { true } else { false }
    }
    let isWhole =
      ends.count == scope.count
      && !ends.values.contains { $0 == .stopped || $0 == .held }
    return isWaiting || !isWhole ? .stopped : .done
  }

  /// Connected, but a model that was asked for is not usable.
  private func modelFault(_ listing: ListingReport) -> Fault? {
    guard let model = answers[.model] else { return nil }
    let named = listing.named(model)
    guard case .listed(let id) = named else { return notListed(model, named) }
    guard let row = listing.rows(named: id).first else { return nil }
    switch row.state {
    case .listed, .likelyReady, .answered, .unknown: return nil
    case .needsForm, .needsMarketplace, .refusedByRole:
      return Fault(
        .modelNotUsable,
        cause: "\(row.name): \(row.state.words).",
        remedies: row.advice.map { [$0] },
        evidence: [Evidence(.expected, model), Evidence(.found, row.state.words)]
      )
    }
  }

  func result(
    ends: [StepID: Engine.End],
    faults: [(step: StepID?, fault: Fault)],
    exit: ExitCode,
    listing: ListingReport?
  ) -> SetupResult {
    let steps = StepID.allCases.map { step in
      let record = records[step]
      var outcome = record?.outcome
      var facts = record?.facts ?? Facts()
      var fault = record?.fault
      switch ends[step] {
      case .settled(let own, let known):
        (outcome, facts, fault) = (own, facts.merging(known), nil)
      case .failed(let own): (outcome, fault) = (record?.isHandedOn == true ? .waiting : nil, own)
      case .unknown(let own): (outcome, fault) = (nil, own)
      case .stopped, .held, nil: break
      }
      if let own = faults.first(where: { $0.step == step })?.fault { fault = own }
      return SetupResult.StepReport(id: step, outcome: outcome, facts: facts.told, fault: fault)
    }
    let listed = steps.last { $0.id == .modelListing }
    let byWord = steps.contains {
      $0.facts[.verified] == "false" && ![.awsIdentity, .identityProvider, .role].contains($0.id)
    }
    // What was true last time is not said again by a run that could not look.
    let couldLook =
      scope.contains(.modelListing)
      && faults.allSatisfy { $0.fault.code.exit == .modelNotUsable }
    return SetupResult(
      setup: isSaved ? setup?.text ?? "" : "",
      exit: exit,
      verified: couldLook && listed?.facts[.verified] == "true" && listed?.fault == nil && !byWord,
      steps: steps,
      fault: faults.first { $0.step == nil }?.fault,
      roleARN: steps.first { $0.id == .role }?.facts[.arn],
      environmentID: steps.first { $0.id == .environment }?.facts[.id],
      models: listing.map(SetupResult.Models.init)
    )
  }
}
