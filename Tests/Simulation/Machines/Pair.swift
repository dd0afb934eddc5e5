import Chance
import Clients
import Federation
import Provisioning
import Synchronization

/// Two machines on which the same is wished for, against one cloud, at the same time.
final class Pair: Sendable {
  /// One of the two, and what is known of it.
  struct Machine: Sendable {
    var image = PowerLossDisk.Image()
    var audit = Audit()
    /// How its last process ended, and what that one told.
    var result: SetupResult?
    var told: [String] = []
    /// Whether its last search for what stands in the cloud came to its end; `nil` before any.
    var isSearched: Bool?
  }

  let cloud: MemoryCloud
  /// A machine has time of its own: one can stand still while the other goes on.
  private let simulators: [Simulator]
  private let dice: [Dice]
  private let claims = Claims()
  private let state: Mutex<[Machine]>
  private let chance: Mutex<SplitMix64>

  init(seed: UInt64, _ spreading: Spreading = Spreading()) {
    let simulators = [Simulator(seed: seed), Simulator(seed: seed &+ 1)]
    self.simulators = simulators
    cloud = MemoryCloud { max(simulators[0].now, simulators[1].now) }
    dice = [Dice(seed), Dice(~seed)]
    state = Mutex([Machine(), Machine()])
    chance = Mutex(SplitMix64(seed))
    cloud.change { $0.spreading = spreading }
  }

  /// What the next process finds; `nil` while a request is on its way.
  var remains: Remains? {
    let machines = machines
    let now = simulators.map(\.now).reduce(.zero, max)
    let searched = machines.map(\.isSearched)
    return Remains(machines.map(\.image), machines.map(\.audit), searched, cloud.read { $0 }, now)
  }

  var machines: [Machine] { state.withLock { $0 } }

  /// The files of a machine are gone.
  func lose(_ machine: Int) { state.withLock { $0[machine] = Machine() } }

  func wait(_ duration: Duration) {
    synchronize()
    for simulator in simulators { simulator.pass(duration) }
  }

  private func synchronize() {
    let now = simulators.map(\.now)
    for (simulator, time) in zip(simulators, now) {
      simulator.pass(max(now[0], now[1]) - time)
    }
  }

  /// One process alone.
  ///
  /// - Parameters:
  ///   - life: how it goes.
  ///   - machine: where.
  ///   - given: answers beside those it was begun with.
  ///   - pause: a boundary at which it stands still until `meanwhile` is over.
  ///   - meanwhile: what happens then.
  /// - Returns: the boundaries that it passed.
  /// - Throws: `Violation`, or when it would hang.
  @discardableResult
  func live(
    _ life: Life,
    on machine: Int,
    given: Answers = Answers(),
    pausingAt pause: Int? = nil,
    _ meanwhile: @escaping @Sendable () -> Void = {}
  ) throws -> [String] {
    synchronize()
    let process = process(life, on: machine, given: given, at: pause) { [self] in
      meanwhile()
      synchronize()
    }
    let ended = try simulators[machine].run { [simulators] in
      await process.run(on: simulators[machine])
    }
    cloud.change { $0.troubles = [:] }
    try close(process, ended, on: machine)
    return process.fuse.boundaries
  }

  /// One process on each machine, both at a time: the second begins when the first has passed so
  /// many boundaries, and from then on the seed decides at every request who goes on.
  func live(_ first: Life, and second: Life, after boundary: Int) throws {
    synchronize()
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let one = process(first, on: 0, at: max(1, boundary)) { start.finish() }
    let other = process(second, on: 1)
    let simulator = simulators[0]
    let ends = try simulator.run {
      await withTaskGroup(of: (Int, Process.End).self) { group in
        group.addTask {
          let end = await one.run(on: simulator)
          start.finish()
          return (0, end)
        }
        group.addTask {
          if boundary > 0 { for await _ in started {} }
          return (1, await other.run(on: simulator))
        }
        return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
    }
    cloud.change { $0.troubles = [:] }
    for (machine, process) in [one, other].enumerated() {
      try close(process, ends[machine] ?? Process.End(), on: machine)
    }
  }

  private func process(
    _ life: Life,
    on machine: Int,
    given: Answers = Answers(),
    at pause: Int? = nil,
    _ meanwhile: @escaping @Sendable () -> Void = {}
  ) -> Process {
    if life.start == .recover { lose(machine) }
    let fuse = life.fuse
    if let pause { fuse.interrupt(at: pause, meanwhile) }
    let (image, audit) = state.withLock { ($0[machine].image, $0[machine].audit) }
    let disk = PowerLossDisk(image, fuse: fuse)
    cloud.change { state in life.trouble(&state) }
    return Process(
      life: life,
      given: given,
      fuse: fuse,
      disk: disk,
      transport: FusedTransport(base: cloud, fuse: fuse) { [claims, cloud] call in
        audit.note(call, disk.durable)
        claims.note(call, by: disk.durable, cloud)
      },
      dice: dice[machine]
    )
  }

  private func close(_ process: Process, _ ended: Process.End, on machine: Int) throws {
    let image =
      switch process.life.ending {
      case .powerLost where process.fuse.isDead:
        chance.withLock { process.disk.survivor(&$0) }
      default: process.disk.now
      }
    let isDead = process.fuse.isDead
    try claims.check()
    let hasListed = cloud.read(\.hasListed)
    try state.withLock { machines in
      machines[machine].image = image
      machines[machine].result = isDead ? nil : ended.result
      machines[machine].told = ended.told
      machines[machine].isSearched = ended.isSearched ?? machines[machine].isSearched
      try machines[machine].audit.end(
        isDead ? nil : ended.result,
        image,
        hasListed: hasListed
      )
    }
  }
}
