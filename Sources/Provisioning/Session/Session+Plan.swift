import Clients
import Federation

extension Session {
  func makePlan() async {
    do throws(PlanFailure) {
      let plan = try await planned()
      await tellHandedOver()
      emit(.planned(plan))
    } catch { end(error.faults) }
  }

  /// Looks at both sides and works out what would change.
  func planned() async throws(PlanFailure) -> Plan {
    try await checkProfile()
    // What nothing can tell but the person is named before anybody is called.
    try failing { () throws(Fault) in try checkNothingMissing() }
    try failing { () throws(Fault) in try checkRegion() }
    await takeVertesiaBack()
    if let setup { try await failing { () async throws(Fault) in try await knowBothSides(setup) } }
    takeVertesiaByHand()
    try checkSides()
    let given = answers
    try failing { () throws(Fault) in try checkAnswers() }
    if let other = try await failing({ () async throws(Fault) in try await otherChosen() }) {
      // The same set-up was meant: its file goes on, with what was answered now on top. What was
      // only filled in since must not take the place of what was chosen then.
      try await failing { () async throws(Fault) in try await reopen(other, isLook: isLook) }
      take(given)
      return try await planned()
    }
    guard let setup else {
      throw PlanFailure(faults: [(nil, Fault(.noSuchSetup))])
    }
    for _ in 0..<4 {
      let tools = tools(try await cloud())
      let engine = Engine(inputs: inputs(setup), tools: tools, scope: scope)
      await engine.start(
        identity: survey.identity.value,
        organization: survey.organization.value,
        catalogue: survey.catalogue.value
      )
      async let roles = rolesIfNew()
      let made: Plan
      do throws(PlanFailure) {
        made = try await engine.plan(isLook: isLook)
      } catch {
        _ = await roles
        surplus = await engine.surplusSeen
        if handsOver(error, setup) { continue }
        // Which environments there are decides what a new one may be called.
        await take(engine)
        let steps = renamable(error, setup)
        guard !steps.isEmpty else { throw error }
        for step in steps { rename(step) }
        // A role of our own is judged by what a named one is not.
        try failing { () throws(Fault) in try AnswerCheck.together(answers, survey) }
        continue
      }
      await take(engine)
      surplus = await engine.surplusSeen
      if let roles = await roles { findLost(among: roles) }
      try failing { () throws(Fault) in try checkPairing() }
      var plan = made
      if made.isRefused, let path = await store?.document(AdministratorRequest.fileName) {
        plan.notices.append(Notice(.info, "The request for an AWS administrator is \(path)"))
      }
      plan.notices += survey.overrides + unknownSetups()
      if answers[.vertesiaAccess] == Access.byHand {
        plan.notices += IDAge.doubts(answers, now: now())
      }
      if let notice = await tools.cloud.aws?.clockNotice() { plan.notices.append(notice) }
      self.engine = engine
      self.plan = plan
      return plan
    }
    throw PlanFailure(faults: [(.role, Fault(.roleNameTaken))])
  }

  /// What a new name has to be found for: the environment, the role, or both.
  ///
  /// - Returns: nothing when something else stands in the way, or that was not the decision.
  private func renamable(_ failure: PlanFailure, _ setup: SetupID) -> Set<StepID> {
    let codes: Set<FaultCode> = [
      .roleNameTaken, .trustDiffers, .roleDiffers, .environmentExists, .environmentGone,
      .permissionsDiffer,
    ]
    let inputs = inputs(setup)
    let steps = failure.faults.compactMap { step, fault -> StepID? in
      guard let step, codes.contains(fault.code), inputs.decision(on: step) == .rename else {
        return nil
      }
      return step == .environment ? .environment : .role
    }
    return steps.count == failure.faults.count ? Set(steps) : []
  }

  /// Who calls, and for whom: everything else hangs on these two.
  private func knowBothSides(_ setup: SetupID) async throws(Fault) {
    let isAWS = answers[.awsAccess] != Access.byHand
    let isVertesia = answers[.vertesiaAccess] != Access.byHand
    dropStale()
    forgetFailures()
    await withTaskGroup(of: Void.self) { group in
      if isAWS { group.addTask { await self.readIdentity() } }
      if isVertesia { group.addTask { await self.readOrganization() } }
    }
    // A prefetch may be reading the same thing; it ends by the deadlines of its calls.
    while isAsking(isAWS, isVertesia) { await withCheckedContinuation { readers.append($0) } }
  }

  private func isAsking(_ isAWS: Bool, _ isVertesia: Bool) -> Bool {
    isAWS && survey.identity == .asking || isVertesia && survey.organization == .asking
  }

  /// Found set-ups matter to a new one only: a saved one has its pairing already.
  ///
  /// - Returns: `nil` where they do not matter or have been looked for already.
  private func rolesIfNew() async -> Result<[IAMRole], Fault>? {
    guard records.isEmpty, answers[.awsAccess] != Access.byHand, readings.found != foundKey else {
      return nil
    }
    return await roles()
  }

  /// What a new set-up might be the same as, and could not be looked at.
  private func unknownSetups() -> [Notice] {
    guard records.isEmpty else { return [] }
    let words = "Set-ups of other machines could not all be looked for: "
    return survey.unreadable
      + (survey.searchFault.map { [Notice(.info, words + $0.summary)] } ?? [])
  }

  /// What the look told belongs into the survey too.
  func take(_ engine: Engine) async {
    if let rights = await engine.rights {
      survey.abilities = .known(rights.abilities)
      readings.abilities = awsKey
    }
    if let all = await engine.sights[.environment] as? [VertesiaEnvironment] {
      survey.environments = .known(
        all.filter { $0.provider == EnvironmentStep.provider }.map(Recovery.summary)
      )
      readings.environments = vertesiaKey
    }
    if let catalogue = await engine.sights[.modelAccess] as? RegionCatalogue {
      survey.catalogue = .known(catalogue)
      readings.catalogue = catalogueKey
    }
    tellSurvey()
  }

  func tools(_ cloud: Cloud) -> Engine.Tools {
    Engine.Tools(
      cloud: cloud,
      journal: nil,
      pace: Pace(clock: world.surroundings.clock, halt: halt),
      settings: world.settings,
      time: { [world] in Moment.text(world.surroundings.now()) },
      emit: { [announce] in announce.yield($0) },
      completing: { [calls] in calls.completing($0) },
      writeDocument: nil
    )
  }

  private func failing<Value>(
    _ body: () throws(Fault) -> Value
  ) throws(PlanFailure) -> Value {
    do throws(Fault) { return try body() } catch { throw PlanFailure(faults: [(nil, error)]) }
  }

  private func failing<Value: Sendable>(
    _ body: () async throws(Fault) -> Value
  ) async throws(PlanFailure) -> Value {
    do throws(Fault) { return try await body() } catch {
      throw PlanFailure(faults: [(nil, error)])
    }
  }
}
