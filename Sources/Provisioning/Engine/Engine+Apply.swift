import Clients
import Federation

extension Engine {
  /// Makes the changes of a plan that was consented to.
  ///
  /// - Returns: how every step of the scope ended.
  func apply(_ consented: Plan) async -> [StepID: End] {
    ends = [:]
    let gates = Gates(scope)
    let steps = steps
    await withTaskGroup(of: Void.self) { group in
      for step in steps {
        group.addTask { await self.run(step, consented, gates) }
      }
      group.addTask { [halt = tools.pace.halt] in await halt.wait(level: 2) }
      // The last task only waits for a second wish to stop.
      var left = steps.count
      while left > 0, await group.next() != nil {
        if tools.pace.halt.isRepeated { group.cancelAll() }
        left -= 1
      }
      group.cancelAll()
    }
    return ends
  }

  private func run<S: Step>(_ step: S, _ consented: Plan, _ gates: Gates) async {
    defer { gates.shut(step.id) }
    for need in step.id.needs.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard await gates.known(need).passes() else { return note(step.id, .held) }
    }
    guard mayGoOn else { return note(step.id, .stopped) }
    if step.id.isAdvice, sights[step.id] == nil { return note(step.id, .unknown(adviceFault)) }
    tools.emit(.stepStarted(step.id))
    do throws(Interruption) {
      let (outcome, facts) = try await drive(step, consented, gates)
      if outcome != .waiting { gates.seen(step.id).open() }
      note(step.id, .settled(outcome, facts))
      // That a step waits is told when it is handed over, with what the person was given.
      if outcome != .waiting { tools.emit(.settled(step.id, outcome, facts)) }
    } catch {
      await report(step.id, error)
    }
  }

  private func report(_ step: StepID, _ interruption: Interruption) async {
    switch interruption {
    case .stopped: note(step, .stopped)
    // It is of the call that was cancelled, and no finding.
    case .fault where Task.isCancelled: note(step, .stopped)
    case .fault(let fault):
      let offered = await offeringRequest(fault, at: step)
      let fault = tools.completing(offered ?? fault).told(
        of: inputs.setup,
        repeating: Answers(),
        tools.settings
      )
      note(step, .failed(fault))
      do throws(Fault) {
        try await tools.journal?.fail(step, fault, isHandedOn: offered != nil)
      } catch {
        tools.emit(.failed(nil, error))
      }
      tools.emit(.failed(step, fault))
    }
  }

  /// Takes one step from what is to what must be.
  private func drive<S: Step>(
    _ step: S,
    _ consented: Plan,
    _ gates: Gates
  ) async throws(Interruption) -> (Outcome, Facts) {
    let gate = gates.known(step.id)
    if inputs.isByHand(step.id) { return try await hand(step, gate) }
    if step.id == .awsIdentity, tools.cloud.aws == nil { return try await unknownAccount(gate) }
    if step.id == .modelListing { return try await prove(gate, gates.known(.modelAccess)) }
    if step.id.isAdvice { return await advise(step, gate) }

    var adopted: Change?
    if let intent = await tools.journal?.record(step.id).intent, intent.change.verb != .restore,
      try await settleOpen(step, intent) != nil
    {
      adopted = intent.change
      // It happened some time after it was meant to.
      learn(step.id, step.marks(intent.change, inputs).joined(by: [.changed: intent.at]))
    }
    var found = try await faulting { () async throws(Fault) in
      adopted == nil ? try await current(step) : try await observe(step)
    }
    if step.replaces(found, inputs) {
      // What works goes out of use only once all that takes its place is there to be seen.
      for other in [StepID.role, .permissions] where scope.contains(other) {
        guard await gates.seen(other).passes() else { throw .stopped }
      }
      if inputs.fact(.modelListing, .verified) == "true" { try await letSpread(step.id) }
      found = try await faulting { () async throws(Fault) in try await observe(step) }
    }
    let (sight, changes) = try await agreed(step, found, consented)
    let now = changes.filter { $0.verb != .remove }
    var facts = inputs.facts[step.id] ?? Facts()
    var outcome = adopted.map(Self.made) ?? Self.found(step.id, facts)
    if let first = now.first {
      for change in now { try await carryOut(step, change, sight) }
      // What builds on it may start; whether it reads back is found out meanwhile.
      gate.open()
      facts = try await verify(step)
      if step.id == .environment { for twin in twins { tools.emit(.noticed(twin)) } }
      outcome = Self.made(adopted ?? first)
      try await settle(step.id, outcome, facts, canWait: true)
    } else {
      let isRead = step.id == .awsIdentity || step.id == .organization
      try await settle(step.id, outcome, facts, canWait: isRead)
      gate.open()
    }
    gates.seen(step.id).open()
    if try await replace(step, consented, gates) {
      facts = inputs.facts[step.id] ?? Facts()
      outcome = .changed
      try await settle(step.id, outcome, facts, canWait: true)
    }
    return (outcome, facts)
  }

  /// Makes one change, and what it tells durable.
  func carryOut<S: Step>(
    _ step: S,
    _ change: Change,
    _ sight: S.Sight
  ) async throws(Interruption) {
    // What puts back what worked is held up by no failure.
    guard change.verb == .restore || mayGoOn else { throw .stopped }
    let facts = try await make(step, change, sight).joined(by: step.marks(change, inputs))
      .joined(by: [.changed: tools.time()])
    try await faulting { () async throws(Fault) in
      try await tools.journal?.learn(step.id, facts)
    }
    learn(step.id, facts)
  }

  /// How a step ended whose first change was this one.
  private static func made(_ first: Change) -> Outcome {
    first.verb == .create ? .created : .changed
  }

  /// How a step ended that was as it should be.
  static func found(_ step: StepID, _ facts: Facts) -> Outcome {
    switch step {
    case .awsIdentity, .organization, .modelAccess, .modelListing, .connection: .unchanged
    case .identityProvider, .environment, .role, .permissions:
      facts[.ours] == "true" ? .unchanged : .reused
    }
  }

  func settle(
    _ step: StepID,
    _ outcome: Outcome,
    _ facts: Facts,
    canWait: Bool = false
  ) async throws(Interruption) {
    try await faulting { () async throws(Fault) in
      try await tools.journal?.settle(step, outcome, facts, canWait: canWait)
    }
  }

  /// Observe again and require an empty plan, but for what is taken away in the end.
  func verify<S: Step>(
    _ step: S,
    untilRemoved: Bool = false
  ) async throws(Interruption) -> Facts {
    let patience = Patience.reads(tools.settings.readPatience)
    let elapsed = tools.pace.stopwatch()
    var attempt = 1
    while true {
      let result = await outcome { () async throws(Fault) in
        let sight = try await self.observe(step)
        let changes = try self.changes(step, sight)
        return (sight, untilRemoved ? changes : changes.filter { $0.verb != .remove })
      }
      if case .success(let (sight, changes)) = result, changes.isEmpty {
        keep(sight, of: step)
        return inputs.facts[step.id] ?? Facts()
      }
      guard let gap = patience.gap(after: attempt, elapsed: elapsed()) else {
        throw .fault(Self.notVisible(step.id, result.map(\.1)))
      }
      let reason: Wait.Reason = Self.isThrottled(result) ? .pacing : .iamReads
      tools.emit(
        .waiting(step.id, Wait(reason, attempt: attempt, elapsed: elapsed(), next: gap))
      )
      guard await tools.pace.pause(gap) else { throw .stopped }
      attempt += 1
    }
  }

  private static func isThrottled<Sight>(_ result: Result<Sight, Fault>) -> Bool {
    guard case .failure(let fault) = result else { return false }
    return fault.code == .iamThrottled
      || fault.evidence.contains { $0.label == .status && $0.text == "429" }
  }

  func changes<S: Step>(_ step: S, _ sight: S.Sight) throws(Fault) -> [Change] {
    try step.plan(sight, inputs)
  }

  private static func notVisible(_ step: StepID, _ result: Result<[Change], Fault>) -> Fault {
    switch result {
    case .failure(let fault): fault
    case .success(let changes):
      Fault(
        .notVisibleYet,
        cause: "\(step.words) was changed, and two minutes later it still does not read as it "
          + "should.",
        evidence: changes.map { Evidence(.expected, $0.sentence) }
      )
    }
  }

  /// The access states, which only the report needs, are read while everything else goes on. The
  /// report waits for them; whether they could be read decides nothing.
  private func advise<S: Step>(_ step: S, _ gate: Gate) async -> (Outcome, Facts) {
    defer { gate.open() }
    if let catalogue = sights[step.id] as? RegionCatalogue, catalogue.access.isEmpty,
      let aws = tools.cloud.aws
    {
      let reader = CatalogueReader(bedrock: aws.bedrock(inputs.region), region: inputs.region)
      sights[step.id] = await reader.withAccess(catalogue)
    }
    let facts = inputs.facts[step.id] ?? Facts()
    try? await tools.journal?.settle(step.id, .unchanged, facts, canWait: true)
    return (.unchanged, facts)
  }

  /// Without AWS access the account is whatever the administrator's role says.
  private func unknownAccount(_ gate: Gate) async throws(Interruption) -> (Outcome, Facts) {
    guard inputs.isByHand(.role) else { throw .fault(Fault(.noAWSCredentials)) }
    let facts: Facts = [
      .account: inputs.givenRole?.account, .partition: inputs.partition, .verified: "false",
    ]
    learn(.awsIdentity, facts)
    try await settle(.awsIdentity, .byHand, facts)
    gate.open()
    return (.byHand, facts)
  }
}

/// Runs a body that throws a fault where an interruption is expected.
func judging<Value>(
  _ body: () throws(Fault) -> Value
) throws(Interruption) -> Value {
  do throws(Fault) { return try body() } catch { throw .fault(error) }
}

extension Engine {
  func faulting<Value: Sendable>(
    _ body: () async throws(Fault) -> Value
  ) async throws(Interruption) -> Value {
    do throws(Fault) { return try await body() } catch { throw .fault(error) }
  }
}
