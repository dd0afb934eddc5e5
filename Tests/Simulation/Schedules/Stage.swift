import Chance
import Clients
import Federation
import Provisioning
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A cloud and a machine on which one process lives after another.
final class Stage {
  /// What nobody would get by default, so that a lost answer shows.
  static let answers = Answers([
    .region: ["us-east-1"], .environmentName: ["Lab"], .rolePath: ["/lab/"],
  ])

  let simulator: Simulator
  let cloud: MemoryCloud
  private let seed: UInt64
  private let dice: Dice
  private var chance: SplitMix64
  /// What the processes of a machine have left on its disk, and what is known of it.
  private var machines = [Machine(), Machine()]
  private var lastMachine = 0
  /// What the processes are given, and what takes the place of what.
  private(set) var goal: Replacement?
  /// The boundaries that the last process passed.
  private(set) var boundaries: [String] = []
  /// The last checkpoint that it wrote, or was about to.
  private(set) var written: [UInt8] = []

  init(_ schedule: Schedule) {
    seed = schedule.seed
    simulator = Simulator(seed: seed)
    let simulator = simulator
    cloud = MemoryCloud { simulator.now }
    dice = Dice(seed)
    chance = SplitMix64(seed)
    cloud.change { $0.spreading = schedule.spreading }
  }

  /// The same world once more, to go on differently. Ids drawn from then on are others.
  init(_ other: Stage) {
    seed = other.seed &+ 1
    simulator = Simulator(seed: seed)
    let simulator = simulator
    simulator.pass(other.simulator.now)
    cloud = MemoryCloud { simulator.now }
    dice = Dice(seed)
    chance = SplitMix64(seed)
    (machines, lastMachine, goal) = (other.machines, other.lastMachine, other.goal)
    let state = other.cloud.read { $0 }
    cloud.change { $0 = state }
  }

  /// A set-up that is finished, of which something is to be replaced.
  convenience init(finishedFor goal: Replacement) throws {
    self.init(Schedule([]))
    guard try live(Life(), given: goal.before)?.exit == .done else {
      throw Violation("\(goal): the set-up is not finished")
    }
    self.goal = goal
    wait(.seconds(120))
    cloud.change { state in
      goal.prepare(&state)
      state.log = []
      state.spreading = Spreading(use: .seconds(8))
      state.past = []
    }
  }

  /// The files of the first machine are gone.
  func lose() { machines[0] = Machine() }

  func wait(_ duration: Duration) { simulator.pass(duration) }

  /// Lets a process live.
  ///
  /// - Parameters:
  ///   - life: how it goes.
  ///   - given: answers beside those it was begun with.
  ///   - prepare: gets what it passes and its disk before it begins.
  /// - Returns: how its run ended; `nil` when it died before.
  /// - Throws: `Violation`, or when it would hang.
  func live(
    _ life: Life,
    given: Answers? = nil,
    _ prepare: (Fuse, PowerLossDisk) -> Void = { _, _ in }
  ) throws -> SetupResult? {
    let here = life.start == .elsewhere ? 1 : 0
    if life.start == .recover { machines[here] = Machine() }
    // Nobody misses their files at once, nor calls a colleague: by then IAM shows what was made.
    if life.start == .recover || here != lastMachine { wait(.seconds(120)) }
    lastMachine = here
    let fuse = life.fuse
    let disk = PowerLossDisk(machines[here].image, fuse: fuse)
    prepare(fuse, disk)
    cloud.change { state in
      state.hasListed = false
      life.trouble(&state)
    }
    let (simulator, cloud, dice, audit) = (simulator, cloud, dice, machines[here].audit)
    let (given, isHasty) = (given ?? goal?.after, goal != nil)
    let isWorkingThroughout = isWorkingThroughout
    let transport = FusedTransport(base: cloud, fuse: fuse) { call in
      audit.note(call, disk.durable)
      if isWorkingThroughout { audit.note(cloud.read(\.hasWay), before: call) }
    }
    let result = try simulator.run {
      await Self.run(life, disk, simulator, transport, dice, given: given, isHasty: isHasty)
    }
    boundaries = fuse.boundaries
    written = fuse.written
    machines[here].image =
      switch life.ending {
      case .powerLost where fuse.isDead: disk.survivor(&chance)
      default: disk.now
      }
    cloud.change { $0.troubles = [:] }
    try machines[here].audit.end(
      result,
      machines[here].image,
      hasListed: cloud.read(\.hasListed),
      isReplacing: goal != nil
    )
    if isWorkingThroughout, !cloud.read(\.hasWay) { throw Violation("no way works at its end") }
    return fuse.isDead ? nil : result
  }

