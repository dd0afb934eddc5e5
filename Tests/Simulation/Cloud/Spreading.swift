import Chance

/// How slowly IAM tells what it was told: reads lag behind writes, and some of them less than others
/// until all of them know.
struct Spreading: Hashable, Sendable {
  /// Until every read shows a new thing.
  var reads: Duration = .zero
  /// Until a role can be used after it, its policy or its provider was written.
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
  mutating func shows(_ thing: String) -> Bool { knows(thing, after: reads) }

  /// Whether AWS acts on it by now.
  mutating func acts(on thing: String) -> Bool { knows(thing, after: use) }

  private mutating func knows(_ thing: String, after lag: Duration) -> Bool {
    guard lag > .zero, let since = written[thing], now < since + lag else { return true }
    return flaps && now > since + lag / 2 && dice.oneIn(2)
  }
}
