import Chance
import Provisioning
import Synchronization

/// Runs tasks one at a time on the thread that drives them, in an order that a seed decides, on a
/// clock that jumps to whatever is waited for next. The same seed makes the same run.
///
/// It is given to a task as its executor preference (SE-0417), which actors and child tasks follow:
/// this works because the library starts no unstructured task.
final class Simulator: TaskExecutor, Sendable {
  /// Nobody can go on, and nobody waits for the clock: a run that would hang for ever.
  struct Stuck: Error {}
  /// The run is longer than any good one.
  struct Endless: Error {}

  private struct State {
    var ready: [UnownedJob] = []
    var now: Duration = .zero
    var dice: SplitMix64
  }

  private static let longest = 2_000_000

  private let state: Mutex<State>
  /// Each until its time has come.
  private let sleepers = Waiters<Duration>()

  init(seed: UInt64) { state = Mutex(State(dice: SplitMix64(seed))) }

  /// Since the simulation began.
  var now: Duration { state.withLock { $0.now } }

  /// Time in which nothing happens.
  func pass(_ duration: Duration) { state.withLock { $0.now += duration } }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.ready.append(job) }
  }

  /// Runs a body, and everything it starts, on the calling thread.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async -> Value
  ) throws -> Value {
    let result = Mutex<Value?>(nil)
    Task(executorPreference: self) {
      let value = await body()
      result.withLock { $0 = value }
    }
    for _ in 0..<Self.longest {
      if let value = result.withLock({ $0 }) { return value }
      if let job = nextJob() {
        job.runSynchronously(on: asUnownedTaskExecutor())
      } else if !wakeNext() {
        throw Stuck()
      }
    }
    throw Endless()
  }

  private func nextJob() -> UnownedJob? {
    state.withLock { state in
      guard !state.ready.isEmpty else { return nil }
      return state.ready.remove(at: state.dice.below(state.ready.count))
    }
  }

  private func wakeNext() -> Bool {
    let due = sleepers.releaseFirst(by: <) { due in
      state.withLock { $0.now = max($0.now, due) }
    }
    return due != nil
  }

  fileprivate func sleep(until due: Duration) async throws {
    await sleepers.wait(for: due) { due <= now }
    try Task.checkCancellation()
  }
}

/// The time of a simulation.
struct SimulatedClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
  }

  let simulator: Simulator

  var now: Instant { Instant(offset: simulator.now) }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try await simulator.sleep(until: deadline.offset)
  }
}
