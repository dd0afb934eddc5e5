/// The names of answers: flags on the command line, keys in an answers file and in the checkpoint.
/// They never change.
public enum AnswerKey: String, CaseIterable, Codable, Sendable, CodingKeyRepresentable {
  case profile
  /// `credentials` or `by-hand`: whether an AWS administrator makes the AWS side.
  case awsAccess = "aws-access"
  case region
  case site
  case issuer
  case audience
  /// `key` or `by-hand`: whether a person acts in Vertesia Studio.
  case vertesiaAccess = "vertesia-access"
  case organization
  case project
  case environmentName = "environment-name"
  case environmentID = "environment-id"
  case roleName = "role-name"
  case rolePath = "role-path"
  case permissions
  case permissionsBoundary = "permissions-boundary"
  /// Many, each `KEY=VALUE`.
  case tag
  case roleARN = "role-arn"
  case model
  /// `stop`, `rename` or `extend`.
  case onConflict = "on-conflict"

  public var isList: Bool { self == .tag }
}
