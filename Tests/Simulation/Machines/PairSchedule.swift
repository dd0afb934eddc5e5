import Chance
import Provisioning

/// What happens on two machines at the same time, drawn from a seed.
package struct PairSchedule: Equatable, Sendable, CustomStringConvertible {
  /// A life on each, and how many boundaries the first has passed when the second begins.
  struct Round: Equatable, Sendable {
    var first: Life
    var second: Life
    var after: Int
  }

  package let seed: UInt64
  var lags: Schedule
  var rounds: [Round]

  package init(seed: UInt64) {
    self.seed = seed
    lags = Schedule(seed: seed)
    var dice = SplitMix64(~seed)
    rounds = (0..<1 + dice.below(3)).map { _ in
      Round(
        first: Self.life(&dice),
        second: Self.life(&dice),
        after: dice.oneIn(2) ? 0 : dice.below(120)
      )
    }
  }

  /// One that was written by hand.
  init(_ rounds: [Round], _ lags: Schedule, seed: UInt64) {
    (self.seed, self.lags, self.rounds) = (seed, lags, rounds)
  }

  private static func life(_ dice: inout SplitMix64) -> Life {
    var life = Schedule.life(&dice)
    // Each is on a machine of its own already.
    if life.start == .elsewhere { life.start = .goOn }
    if life.start == .goOn, dice.oneIn(3) { life.start = .anew }
    return life
  }

  /// - Returns: what it took.
  /// - Throws: what was violated, as `Violation` or the simulator's own errors.
  @discardableResult
  func settled() throws -> Set<Pair.Detour> {
    let pair = Pair(seed: seed, lags.spreading)
    for round in rounds { try pair.live(round.first, and: round.second, after: round.after) }
    return try pair.settle()
  }

  /// All that lack one thing.
  package func shrunk(_ fails: (PairSchedule) -> Bool) -> PairSchedule {
    var smallest = self
    while let smaller = smallest.smaller.first(where: fails) { smallest = smaller }
    return smallest
  }

  private var smaller: [PairSchedule] {
    var all: [PairSchedule] = []
    func add(_ change: (inout PairSchedule) -> Void) {
      var one = self
      change(&one)
      if one != self { all.append(one) }
    }
    for index in rounds.indices {
      add { $0.rounds.remove(at: index) }
      for life in [\Round.first, \Round.second] {
        for incident in rounds[index][keyPath: life].incidents.indices {
          add { $0.rounds[index][keyPath: life].incidents.remove(at: incident) }
        }
        add { $0.rounds[index][keyPath: life].ending = .undisturbed }
      }
    }
    add { $0.lags.reads = .zero }
    add { $0.lags.use = .zero }
    add { $0.lags.flaps = false }
    return all
  }

  package var description: String {
    let lag = "reads lag \(lags.reads), use lags \(lags.use)"
    return
      (["pair \(seed), \(lag)\(lags.flaps ? ", flapping" : "")"]
      + rounds.map { "  1. \($0.first)\n  2. after \($0.after): \($0.second)" })
      .joined(separator: "\n")
  }
}
