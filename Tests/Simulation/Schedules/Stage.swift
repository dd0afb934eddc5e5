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

  init(_ schedule: Schedule) {
    seed = schedule.seed
    simulator = Simulator(seed: seed)
    let simulator = simulator
    cloud = MemoryCloud { simulator.now }
    dice = Dice(seed)
    chance = SplitMix64(seed)
    cloud.change { state in
      state.spreading.reads = schedule.reads
      state.spreading.use = schedule.use
      state.spreading.flaps = schedule.flaps
    }
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
    (machines, lastMachine) = (other.machines, other.lastMachine)
    goal = other.goal
    let state = other.cloud.read { $0 }
    cloud.change { $0 = state }
  }

  /// A set-up that is finished, of which something is to be replaced.
  convenience init(finishedFor goal: Replacement) throws {
    self.init(Schedule([]))
    self.goal = goal
    guard try live(Life(), Self.answers.merging(goal.before))?.exit == .done else {
      throw Violation("\(goal): the set-up is not finished")
    }
    wait(.seconds(120))
    cloud.change { state in
      goal.prepare(&state)
      state.log = []
    }
  }

  func wait(_ duration: Duration) { simulator.pass(duration) }

  func live(_ life: Life) throws -> SetupResult? { try live(life, goal?.after) }

  /// Lets a process live.
  ///
  /// - Parameters:
  ///   - life: how it lives.
  ///   - given: other answers than those it was begun with.
  /// - Returns: how its run ended; `nil` when it died before.
  /// - Throws: `Violation`, or when it would hang.
  private func live(_ life: Life, _ given: Answers?) throws -> SetupResult? {
    let here = life.start == .elsewhere ? 1 : 0
    if life.start == .recover { machines[here] = Machine() }
    // Nobody misses their files at once, nor calls a colleague: by then IAM shows what was made.
    if life.start == .recover || here != lastMachine { wait(.seconds(120)) }
    lastMachine = here
    let fuse = life.fuse
    let disk = PowerLossDisk(machines[here].image, fuse: fuse)
    prepare(life, disk, machines[here].audit)
    let (simulator, cloud, dice) = (simulator, cloud, dice)
    let result = try simulator.run {
      await Self.run(life, given, fuse, disk, simulator, cloud, dice)
    }
    boundaries = fuse.boundaries
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

  private struct Machine {
    var image = PowerLossDisk.Image()
    var audit = Audit()
  }

  /// The disk of the first machine.
  var image: PowerLossDisk.Image { machines[0].image }

  /// Whether one way has to work at every moment: something works, and what takes its place does.
  private var isWorkingThroughout: Bool {
    goal.map { $0.keepsWorking && cloud.read(\.isFinished) } ?? false
  }

  private func prepare(_ life: Life, _ disk: PowerLossDisk, _ audit: Audit) {
    cloud.change { state in
      state.hasListed = false
      state.troubles = [:]
      for incident in life.incidents {
        state.troubles[incident.operation, default: []] += Array(
          repeating: incident.trouble,
          count: incident.times
        )
      }
    }
    let isWorking = isWorkingThroughout
    cloud.watcher.withLock {
      $0 = { [cloud] call in
        audit.note(call, disk.durable)
        if isWorking { audit.note(cloud.read(\.hasWay), before: call) }
      }
    }
  }

  /// How far each change has come, by what has been left of it.
  var phases: [(change: String, phase: Phase)] {
    let steps = Audit.steps(image)
    let log = cloud.read { $0.log }
    return (goal?.changes ?? Self.changes).map { operation, step in
      let record = steps[step]
      let hasIntent = record?.intent?.change.operation == operation
      let hasHappened = log.contains("*\(operation)")
      let phase: Phase =
        switch (hasIntent, hasHappened) {
        case (false, false): .beforeIntent
        case (true, false): .intentKept
        case (true, true): .notHeardOf
        case (false, true): .factKept
        }
      return (operation, phase)
    }
  }

  enum Phase: String, CaseIterable {
    case beforeIntent = "before its intent"
    case intentKept = "intent kept, nothing sent"
    case notHeardOf = "happened, not heard of"
    case factKept = "fact kept"
  }

  /// Of a set-up from scratch.
  static let changes: [(operation: String, step: StepID)] = [
    ("CreateOpenIDConnectProvider", .identityProvider), ("POST /environments", .environment),
    ("CreateRole", .role), ("PutRolePolicy", .permissions),
    ("PUT /environments/{id}", .connection),
  ]

  private static func run(
    _ life: Life,
    _ given: Answers?,
    _ fuse: Fuse,
    _ disk: PowerLossDisk,
    _ simulator: Simulator,
    _ cloud: MemoryCloud,
    _ dice: Dice
  ) async -> SetupResult? {
    let surroundings = Surroundings.simulated(
      seconds: { Double(simulator.now.components.seconds) },
      clock: SimulatedClock(simulator: simulator),
      dice: dice
    )
    let session = Session.simulated(
      on: FusedTransport(base: cloud, fuse: fuse),
      disk,
      surroundings,
      // What does not work is found out soon enough.
      given == nil ? Settings() : Settings(listingPatience: .seconds(10))
    )
    let state = StateDirectory.simulated(disk, surroundings.random)
    return await withTaskGroup(of: SetupResult?.self) { group in
      group.addTask { await goOn(session, state, given, mayBegin: life.start != .elsewhere) }
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
  }

  /// What a person does who comes back: goes on with what is saved; looks for it in the cloud when
  /// nothing is; begins where nothing was.
  private static func goOn(
    _ session: Session,
    _ state: StateDirectory,
    _ given: Answers?,
    mayBegin: Bool
  ) async -> SetupResult? {
    var saved = (try? state.list()) ?? []
    if saved.isEmpty {
      do { _ = try await session.recover(Answers([.region: ["us-east-1"]])) } catch { return nil }
    }
    saved = (try? state.list()) ?? []
    guard let one = saved.first else {
      return mayBegin ? await session.run(answers: given ?? answers) : nil
    }
    return await session.run(resuming: one.id, answers: given ?? Answers())
  }
}
