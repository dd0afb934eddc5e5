import Federation
import Provisioning

/// What must stand once two machines are left alone, one after the other, whatever happened between
/// them before.
extension Pair {
  /// What it took beside going on until somebody was done.
  enum Detour: Hashable {
    /// A search for what stands in the cloud was cut off, and made again.
    case searchedAgain
    /// Both had to stop, and one did what was advised first.
    case advised(FaultCode)
  }

  /// Lets each machine finish, and holds what stands then to the reference.
  @discardableResult
  func settle() throws -> Set<Detour> {
    var detours: Set<Detour> = []
    // Whoever had to stop for the other one tries again; then nothing is left to do.
    var (tries, advised) = (0, 0)
    while tries < 3, advised < 3 {
      let writes = cloud.writes.count
      try round(&detours)
      if !isAnyDone {
        advised += 1
      } else if cloud.writes.count == writes {
        try compare()
        return detours
      } else {
        tries += 1
      }
    }
    guard isAnyDone else {
      throw Violation("both stand in each other's way: \(machines.map { $0.result?.faultWords })")
    }
    throw Violation("changes go on: \(cloud.writes)")
  }

  /// One process after the other on both machines, each left alone.
  private func round(_ detours: inout Set<Detour>) throws {
    for machine in 0..<2 {
      cloud.deliverAll()
      // What was just made may not show yet to who looks at once.
      wait(.seconds(120))
      try goOn(on: machine, &detours)
      try judge(machine)
    }
  }

  private func goOn(on machine: Int, _ detours: inout Set<Detour>) throws {
    let one = machines[machine]
    if !one.image.hasCheckpoint {
      try live(Life(start: .recover), on: machine)
    } else if !isAnyDone, let result = one.result, result.exit == .conflict {
      try heed(result, on: machine, &detours)
    } else if one.isSearched == false {
      detours.insert(.searchedAgain)
      try live(Life(start: .lookAgain), on: machine)
    } else {
      try live(Life(), on: machine)
    }
  }

  /// What is advised first leads on, where nobody has come through; but nobody here wishes for a
  /// second role beside one that was made.
  private func heed(
    _ result: SetupResult,
    on machine: Int,
    _ detours: inout Set<Detour>
  ) throws {
    guard let fault = result.faults.first,
      let advised = (fault.remedies.first(where: \.keepsRole) ?? fault.remedies.first)?.product
    else {
      throw Violation("nothing is advised: \(result.faultWords)")
    }
    detours.insert(.advised(fault.code))
    switch (advised.verb, advised.target) {
    case (.recover, _): try live(Life(start: .lookAgain), on: machine)
    case (.apply, .saved(result.setup)): try live(Life(), on: machine, given: advised.answers)
    default: throw Violation("\(fault.code.rawValue) advises \(advised.text)")
    }
  }

  private var isAnyDone: Bool { machines.contains { $0.result?.exit == .done } }

  /// Done, or a conflict that names what stands in the way.
  private func judge(_ machine: Int) throws {
    guard let result = machines[machine].result else { throw Violation("\(machine): no end") }
    if result.exit == .done { return }
    guard result.exit == .conflict, result.faults.first?.evidence.isEmpty == false else {
      throw Violation(
        "machine \(machine + 1), left alone, ends with \(result.exit): \(result.faultWords)"
      )
    }
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