  /// What is left of a process that is killed, at each boundary that it would pass: all of them die
  /// in one life, since nothing that happens later reaches the disk or the cloud of an earlier death.
  ///
  /// - Returns: a stage for each boundary; `nil` where a change was on its way, so that chance has to
  ///   decide what becomes of it.
  func deaths() throws -> [Stage?] {
    let deaths = Mutex<[(Snapshot, [String])?]>([])
    let whole = Stage(self)
    let (cloud, simulator) = (whole.cloud, whole.simulator)
    _ = try whole.live(Life()) { fuse, disk in
      fuse.watch { boundaries in
        let isOnItsWay = fuse.isExpecting || boundaries.last?.hasSuffix(" is sent") == true
        let snapshot = Snapshot(
          image: disk.now,
          cloud: cloud.read { $0 },
          time: simulator.now,
          written: fuse.written
        )
        deaths.withLock { $0.append(isOnItsWay ? nil : (snapshot, boundaries)) }
      }
    }
    return try deaths.withLock { $0 }.map { death in
      guard let (snapshot, boundaries) = death else { return nil }
      let stage = Stage(self)
      stage.wait(snapshot.time - stage.simulator.now)
      stage.cloud.change { $0 = snapshot.cloud }
      stage.machines[0].image = snapshot.image
      (stage.boundaries, stage.written) = (boundaries, snapshot.written)
      try stage.machines[0].audit.end(
        nil,
        snapshot.image,
        hasListed: false,
        isReplacing: goal != nil
      )
      if isWorkingThroughout, !snapshot.cloud.hasWay { throw Violation("no way works at a death") }
      return stage
    }
  }

  /// Whether one way has to work at every moment: something works, and what takes its place does.
  private var isWorkingThroughout: Bool { goal?.keepsWorking ?? false }

  private struct Snapshot: Sendable {
    var image: PowerLossDisk.Image
    var cloud: MemoryCloud.State
    var time: Duration
    var written: [UInt8]
  }

  private struct Machine {
    var image = PowerLossDisk.Image()
    var audit = Audit()
  }

  /// What the next process finds; `nil` while a request is on its way.
  var remains: Remains? {
    Remains(machines.map(\.image), machines.map(\.audit), [], cloud.read { $0 }, simulator.now)
  }

  /// The disk of the first machine.
  var image: PowerLossDisk.Image { machines[0].image }

  /// - Parameters:
  ///   - life: how it goes.
  ///   - disk: the machine's.
  ///   - simulator: what it runs on.
  ///   - transport: the way to the cloud.
  ///   - dice: its chance.
  ///   - given: answers beside those it was begun with.
  ///   - isHasty: whether it gives up soon on what does not work.
  ///   - searched: is told when a search for what stands in the cloud begins, and that it came to its
  ///     end.
  ///   - ended: gets the session of a process that has not died.
  /// - Returns: how it ended; `nil` when it died.
  static func run(
    _ life: Life,
    _ disk: PowerLossDisk,
    _ simulator: Simulator,
    _ transport: FusedTransport,
    _ dice: Dice,
    given: Answers? = nil,
    isHasty: Bool = false,
    searched: @escaping @Sendable (_ isThrough: Bool) -> Void = { _ in },
    ended: @Sendable (Session) async -> Void = { _ in }
  ) async -> SetupResult? {
    let fuse = transport.fuse
    let surroundings = Surroundings.simulated(
      seconds: { Double(simulator.now.components.seconds) },
      clock: SimulatedClock(simulator: simulator),
      dice: dice
    )
    let session = Session.simulated(
      on: transport,
      disk,
      surroundings,
      isHasty ? Settings(listingPatience: .seconds(10)) : Settings()
    )
    let state = StateDirectory.simulated(disk, surroundings.random)
    let result = await withTaskGroup(of: SetupResult?.self) { group in
      group.addTask { await goOn(session, state, life.start, given ?? Answers(), searched) }
      group.addTask {
        await fuse.waitForDeath()
        return nil
      }
      if case .stopped(let delay) = life.ending {
        group.addTask {
          try? await surroundings.clock.sleep(for: delay)
          if !Task.isCancelled { await session.perform(.stop) }
          await fuse.waitForDeath()
          return nil
        }
      }
      let result = await group.next() ?? nil
      group.cancelAll()
      await group.waitForAll()
      return result
    }
    if result != nil { await ended(session) }
    return result
  }

  /// What a person does who comes back: goes on with what is saved and came furthest; looks for it in
  /// the cloud when nothing is; begins where nothing was.
  private static func goOn(
    _ session: Session,
    _ state: StateDirectory,
    _ start: Life.Start,
    _ given: Answers,
    _ searched: (_ isThrough: Bool) -> Void
  ) async -> SetupResult? {
    var saved = (try? state.list()) ?? []
    if start == .lookAgain || (saved.isEmpty && start != .anew) {
      searched(false)
      do { _ = try await session.recover(Answers([.region: ["us-east-1"]])) } catch { return nil }
      searched(true)
      saved = (try? state.list()) ?? []
    }
    let furthest = saved.first { $0.checkpoint?.steps[.environment]?.facts[.id] != nil }
    guard let one = furthest ?? saved.first else {
      return start == .elsewhere ? nil : await session.run(answers: answers.merging(given))
    }
    return await session.run(resuming: one.id, answers: given)
  }
}
