import Chance
import Clients
import Provisioning

/// One life of a process: how it begins, what goes wrong meanwhile, and how it ends.
package struct Life: Equatable, Sendable, CustomStringConvertible {
  enum Start: Equatable, Sendable {
    case goOn
    /// The state directory is gone: what stands in the cloud is looked for first.
    case recover
    /// A colleague goes on from another machine, with what stands in the cloud or was saved there.
    case elsewhere
    /// Whoever has no files begins at once, and looks for nothing.
    case anew
    /// What stands in the cloud is looked for beside the files that are there.
    case lookAgain
  }

  enum Ending: Equatable, Sendable {
    case undisturbed
    /// The process dies at a boundary; the system writes what it was given.
    case killed(at: Int)
    /// The machine dies at a boundary, and what was not synced may be lost.
    case powerLost(at: Int)
    case diskRefuses(at: Int, DiskError.Kind, lasts: Bool)
    /// Somebody wishes to stop, this long after the start.
    case stopped(after: Duration)
  }

  /// Something that happens to the next calls of an operation.
  struct Incident: Equatable, Sendable {
    var operation: String
    var trouble: MemoryCloud.Trouble
    var times: Int
  }

  var start = Start.goOn
  var incidents: [Incident] = []
  var ending = Ending.undisturbed

  var fuse: Fuse {
    switch ending {
    case .undisturbed, .stopped: Fuse()
    case .killed(let boundary), .powerLost(let boundary): Fuse(at: boundary)
    case .diskRefuses(let boundary, let kind, let lasts):
      Fuse(at: boundary, .refusal(kind, lasts: lasts))
    }
  }

  /// Lets the cloud do to it what it is to meet.
  func trouble(_ cloud: inout MemoryCloud.State) {
    for incident in incidents {
      cloud.troubles[incident.operation, default: []] += Array(
        repeating: incident.trouble,
        count: incident.times
      )
    }
  }

  package var description: String {
    var words =
      switch start {
      case .goOn: [String]()
      case .recover: ["files lost"]
      case .elsewhere: ["on another machine"]
      case .anew: ["looks for nothing"]
      case .lookAgain: ["looks again"]
      }
    words += incidents.map { "\($0.operation): \($0.trouble) x\($0.times)" }
    words.append("\(ending)")
    return words.joined(separator: "; ")
  }
}

/// Everything that happens to a set-up until it is left alone, drawn from a seed.
package struct Schedule: Equatable, Sendable, CustomStringConvertible {
  package let seed: UInt64
  var reads: Duration = .zero
  var use: Duration = .zero
  var flaps = false
  package var lives: [Life]

  package init(seed: UInt64) {
    self.seed = seed
    var dice = SplitMix64(seed)
    reads = dice.oneIn(2) ? .zero : .seconds(dice.below(60))
    use = dice.oneIn(2) ? .zero : .seconds(dice.below(116))
    flaps = dice.oneIn(2)
    lives = (0..<1 + dice.below(4)).map { _ in Self.life(&dice) }
  }

  /// One that was written by hand.
  init(_ lives: [Life], seed: UInt64 = 1) {
    self.seed = seed
    self.lives = lives
  }

  static func life(_ dice: inout SplitMix64) -> Life {
    var life = Life()
    if dice.oneIn(8) { life.start = .recover }
    if dice.oneIn(8) { life.start = .elsewhere }
    for _ in 0..<dice.below(4) {
      life.incidents.append(
        Life.Incident(
          operation: dice.pick(operations),
          trouble: trouble(&dice),
          times: 1 + dice.below(3)
        )
      )
    }
    switch dice.below(8) {
    case 0...2: life.ending = .killed(at: 1 + dice.below(130))
    case 3, 4: life.ending = .powerLost(at: 1 + dice.below(130))
    case 5:
      life.ending = .diskRefuses(
        at: 1 + dice.below(130),
        dice.pick([.notWritten, .notPermitted, .readOnly, .other]),
        lasts: dice.oneIn(2)
      )
    case 6: life.ending = .stopped(after: .milliseconds(dice.below(90_000)))
    default: break
    }
    return life
  }

  private static let operations = [
    "CreateOpenIDConnectProvider", "POST /environments", "CreateRole", "PutRolePolicy",
    "PUT /environments/{id}", "GetOpenIDConnectProvider", "GET /environments", "GetRole",
    "GetRolePolicy", "GET /environments/{id}", "GET /environments/{id}/models",
    "GetCallerIdentity", "GET /account", "POST /token",
  ]

  /// What the other side or the way to it can do. Where a person has to decide afterwards, as after
  /// a refusal, it is another test's matter.
  private static func trouble(_ dice: inout SplitMix64) -> MemoryCloud.Trouble {
    switch dice.below(7) {
    case 0, 1: .loseAnswer
    case 6: .late(.seconds(dice.below(150)))
    case 2: .loseRequest
    case 3: .neverSent
    case 4: .html(502)
    default: .refuse(503, "ServiceUnavailable", "try later")
    }
  }

  /// How slowly IAM tells what it was told.
  var spreading: Spreading { Spreading(reads: reads, use: use, flaps: flaps) }

  package var description: String {
    (["seed \(seed), reads lag \(reads), use lags \(use)\(flaps ? ", flapping" : "")"]
      + lives.enumerated().map { "  \($0 + 1). \($1)" }).joined(separator: "\n")
  }
}
