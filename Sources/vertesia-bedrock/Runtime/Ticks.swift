/// Keeps at most one tick on its way, and none while nothing moves.
struct Ticks {
  let gap: Duration
  private var isPending = false

  init(gap: Duration) { self.gap = gap }

  /// Whether a tick is to be sent off now.
  mutating func wanted(_ isMoving: Bool) -> Bool {
    guard isMoving, !isPending else { return false }
    isPending = true
    return true
  }

  mutating func arrived() { isPending = false }
}
