/// A value as a replicated store has it: a write is seen only some time after it was made.
/// Versions are kept, so that a change of a change spreads in the order it was made.
struct Replicated<Value: Sendable>: Sendable {
  private var versions: [(written: Moment, value: Value?)]

  init(_ value: Value, at written: Moment) {
    versions = [(written, value)]
  }

  /// The newest version; `nil` after a deletion.
  var latest: Value? { versions.last?.value }

  /// What a reader sees who is `lag` milliseconds behind.
  func seen(at now: Moment, lag: Int) -> Value? {
    let horizon = now.advanced(milliseconds: -lag)
    return versions.last { $0.written <= horizon }?.value
  }

  /// A deletion is written as `nil`.
  mutating func write(_ value: Value?, at now: Moment) {
    let horizon = now.advanced(seconds: -600)
    if let last = versions.lastIndex(where: { $0.written <= horizon }) {
      versions.removeFirst(last)
    }
    versions.append((now, value))
  }
}
