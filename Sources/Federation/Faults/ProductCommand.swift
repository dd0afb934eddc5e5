/// A command of this program that a way out leads to: what it does, for which set-up, and what is
/// answered otherwise. Where its files are, which site it calls and what else has to be repeated is
/// known where it is told.
public struct ProductCommand: Equatable, Sendable {
  public enum Verb: String, Sendable {
    case setup, apply, plan, status, models, list, recover
  }

  public enum Target: Equatable, Sendable {
    /// None, or a new one.
    case none
    /// The one that the fault is of.
    case own
    case saved(String)
  }

  public var verb: Verb
  public var target: Target
  public var answers: Answers
  /// What is no answer: `--step`, `role`.
  public var options: [String]

  public init(
    _ verb: Verb,
    of target: Target = .none,
    _ answers: Answers = Answers(),
    options: [String] = []
  ) {
    self.verb = verb
    self.target = target
    self.answers = answers
    self.options = options
  }

  /// Runnable as printed: `vertesia-bedrock apply --setup k3vq7m2d --role-path /ml/ --yes`.
  public var text: String {
    let decides = verb == .apply || verb == .plan
    let words = name + answers.flags(deciding: decides) + options
    return ShellCommand(["vertesia-bedrock", verb.rawValue] + words).text
  }

  private var name: [String] {
    guard case .saved(let id) = target else { return [] }
    switch verb {
    case .setup, .apply, .plan: return AnswerKey.written("--setup", id)
    case .status, .models: return [id]
    case .list, .recover: return []
    }
  }

  /// Whether it goes on with a set-up by the answers to it.
  public var goesOn: Bool {
    switch verb {
    case .setup, .apply, .plan: target != .none
    case .status, .models, .list, .recover: false
    }
  }
}

extension Answers {
  /// As they are given on the command line, in the order of their names. A decision about a
  /// conflict comes last, and only where it is asked for: the wizard takes none beforehand.
  public func flags(deciding: Bool = false) -> [String] {
    let given = AnswerKey.allCases.filter(\.isFlag).flatMap { key in
      self[all: key].flatMap(key.flag)
    }
    guard deciding, let decision = self[.onConflict] else { return given }
    return given + AnswerKey.onConflict.flag(decision)
  }
}

extension AnswerKey {
  /// This answer as it is given on the command line: the same again, once it is read and checked.
  package func flag(_ value: String) -> [String] {
    let isID = [.organization, .project, .environmentID].contains(self)
    let needsMark = isID && !AnswerCheck.isObjectID(value) && !value.hasPrefix("exactly:")
    return Self.written("--\(rawValue)", needsMark ? "exactly:\(value)" : value)
  }

  /// As it was written; a value that looks like a flag is read as one where it stands by itself.
  package static func written(_ flag: String, _ value: String) -> [String] {
    value.hasPrefix("-") ? ["\(flag)=\(value)"] : [flag, value]
  }

  fileprivate var isFlag: Bool {
    switch self {
    case .awsAccess, .vertesiaAccess, .confirmed, .onConflict: false
    case .profile, .region, .site, .issuer, .audience, .organization, .project, .environmentName,
      .environmentID, .roleName, .rolePath, .permissions, .permissionsBoundary, .tag, .roleARN,
      .model:
      true
    }
  }
}
