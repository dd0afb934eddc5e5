import Federation
import Provisioning

/// What must stand once two machines are left alone, one after the other, whatever happened between
/// them before.
extension Pair {
  /// Lets each machine finish, and holds what stands then to the reference.
  func settle() throws {
    // Whoever had to stop for the other one tries again; then nothing is left to do.
    for _ in 0..<4 {
      let writes = cloud.writes.count
      try round()
      if isAnyDone, cloud.writes.count == writes { return try compare() }
    }
    guard isAnyDone else {
      throw Violation("both stand in each other's way: \(try (0..<2).map(judge))")
    }
    throw Violation("changes go on: \(cloud.writes)")
  }

  /// One process after the other on both machines, each left alone.
  private func round() throws {
    for machine in 0..<2 {
      cloud.deliverAll()
      // What was just made may not show yet to who looks at once.
      wait(.seconds(120))
      try live(next(on: machine), on: machine)
      try judge(machine)
    }
  }

  /// What a person does next: what a conflict advises first, where nobody has come through.
  private func next(on machine: Int) -> Life {
    let one = machines[machine]
    if !one.hasFiles { return Life(start: .recover) }
    if !isAnyDone, let result = one.result, result.exit == .conflict {
      let faults = ([result.fault] + result.steps.map(\.fault)).compactMap { $0 }
      if let advised = faults.first?.remedies.first?.product {
        return advised.verb == .recover ? Life(start: .lookAgain) : Life(given: advised.answers)
      }
    }
    return Life(start: one.hasHalfLooked ? .lookAgain : .goOn)
  }

  private var isAnyDone: Bool { machines.contains { $0.result?.exit == .done } }

  /// Done, or a conflict that names what stands in the way.
  ///
  /// - Returns: the words of the conflict.
  @discardableResult
  private func judge(_ machine: Int) throws -> String {
    guard let result = machines[machine].result else { throw Violation("\(machine): no end") }
    if result.exit == .done { return "done" }
    let faults = ([result.fault] + result.steps.map(\.fault)).compactMap { $0 }
    let words = faults.map { fault in
      "\(fault.code.rawValue) \(fault.cause) \(fault.evidence.map(\.text))"
    }.joined(separator: "; ")
    guard result.exit == .conflict, let fault = faults.first, !fault.evidence.isEmpty else {
      throw Violation("machine \(machine + 1), left alone, ends with \(result.exit): \(words)")
    }
    return words
  }

  private func compare() throws {
    let state = cloud.read { $0 }
    let done = machines.filter { $0.result?.exit == .done }
    guard state.providers.count == 1 else { throw Violation("\(state.providers.count) providers") }
    try onceEach(state)
    for machine in done { try check(machine, state) }
    // Who has lost the files of one set-up and found two of them again goes on with one.
    let known = machines.reduce(into: Set<String>()) { $0.formUnion(Claims.setups($1.image)) }
    for one in state.environments where one.apiKey != nil {
      guard let setup = one.setup, known.contains(setup) else {
        throw Violation("nobody knows \(one.id), which has a key")
      }
    }
  }

  /// Nothing is made twice for one set-up.
  private func onceEach(_ state: MemoryCloud.State) throws {
    let environments = Dictionary(grouping: state.environments) { $0.setup ?? "nobody" }
    for (setup, made) in environments where made.count > 1 + state.delivered {
      throw Violation("\(made.count) environments of \(setup)")
    }
    let roles = Dictionary(grouping: state.roles.values) { $0.tags[Marker.tagKey] ?? "nobody" }
    for (setup, made) in roles where made.count > 1 || environments[setup] == nil {
      throw Violation("\(made.count) roles of \(setup), environments of \(environments.keys)")
    }
  }

  /// Its environment works through a role of its own, and it has told what the other one has made.
  private func check(_ machine: Machine, _ state: MemoryCloud.State) throws {
    let id = machine.result?.environmentID
    guard let own = state.environments.first(where: { $0.id == id }) else {
      throw Violation("done without an environment")
    }
    let name = own.apiKey?.split(separator: "/").last.map(String.init) ?? "none"
    guard let role = state.roles[name], role.trust.contains(own.id) else {
      throw Violation("environment \(own.id) has key \(own.apiKey ?? "none")")
    }
    guard role.inline.count + role.attached.count == 1 else {
      throw Violation("policies: \(role.inline.keys) \(role.attached)")
    }
    for other in state.environments where other.id != own.id && other.name == own.name {
      guard machine.told.contains(where: { $0.contains(other.id) }) else {
        throw Violation("nobody tells \(own.setup ?? "?") of \(other.id) \(other.setup ?? "?")")
      }
    }
  }
}
