public import Federation

extension Session {
  /// A whole run without a face: plans, asks for consent, applies.
  ///
  /// - Parameters:
  ///   - answers: what is not in them gets its default, or is a fault that names it.
  ///   - isKept: whether a new set-up is saved before there is a plan, so that another run finds it
  ///     and a decision about a conflict goes on with it. A run that only looks keeps nothing.
  ///   - step: does only this step and what it needs; the others stay as they are.
  ///   - isLook: consent is never given: what the caller may not do is a notice of the plan then,
  ///     and no fault.
  ///   - consent: sees the plan before anything is changed; false changes nothing and ends as
  ///     stopped.
  /// - Returns: how it ended; its `exit` is 0 when Vertesia lists a model through the role, or when
  ///   the one `step` is as it must be.
  public func run(
    answers: Answers,
    isKept: Bool = true,
    only step: StepID? = nil,
    isLook: Bool = false,
    consent: @Sendable (Plan) async -> Bool = { _ in true }
  ) async -> SetupResult {
    await begin(answers)
    limit(to: step)
    self.isLook = isLook
    keepsNew = isKept && !isLook
    return await finish(isKept, consent)
  }

  /// Goes on with a saved set-up: an id, a unique prefix of one, or a display name. `answers` win
  /// over the saved ones. `asItStands` looks at what was done, whatever was answered since.
  public func run(
    resuming name: String,
    answers given: Answers = Answers(),
    only step: StepID? = nil,
    isLook: Bool = false,
    asItStands: Bool = false,
    consent: @Sendable (Plan) async -> Bool = { _ in true }
  ) async -> SetupResult {
    do throws(Fault) {
      try await reopen(try state.find(name), isLook: isLook, asItStands: asItStands)
    } catch {
      return end([(nil, error)])
    }
    take(given)
    // Another profile may mean another region and other authorities to trust.
    lookAround()
    limit(to: step)
    self.isLook = isLook
    return await finish(false, consent)
  }

  /// What files and the environment tell before anything is asked: sign-ins and saved set-ups.
  public func firstLook() -> Survey {
    let configuration = readConfiguration()
    glance = configuration
    lookAround()
    // What is opened a moment later needs no second reading.
    glance = configuration
    survey.now = now()
    return survey
  }

  /// Rebuilds the checkpoint of every set-up that stands in the cloud and is not saved here.
  ///
  /// - Returns: what was rebuilt, in the order it was found.
  /// - Throws: the fault of the side that could not be read, or of a file that was not written.
  public func recover(_ answers: Answers) async throws(Fault) -> [SetupSummary] {
    isRunning = true
    defer { isRunning = false }
    return try await telling { () async throws(Fault) in
      try await self.untilStopped(.reading) { () async throws(Fault) in
        try await self.recoverAll(answers)
      }
    }
  }

  private func recoverAll(_ answers: Answers) async throws(Fault) -> [SetupSummary] {
    await begin(answers)
    // What is saved is not lost, and nothing is written over it.
    try lookForSaved()
    await prefetch()
    // Roles that nobody waited for are not roles that are not there.
    guard !Task.isCancelled else { throw Fault(.connectionLost) }
    let faults = [
      survey.identity.fault, survey.organization.fault, survey.environments.fault,
      survey.searchFault,
    ]
    for fault in faults { if let fault { throw fault } }
    let found = survey.found
    var rebuilt: [SetupSummary] = []
    for one in found {
      await begin(answers)
      await prefetch()
      try await rebuild(one.id)
      try await rememberWhatStands()
      rebuilt.append(await journal?.checkpoint.summary(updatedAt: now()) ?? one)
    }
    await close()
    return rebuilt
  }

  /// Settles the steps that a look proves, so that only the others are still to be done. Nothing is
  /// changed in the cloud; what stands in the way of a plan is told by the run that goes on.
  private func rememberWhatStands() async throws(Fault) {
    let plan: Plan
    do throws(PlanFailure) { plan = try await planned() } catch { return }
    guard let engine, let journal else { return }
    let facts = await engine.inputs.facts
    for step in StepID.allCases where plan.standings[step] == .asItShouldBe {
      let known = facts[step] ?? Facts()
      try await journal.settle(step, Engine.found(step, known), known, canWait: true)
    }
    try await journal.flush()
  }

  private func limit(to step: StepID?) {
    scope = step?.withNeeds ?? Set(StepID.allCases)
    // A key that works is replaced only by one whose role has its policy.
    if step == .connection, records[.connection]?.facts[.roleARN] != nil {
      scope.insert(.permissions)
    }
  }

  private func finish(
    _ isKept: Bool,
    _ consent: @Sendable (Plan) async -> Bool
  ) async -> SetupResult {
    isRunning = true
    defer { isRunning = false }
    let plan: Plan
    do throws(PlanFailure) {
      plan = try await untilStopped(.reading) { () async throws(PlanFailure) in
        try await self.planned()
      }
    } catch {
      guard !halt.isRequested else { return await stopped(isKept) }
      // One that cannot be read may be the one that was meant.
      for notice in survey.unreadable where records.isEmpty { emit(.noticed(notice)) }
      var faults = error.faults
      let isUnsaved = faults.contains {
        [.checkpointNotWritten, .stateDirectoryUnusable].contains($0.fault.code)
      }
      // Without an organization it could not be told from another one later.
      if isKept, binding.organization != nil, !isUnsaved {
        // The ways out name the saved set-up; whoever cannot save has to know.
        if case .failure(let fault) = await outcome({ () async throws(Fault) in try await save() })
        {
          faults.append((nil, fault))
        }
      }
      // A request that could not be written is only one way out less.
      faults = (try? await offeringRequest(faults)) ?? faults
      await close()
      return end(faults)
    }
    guard !halt.isRequested else { return await stopped(isKept) }
    emit(.planned(plan))
    guard await consent(plan), !isLook else {
      let declined = result(ends: [:], faults: [], exit: .stopped, listing: nil)
      finish(declined)
      await close()
      return declined
    }
    isRunning = false
    await apply(consent: plan.digest)
    await close()
    return lastResult ?? result(ends: [:], faults: [], exit: .failed, listing: nil)
  }

  /// Ends a run that was stopped before it changed anything.
  private func stopped(_ isKept: Bool) async -> SetupResult {
    do throws(Fault) {
      if isKept, binding.organization != nil { try await save() }
    } catch {
      await close()
      return end([(nil, error)])
    }
    let goOn = isSaved ? setup.map { "Go on with: \(resumeCommand($0, unsaved))" } : nil
    emit(.noticed(Notice(.info, goOn ?? "Stopped; nothing was changed")))
    await close()
    let result = result(ends: [:], faults: [], exit: stopExit ?? .stopped, listing: nil)
    finish(result)
    return result
  }
}
