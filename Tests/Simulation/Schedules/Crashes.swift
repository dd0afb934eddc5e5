import Federation

/// Every crash there is: a process dies at each boundary it passes, the next one at each of those
/// that it passes, and so on; one that is left alone then has to end as if nothing had happened.
package struct Crashes: Sendable {
  /// Sequences that were played.
  package private(set) var sequences = 0
  /// Those that ended wrong, with how they came about.
  package private(set) var violations: [String] = []
  /// How often a process died in this phase of this change.
  package private(set) var hits: [String: Int] = [:]

  private var stride = 1

  private init() {}

  /// - Parameters:
  ///   - depth: how many processes die in a row at most.
  ///   - share: which part of the first crashes is played.
  ///   - shares: how many parts there are.
  /// - Returns: what came of them.
  package static func all(depth: Int, share: Int = 0, of shares: Int = 1) -> Crashes {
    var crashes = Crashes()
    crashes.play(Stage(Schedule([])), depth: depth, share: share, of: shares)
    return crashes
  }

  /// The same while something of a finished set-up is replaced, and lost answers of each change.
  ///
  /// - Parameters:
  ///   - depth: how many processes die in a row at most; of the second ones, every `stride`th.
  ///   - stride: how many boundaries are passed over between two second deaths.
  ///   - share: which part of the first crashes is played.
  ///   - shares: how many parts there are.
  /// - Returns: what came of them.
  package static func replacing(
    depth: Int,
    stride: Int,
    share: Int = 0,
    of shares: Int = 1
  ) -> Crashes {
    var crashes = Crashes()
    crashes.stride = stride
    for goal in Replacement.allCases {
      do {
        let start = try Stage(finishedFor: goal)
        crashes.play(start, depth: depth, share: share, of: shares)
        if share == 0 { crashes.loseAnswers(start, goal) }
      } catch { crashes.violations.append("\(goal): \(error)") }
    }
    return crashes
  }

  private mutating func play(_ start: Stage, depth: Int, share: Int, of shares: Int) {
    for first in 1...boundaries(of: start) where first % shares == share {
      kill(start, at: first, depth: depth, path: [])
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

  /// What must have been hit: each phase of each change.
  package static var phases: [String] { phases(of: Stage.changes.map(\.operation)) }

  /// The same of what is made and taken away where something is replaced.
  package static var replacingPhases: [String] {
    phases(of: Set(Replacement.allCases.flatMap(\.changes).map(\.operation)).sorted())
  }

  private static func phases(of operations: [String]) -> [String] {
    operations.flatMap { operation in
      Stage.Phase.allCases.map { "\(operation): \($0.rawValue)" }
    }
  }

  package mutating func merge(_ other: Crashes) {
    sequences += other.sequences
    violations += other.violations
    hits.merge(other.hits, uniquingKeysWith: +)
  }

  private mutating func boundaries(of stage: Stage) -> Int {
    let stage = Stage(stage)
    _ = try? stage.live(Life())
    return stage.boundaries.count
  }

  private mutating func kill(_ before: Stage, at boundary: Int, depth: Int, path: [Int]) {
    let stage = Stage(before)
    let path = path + [boundary]
    do {
      guard try stage.live(Life(ending: .killed(at: boundary))) == nil else { return }
      for (change, phase) in stage.phases { hits["\(change): \(phase.rawValue)", default: 0] += 1 }
      let last = Stage(stage)
      sequences += 1
      try Play.finish(last)
    } catch {
      let goal = before.goal.map { "\($0), " } ?? ""
      violations.append("\(goal)died at \(path): \(error)")
    }
    guard depth > 1 else { return }
    let count = boundaries(of: stage)
    let offset = 1 + boundary % stride
    for next in Swift.stride(from: min(offset, count), through: max(1, count), by: stride) {
      kill(stage, at: next, depth: depth - 1, path: path)
    }
  }
}
