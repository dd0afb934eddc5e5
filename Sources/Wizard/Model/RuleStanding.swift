import Federation

/// What a run has told of a company rule.
enum RuleStanding: Equatable {
  case met
  /// Demanded, and not given: the tags, or the boundary itself.
  case missing([String])

  var word: String {
    switch self {
    case .met: "met"
    case .missing: "not met"
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
    }
  }
}

extension Model {
  /// How a policy names a tag that is demanded.
  private static let tagKey = "aws:RequestTag/"

  /// `nil` where nothing has told, and for a rule that was answered otherwise since.
  func standing(of rule: QuestionID) -> RuleStanding? {
    guard let fault = run.troubles.map(\.fault).first(where: { $0.code == .companyRule }) else {
      return nil
    }
    func told(_ label: Evidence.Label) -> [String] {
      let text = fault.evidence.first { $0.label == label }?.text ?? ""
      return text.split(separator: ", ").map(String.init)
    }
    let demanded = told(.expected)
    let value = answer(to: rule)
    let tags = answers[all: .tag].compactMap { $0.split(separator: "=").first.map(String.init) }
    var given = value.map { [$0] } ?? []
    switch rule {
    case .permissionsBoundary where demanded.contains("iam:PermissionsBoundary"):
      return value == nil ? .missing([]) : nil
    case .permissionsBoundary: given = given.map { "the boundary \($0)" }
    case .rolePath: given = given.map { "the path \($0)" }
    case .tag:
      let wanted = demanded.filter { $0.hasPrefix(Self.tagKey) }
        .map { String($0.dropFirst(Self.tagKey.count)) }
      let missing = wanted.filter { tag in !tags.contains { $0.lowercased() == tag.lowercased() } }
      guard missing.isEmpty else { return .missing(missing) }
      guard wanted.isEmpty else { return nil }
      given = tags.map { "the tag \($0)" }
    default: return nil
    }
    let met = told(.found)
    return !given.isEmpty && given.allSatisfy(met.contains) ? .met : nil
  }
}
