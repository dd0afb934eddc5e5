import Provisioning

/// Every way in which the disk can refuse: each operation in turn, once or from then on, for each
/// reason. The process lives on and has to end by itself; the next one finds a good disk.
package enum Refusals {
  private static let reasons: [DiskError.Kind] = [
    .notWritten, .notPermitted, .readOnly, .missing, .other,
  ]

  /// - Returns: how many were played, and those that ended wrong.
  package static func all(share: Int, of shares: Int) -> (played: Int, violations: [String]) {
    let start = Stage(Schedule([]))
    let whole = Stage(start)
    _ = try? whole.live(Life())
    var played = 0
    var violations: [String] = []
    // What was left behind before needs no second end.
    var known: Set<Remains> = []
    for operation in 1...max(1, whole.boundaries.count) where operation % shares == share {
      for reason in reasons {
        for lasts in [true, false] {
          let life = Life(ending: .diskRefuses(at: operation, reason, lasts: lasts))
          played += 1
          do {
            let stage = Stage(start)
            _ = try stage.live(life)
            if let remains = stage.remains, !known.insert(remains).inserted { continue }
            try Play.finish(Stage(stage))
          } catch {
            violations.append("\(life): \(error)")
          }
        }
      }
    }
    return (played, violations)
  }
}
