/// A clock on which everything takes a twentieth of the time, for the waits between calls; the
/// deadlines of calls are the transport's own.
struct HurriedClock: Clock {
  static let haste = 20
  /// What the time of day is when it starts, in seconds since 1970.
  static let epoch = 1_790_000_000.0
  /// How long the engine waits for a lost environment.
  static let settling = Duration.seconds(60) / haste

  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
  }

  private let start = ContinuousClock.now

  var now: Instant { Instant(offset: start.duration(to: .now) * Self.haste) }
  var minimumResolution: Duration { .nanoseconds(Self.haste) }

  /// Seconds since the clock was made.
  var seconds: Double { now.offset / .seconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try await Task.sleep(for: now.duration(to: deadline) / Self.haste)
  }
}
