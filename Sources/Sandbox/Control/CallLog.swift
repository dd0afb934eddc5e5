/// The calls that reached the sandbox. It remembers the newest and counts them all, so that a
/// sandbox that runs for days stays small.
struct CallLog: Sendable {
  /// At least so many of the newest calls are kept.
  static let kept = 10_000

  private(set) var entries: [CallEntry] = []
  private(set) var total = 0
  /// Calls that changed the world.
  private(set) var mutations = 0

  mutating func add(_ entry: CallEntry) {
    total += 1
    if entry.isMutation, entry.status < 300 { mutations += 1 }
    if entries.count == 2 * Self.kept { entries.removeFirst(Self.kept) }
    entries.append(entry)
  }
}
