import Chance

/// How slowly IAM tells what it was told: reads lag behind writes, and some of them less than others
/// until all of them know.
struct Spreading: Hashable, Sendable {
  /// Until every read shows a new thing.
  var reads: Duration = .zero
  /// Until all of AWS acts on a role after it, its policy or its provider was changed.
  var use: Duration = .zero
  /// Whether the servers know it one by one, so that a thing can come and go meanwhile.
  var flaps = false
  var now: Duration = .zero

  private var written: [String: Duration] = [:]
  private var dice = SplitMix64(1)

  init(reads: Duration = .zero, use: Duration = .zero, flaps: Bool = false) {
    (self.reads, self.use, self.flaps) = (reads, use, flaps)
  }

  mutating func write(_ thing: String) { written[thing] = now }

  var lastWrite: Duration { written.values.max() ?? .zero }

  /// Whether this read shows it.
  mutating func shows(_ thing: String) -> Bool {
    guard reads > .zero, let since = written[thing], now < since + reads else { return true }
    return isEarly(since, reads)
  }

  /// Whether the one who is asked acts on a change before all do.
  mutating func isKnownEarly(since: Duration) -> Bool { isEarly(since, use) }

  private mutating func isEarly(_ since: Duration, _ lag: Duration) -> Bool {
    flaps && now > since + lag / 2 && dice.oneIn(2)
  }
}
