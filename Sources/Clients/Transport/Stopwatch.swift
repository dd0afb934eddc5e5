extension Surroundings {
  /// Starts to measure how long a call takes.
  ///
  /// - Returns: the whole milliseconds since, by the clock that nobody sets.
  func stopwatch() -> () -> Int { Self.stopwatch(clock) }

  private static func stopwatch(_ clock: some Clock<Duration>) -> () -> Int {
    let start = clock.now
    return {
      let (seconds, attoseconds) = start.duration(to: clock.now).components
      return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
  }
}
