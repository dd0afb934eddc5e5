import Clients

/// How long to go on asking, and how often.
struct Patience: Sendable {
  /// The first gaps; the last one repeats. The first try is made at once.
  var gaps: [Duration]
  var limit: Duration

  /// IAM's reads lag behind its writes: seconds as a rule, two minutes at worst.
  static func reads(_ limit: Duration) -> Patience {
    Patience(gaps: [.seconds(1), .seconds(2), .seconds(4)], limit: limit)
  }

  /// Short enough that a usable role is noticed within three seconds on average.
  static func listing(_ limit: Duration) -> Patience {
    Patience(gaps: [.seconds(1), .seconds(2), .seconds(3), .seconds(5)], limit: limit)
  }

  /// Something was taken away: where what took its place does not work alone, what worked before is
  /// put back before anybody misses it.
  static func trial(_ limit: Duration) -> Patience {
    Patience(gaps: [.seconds(1), .seconds(2), .seconds(3)], limit: min(limit, .seconds(6)))
  }

  /// Seconds until IAM's changes are in force everywhere as a rule.
  static let spreading = 30

  /// The wait after try `attempt` (1 for the first); `nil` when the limit would be passed.
  func gap(after attempt: Int, elapsed: Duration) -> Duration? {
    guard let last = gaps.last, elapsed < limit else { return nil }
    let gap = attempt <= gaps.count ? gaps[attempt - 1] : last
    return min(gap, limit - elapsed)
  }
}

/// The injected clock, as the engine needs it.
struct Pace: Sendable {
  let clock: any Clock<Duration>
  let halt: Halt

  /// Reads the time since it was made.
  func stopwatch() -> @Sendable () -> Duration { Self.stopwatch(clock) }

  /// Sleeps, or ends early when a stop is wished for.
  ///
  /// - Returns: false when the wait was cut short.
  func pause(_ duration: Duration) async -> Bool {
    guard !halt.isRequested else { return false }
    let clock = clock
    let halt = halt
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        do { try await clock.sleep(for: duration) } catch { return false }
        return true
      }
      group.addTask {
        await halt.wait(level: 1)
        return false
      }
      let slept = await group.next() ?? false
      group.cancelAll()
      return slept && !halt.isRequested
    }
  }

  private static func stopwatch<C: Clock>(
    _ clock: C
  ) -> @Sendable () -> Duration where C.Duration == Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}
