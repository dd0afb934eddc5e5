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

  private init() {}

  /// - Parameters:
  ///   - depth: how many processes die in a row at most.
  ///   - share: which part of the first crashes is played.
  ///   - shares: how many parts there are.
  /// - Returns: what came of them.
  package static func all(depth: Int, share: Int = 0, of shares: Int = 1) -> Crashes {
    var crashes = Crashes()
    let start = Stage(Schedule([]))
    for first in 1...crashes.boundaries(of: start) where first % shares == share {
      crashes.kill(start, at: first, depth: depth, path: [])
    }
    return crashes
  }

  /// What must have been hit: each phase of each change.
  package static var phases: [String] {
    Stage.changes.flatMap { change in
      Stage.Phase.allCases.map { "\(change.operation): \($0.rawValue)" }
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
      violations.append("died at \(path): \(error)")
    }
    guard depth > 1 else { return }
    let count = boundaries(of: stage)
    for next in 1...max(1, count) { kill(stage, at: next, depth: depth - 1, path: path) }
  }
}
