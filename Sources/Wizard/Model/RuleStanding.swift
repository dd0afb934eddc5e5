import Federation

/// What a run has told of a company rule.
enum RuleStanding: Equatable {
  case met
  /// Demanded, and not given: the tags, or the boundary itself.
  case missing([String])
  /// AWS refuses the role, and names no rule: it may be this one.
  case doubtful

  var word: String {
    switch self {
    case .met: "met"
    case .missing: "not met"
    case .doubtful: "in doubt"
    }
  }

  func words(of rule: QuestionID) -> String {
    switch self {
    case .met: "AWS takes it as it is."
    case .missing(let tags) where rule == .tag:
      tags.count == 1
        ? "AWS asks for the tag \(tags[0]), and it is not given."
        : "AWS asks for the tags \(Words.list(tags)), and they are not given."
    case .missing: "AWS asks for one, and none is given."
    case .doubtful:
      "AWS still refuses the role, and does not say by which rule: most likely by this one."
    }
  }
}

extension Model {
  /// How a policy names a tag that is demanded.
  private static let tagKey = "aws:RequestTag/"

  /// The row below the rules that leads on with them.
  static let checkRules = "check again"

  /// The rules were opened as a way out of what they stand in the way of: they are tried next.
  var checksRules: Bool {
    guard place == .rules else { return false }
    if case .conflict = trail.last { return true }
    return trail.last == .fault
  }

  /// Marks the first rule that has to be answered: once none has, they are to be tried.
  mutating func markNextRule(after answered: QuestionID? = nil) {
    let open = companyRules.first { rule in
      let standing = standing(of: rule.id)
      return standing != nil && standing != .met
    }
    let isTold = run.troubles.contains { $0.fault.doubtsRules || Self.namesRules($0.fault) }
    if let open {
      draft.marked = open.id.rawValue
    } else if answered == nil {
      draft.marked = nil
    } else if isTold {
      draft.marked = Self.checkRules
    }
  }

  private static func namesRules(_ fault: Fault) -> Bool {
    fault.code == .companyRule && fault.evidence.contains { $0.label == .expected }
  }

  /// `nil` where nothing has told, and for a rule that was answered otherwise since.
  func standing(of rule: QuestionID) -> RuleStanding? {
    if let fault = run.troubles.map(\.fault).first(where: \.doubtsRules) {
      return isDoubtful(rule, fault) ? .doubtful : nil
    }
    guard let fault = run.troubles.map(\.fault).first(where: { $0.code == .companyRule }) else {
      return nil
    }
    func told(_ label: Evidence.Label) -> [String] {
      let text = fault.evidence.first { $0.label == label }?.text ?? ""
      return text.split(separator: ", ").map(String.init)
    }
    let demanded = told(.expected)
    let given = wordsOfAnswers(to: rule)
    switch rule {
    case .permissionsBoundary where demanded.contains("iam:PermissionsBoundary"):
      return given.isEmpty ? .missing([]) : nil
    case .tag:
      let wanted = demanded.filter { $0.hasPrefix(Self.tagKey) }
        .map { String($0.dropFirst(Self.tagKey.count)) }
      let tags = answers[all: .tag].compactMap { $0.split(separator: "=").first?.lowercased() }
      let missing = wanted.filter { !tags.contains($0.lowercased()) }
      guard missing.isEmpty else { return .missing(missing) }
      guard wanted.isEmpty else { return nil }
    default: break
    }
    let met = told(.found)
    return !given.isEmpty && given.allSatisfy(met.contains) ? .met : nil
  }

  /// AWS never names a path: where none was given, it is what is missing.
  private func isDoubtful(_ rule: QuestionID, _ fault: Fault) -> Bool {
    guard !fault.remedies.contains(.givePath) else {
      return rule == .rolePath && (answers[.rolePath] ?? "/") == "/"
    }
    let told = fault.evidence.first { $0.label == .found }?.text ?? ""
    let given = told.split(separator: ", ").map(String.init)
    let words = wordsOfAnswers(to: rule)
    return !words.isEmpty && words.allSatisfy(given.contains)
  }

  /// An answer as the evidence names it.
  private func wordsOfAnswers(to rule: QuestionID) -> [String] {
    switch rule {
    case .rolePath: answer(to: rule).map { ["the path \($0)"] } ?? []
    case .permissionsBoundary: answer(to: rule).map { ["the boundary \($0)"] } ?? []
    case .tag:
      answers[all: .tag].compactMap { $0.split(separator: "=").first.map { "the tag \($0)" } }
    default: []
    }
  }
}
