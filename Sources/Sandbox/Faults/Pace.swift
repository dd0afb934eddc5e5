/// How fast IAM writes, Vertesia calls and its tokens may come; without limits unless a scenario
/// sets them.
struct Pace: Sendable {
  var iamWrites: Bucket?
  var vertesia: Bucket?
  var tokens: Bucket?

  /// A token bucket: `capacity` calls at once, then `perSecond`.
  struct Bucket: Sendable {
    var capacity: Double
    var perSecond: Double
    private var level: Double
    private var filled: Moment

    init(capacity: Double, perSecond: Double, at now: Moment) {
      self.capacity = capacity
      self.perSecond = perSecond
      level = capacity
      filled = now
    }

    /// Takes one call; else says how many milliseconds to wait for it.
    mutating func take(at now: Moment) -> Int? {
      let elapsed = Double(Swift.max(0, now.milliseconds - filled.milliseconds)) / 1000
      level = Swift.min(capacity, level + elapsed * perSecond)
      filled = now
      guard level < 1 else {
        level -= 1
        return nil
      }
      return Int(((1 - level) / perSecond * 1000).rounded(.up))
    }
  }
}
