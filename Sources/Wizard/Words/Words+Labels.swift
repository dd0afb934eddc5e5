import Federation

extension Words {
  /// What a person is left to do, by the side it is on.
  static let administrator = "Ask an AWS administrator"
  static let inStudio = "Do this step by hand in Studio"

  static let checkRules = "Check again with these"
  static let whyCheckRules =
    "The plan is worked out again with these rules. It is shown before anything is changed."

  /// What an answer is called beside its field.
  static func label(_ key: AnswerKey) -> String {
    switch key {
    case .roleARN: "Role ARN"
    case .organization: "Organization ID"
    case .project: "Project ID"
    case .environmentID: "Environment ID"
    default: sentence(key.rawValue.replacing("-", with: " "))
    }
  }
}
