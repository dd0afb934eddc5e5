import Federation

/// Every crash there is: a process dies at each boundary it passes, the next one at each of those
/// that it passes, and so on; one that is left alone then has to end as if nothing had happened.
package struct Crashes: Sendable {
  /// Sequences that were played, or left the same behind as one that was.
  package private(set) var sequences = 0
  /// Those that were played.
  package private(set) var played = 0
  /// How many boundaries the first one dies at, and how many there are.
  package private(set) var firsts = 0
  package private(set) var boundaries = 0
  /// Those that ended wrong, with how they came about.
  package private(set) var violations: [String] = []
  /// How often a process died at this place of this change.
  package private(set) var hits: [String: [Failpoint.Place: Int]] = [:]

  /// How many sequences go on from what was left behind, by how many processes still may die.
  private var known: [Int: [Remains: Int]] = [:]

  /// What is made and taken away, as the calls behind it.
  private let changes: [String]
  /// Every how many boundaries a process dies that is not the first.
  private let stride: Int

  private init(_ changes: [String], stride: Int = 1) {
    (self.changes, self.stride) = (changes, stride)
  }

  /// - Parameters:
  ///   - depth: how many processes die in a row at most.
  ///   - step: the first one dies at every boundary that is this far from the last.
  ///   - share: which part of the first crashes is played.
  ///   - shares: how many parts there are.
  /// - Returns: what came of them.
  package static func all(
    depth: Int,
    every step: Int = 1,
    share: Int = 0,
    of shares: Int = 1
  ) -> Crashes {
    var crashes = Crashes(Stage.changes.map(\.operation))
    crashes.play(Stage(Schedule([])), depth: depth, every: step, share: share, of: shares)
    return crashes
  }

  /// The same while something of a finished set-up is replaced, and lost answers of each change.
  ///
  /// - Parameters:
  ///   - depth: how many processes die in a row at most.
  ///   - stride: the second one dies at every boundary that is this far from the last.
  ///   - share: which part of the first crashes is played.
  ///   - shares: how many parts there are.
  /// - Returns: what came of them.
  package static func replacing(
    depth: Int,
    stride: Int,
    share: Int = 0,
    of shares: Int = 1
  ) -> Crashes {
    let changes = Set(Replacement.allCases.flatMap(\.changes).map(\.operation)).sorted()
    var crashes = Crashes(changes, stride: stride)
    for goal in Replacement.allCases {
      do {
        let start = try Stage(finishedFor: goal)
        crashes.play(start, depth: depth, share: share, of: shares)
        if share == 0 { crashes.loseAnswers(start, goal) }
      } catch { crashes.violations.append("\(goal): \(error)") }
    }
    return crashes
  }

  private mutating func play(
    _ start: Stage,
    depth: Int,
    every step: Int = 1,
    share: Int,
    of shares: Int
  ) {
    known = [:]
    let deaths = deaths(of: start, path: [])
    boundaries += deaths.count
    // Neighbours often leave the same behind.
    for first in Swift.stride(from: 1, through: deaths.count, by: step)
    where first / step / 8 % shares == share {
      firsts += 1
      kill(start, at: first, as: deaths[first - 1], depth: depth, path: [])
    }
  }

  private mutating func loseAnswers(_ start: Stage, _ goal: Replacement) {
    let troubles: [MemoryCloud.Trouble] = [.loseAnswer, .loseRequest, .neverSent, .html(502)]
    for operation in Set(goal.changes.map(\.operation)).sorted() {
      for trouble in troubles {
        for times in 1...3 {
          let stage = Stage(start)
          let incident = Life.Incident(operation: operation, trouble: trouble, times: times)
          sequences += 1
          played += 1
          do {
            _ = try stage.live(Life(incidents: [incident]))
            try Play.finish(stage)
          } catch {
            violations.append("\(goal), \(operation) \(trouble) x\(times): \(error)")
          }
        }
      }
    }
  }

  /// How often a process died at each place of each change, a line for each place.
  package var table: [String] {
    let widths = changes.map { max($0.count, 8) }
    func line(_ name: String, _ cells: [String]) -> String {
      Self.padded(name, 27)
        + zip(cells, widths).map { Self.padded($0, $1 + 2, atStart: true) }.joined()
    }
    return [line("", changes)]
      + Failpoint.Place.all.map { place in
        line(place.description, changes.map { "\(hits[$0]?[place] ?? 0)" })
      }
  }

  /// Where nobody has died.
  package var missed: [String] {
    changes.flatMap { change in
      Failpoint.Place.all.filter { hits[change]?[$0] == nil }.map { "\(change): \($0)" }
    }
  }

  private static func padded(_ text: String, _ width: Int, atStart: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return atStart ? space + text : text + space
  }

  package mutating func merge(_ other: Crashes) {
    sequences += other.sequences
    firsts += other.firsts
    played += other.played
    violations += other.violations
    hits.merge(other.hits) { $0.merging($1, uniquingKeysWith: +) }
  }

  private mutating func deaths(of stage: Stage, path: [Int]) -> [Stage?] {
    do {
      return try stage.deaths()
    } catch {
      violations.append("died at \(path), then left alone: \(error)")
      return []
    }
  }

  private mutating func kill(
    _ before: Stage,
    at boundary: Int,
    as death: Stage?,
    depth: Int,
    path: [Int]
  ) {
    let stage = death ?? Stage(before)
    let path = path + [boundary]
    do {
      if death == nil {
        guard try stage.live(Life(ending: .killed(at: boundary))) == nil else { return }
      }
      for (change, place) in stage.places { hits[change, default: [:]][place, default: 0] += 1 }
      if let remains = stage.remains, let count = known[depth]?[remains] {
        sequences += count
        return
      }
      let last = Stage(stage)
      sequences += 1
      played += 1
      try Play.finish(last)
    } catch {
      let goal = before.goal.map { "\($0), " } ?? ""
      violations.append("\(goal)died at \(path): \(error)")
    }
    let before = sequences - 1
    if depth > 1 {
      for (index, death) in deaths(of: stage, path: path).enumerated()
      where (index + boundary) % stride == 0 {
        kill(stage, at: index + 1, as: death, depth: depth - 1, path: path)
      }
    }
    if let remains = stage.remains { known[depth, default: [:]][remains] = sequences - before }
  }
}
