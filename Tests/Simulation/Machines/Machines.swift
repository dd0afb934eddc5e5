import Federation
import Provisioning
import Synchronization

/// Two machines, at every boundary of the first: it stands still there, or dies, while the second
/// runs from its beginning to its end; and the files of a machine lost at every boundary.
package enum Machines {
  /// - Returns: how many were played, and those that ended wrong.
  package static func all(share: Int, of shares: Int) -> (played: Int, violations: [String]) {
    var tally = Tally()
    // What was left behind before is followed by the same, but for what chance decides.
    var known: [String: Set<Remains>] = [:]
    func isKnown(_ name: String, _ remains: Remains?) -> Bool {
      remains.map { !known[name, default: []].insert($0).inserted } ?? false
    }
    let count = (try? Pair(seed: 1).live(Life(), on: 0).count) ?? 0
    for boundary in 1...max(1, count) where boundary / 8 % shares == share {
      for start in [Life.Start.goOn, .anew] {
        tally.play("second \(start) while the first stands still at \(boundary)") {
          let pair = Pair(seed: 1)
          try Self.pause(pair, at: boundary, start)
          try pair.settle()
        }
        tally.play("second \(start) after the first died at \(boundary)") {
          let pair = Pair(seed: 1)
          try pair.live(Life(ending: .killed(at: boundary)), on: 0)
          if isKnown("second \(start)", pair.remains) { return }
          try pair.live(Life(start: start), on: 1)
          try pair.settle()
        }
        tally.play("second \(start) after the first died for good at \(boundary)") {
          let pair = Pair(seed: 1)
          try pair.live(Life(ending: .killed(at: boundary)), on: 0)
          if isKnown("second \(start) for good", pair.remains) { return }
          try pair.live(Life(start: start), on: 1)
          pair.lose(0)
          try pair.settle()
        }
      }
      for ending in Self.losses(boundary) {
        tally.play("files lost after \(ending)") {
          let stage = Stage(Schedule([]))
          _ = try stage.live(Life(ending: ending))
          stage.lose()
          if isKnown("lost", stage.remains) { return }
          try Play.finish(Stage(stage), keepsAnswers: false)
        }
      }
    }
    return (tally.played, tally.violations)
  }

  private struct Tally {
    var played = 0
    var violations: [String] = []

    mutating func play(_ name: String, _ body: () throws -> Void) {
      played += 1
      do { try body() } catch { violations.append("\(name): \(error)") }
    }
  }

  /// The directory goes while nobody runs, and while somebody does: nothing can be saved then.
  private static func losses(_ boundary: Int) -> [Life.Ending] {
    [.killed(at: boundary), .diskRefuses(at: boundary, .missing, lasts: true)]
  }

  private static func pause(_ pair: Pair, at boundary: Int, _ start: Life.Start) throws {
    let failure = Mutex<(any Error)?>(nil)
    try pair.live(Life(), on: 0, pausingAt: boundary) {
      do { try pair.live(Life(start: start), on: 1) } catch { failure.withLock { $0 = error } }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
