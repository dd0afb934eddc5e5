import Clients
import Federation

/// One thing in the place of another, so that one of them works at every moment: first the new one
/// is there, then a listing proves it, and only then is the other one taken away, which a listing has
/// to prove again. Where none comes, what was in force before is put back.
extension Engine {
  /// A request that puts back what worked may arrive after its run. The next one, which tries anew,
  /// would then take it for its own success: it plans once that has arrived, or never will.
  func awaitPutBack() async {
    let wait = steps.map { (step: $0.id, left: overdue($0.id)) }.max { $0.left < $1.left }
    guard let wait, wait.left > .zero else { return }
    tools.emit(
      .waiting(wait.step, Wait(.settlingUnknown, attempt: 1, elapsed: .zero, next: wait.left))
    )
    _ = await tools.pace.pause(wait.left)
  }

  /// - Returns: whether anything was taken away.
  func replace<S: Step>(
    _ step: S,
    _ consented: Plan,
    _ gates: Gates
  ) async throws(Interruption) -> Bool {
    guard inputs.mayRemove(step.id), let sight = sight(of: step) else { return false }
    let planned = try judging { () throws(Fault) in try changes(step, sight) }
    guard inputs.previous(step.id) != nil || planned.contains(where: { $0.verb == .remove }) else {
      return false
    }
    guard await gates.known(.modelListing).passes() else {
      if let unlisted { try await restore(step, because: unlisted) }
      throw .stopped
    }
    // What a lost run may have put back is ours to take away, as before.
    let removals = planned.filter { $0.verb == .remove }
    try await proven(step, removals)
    guard !removals.isEmpty else { return false }
    // A listing can prove one removal, and where there is none, blame one.
    return try await self.removals.pass { () async throws(Interruption) in
      try await self.remove(step, consented.onlyRemovals(of: step.id))
    }
  }

  private func remove<S: Step>(
    _ step: S,
    _ consented: Plan
  ) async throws(Interruption) -> Bool {
    // While something else turns out not to work, everything stays.
    guard unlisted == nil else { throw .stopped }
    // Until what takes its place is in force everywhere, nothing else may work.
    try await letSpread(step.id)
    let found = try await faulting { () async throws(Fault) in try await observe(step) }
    let (sight, changes) = try await agreed(step, found, consented)
    var isRemoved = false
    for change in changes {
      if try await takeAway(step, change, sight) { isRemoved = true }
    }
    guard isRemoved else { return false }
    _ = try await verify(step, untilRemoved: true)
    let side = try judging { () throws(Fault) in try tools.cloud.requireVertesia() }
    let isListed = await outcome { () async throws(Interruption) in
      try await self.lastingListing(side, self.inputs.environment ?? "", for: step.id)
    }
    if case .failure(let interruption) = isListed {
      if let unlisted { try await restore(step, because: unlisted) }
      throw interruption
    }
    try await proven(step)
    return true
  }

  /// What the caller may not take away stays, told with the command for somebody who may.
  ///
  /// - Returns: whether it was taken away.
  private func takeAway<S: Step>(
    _ step: S,
    _ change: Change,
    _ sight: S.Sight
  ) async throws(Interruption) -> Bool {
    let result = await outcome { () async throws(Interruption) in
      try await self.carryOut(step, change, sight)
    }
    guard case .failure(.fault(let fault)) = result, fault.isRefusal else {
      try result.get()
      return true
    }
    let told = step.surplus(sight, inputs)
    inputs.refusedRemovals.insert(change.operation)
    for notice in step.surplus(sight, inputs) where !told.contains(notice) {
      tools.emit(.noticed(notice))
    }
    return false
  }

  /// What was in force before is not needed any more.
  private func proven<S: Step>(
    _ step: S,
    _ removals: [Change] = []
  ) async throws(Interruption) {
    guard let previous = inputs.previous(step.id) else { return }
    var facts: Facts = [.previous: ""]
    if !removals.isEmpty {
      let left = removals.flatMap { Inputs.list($0.target) }
      let placed = inputs.placed(step.id).filter { !left.contains($0) } + left
      facts[.placed] = placed.joined(separator: " ")
    }
    try await faulting { () async throws(Fault) in
      try await tools.journal?.learn(step.id, facts)
    }
    learn(step.id, facts)
    guard removals.isEmpty else { return }
    if let notice = await step.left(previous, inputs, tools.cloud) { tools.emit(.noticed(notice)) }
  }

  /// Puts back what was in force before.
  ///
  /// - Throws: what happened, once that is done; does nothing where there was nothing before.
  private func restore<S: Step>(
    _ step: S,
    because fault: Fault
  ) async throws(Interruption) {
    guard let previous = inputs.previous(step.id) else { return }
    let sight = try await faulting { () async throws(Fault) in try await observe(step) }
    let changes = step.restoring(previous, sight, inputs)
    guard !changes.isEmpty else { return }
    for change in changes { try await carryOut(step, change, sight) }
    throw .fault(step.takenBack(previous, because: fault, inputs))
  }
}

extension Plan {
  /// What is missing by the time of a removal was not proven by any listing, and is not made unasked.
  fileprivate func onlyRemovals(of step: StepID) -> Plan {
    var plan = self
    plan.changes.removeAll { $0.step == step && $0.verb != .remove }
    return plan
  }
}

extension Fault {
  /// What it tells of the calls; what was expected and found is another matter once it is undone.
  var evidenceOfCalls: [Evidence] { evidence.filter { ![.expected, .found].contains($0.label) } }

  /// Somebody who is signed in otherwise may do it.
  fileprivate var isRefusal: Bool {
    [.iamDenied, .companyRule, .organizationPolicyDenies].contains(code)
  }
}
