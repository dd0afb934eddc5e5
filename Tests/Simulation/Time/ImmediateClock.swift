import Synchronization

/// A clock on which every wait is over at once, and time has passed all the same.
final class ImmediateClock: Clock, Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
  }

  private let passed = Mutex(Duration.zero)

  var now: Instant { Instant(offset: passed.withLock { $0 }) }
  var minimumResolution: Duration { .zero }

  /// Seconds since the clock was made.
  var seconds: Double {
    let parts = now.offset.components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    passed.withLock { $0 = max($0, deadline.offset) }
    await Task.yield()
  }
}
