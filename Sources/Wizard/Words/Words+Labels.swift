import Federation

extension Words {
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
