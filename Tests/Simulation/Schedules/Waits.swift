import Federation

/// How soon what IAM takes its time for is noticed: reads that lag, roles that cannot be used yet,
/// for 0 to 115 seconds, at once or coming and going.
package enum Waits {
  /// - Returns: how many were played, and those where something waited for longer than it had to.
  package static func all() -> (played: Int, violations: [String]) {
    var played = 0
    var violations: [String] = []
    for seconds in stride(from: 0, through: 115, by: 5) {
      for (reads, use) in [(seconds, 0), (0, seconds), (seconds, seconds)] {
        for flaps in [false, true] {
          played += 1
          let name = "reads lag \(reads) s, use \(use) s\(flaps ? ", flapping" : "")"
          do {
            if let late = try lateness(reads: reads, use: use, flaps: flaps) {
              violations.append("\(name): \(late)")
            }
          } catch {
            violations.append("\(name): \(error)")
          }
        }
      }
    }
    return (played, violations)
  }

  /// A write that needs another one waits until that shows; the listing, until the role can be used.
  private static func lateness(reads: Int, use: Int, flaps: Bool) throws -> String? {
    let stage = Stage(Schedule([], seed: UInt64(reads + use + 1)))
    stage.cloud.change { state in
      state.spreading.reads = .seconds(reads)
      state.spreading.use = .seconds(use)
      state.spreading.flaps = flaps
    }
    guard let exit = try stage.live(Life())?.exit, exit == .done else { return "not done" }
    let written = stage.cloud.read(\.spreading.lastWrite)
    if written > .seconds(reads + 5) { return "the last change was made after \(written)" }
    let end = stage.simulator.now
    return end > written + .seconds(max(reads, use) + 5) ? "done after \(end)" : nil
  }
}
