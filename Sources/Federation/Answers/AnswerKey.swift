/// The names of answers: flags on the command line, keys in an answers file and in the checkpoint.
/// They never change.
public enum AnswerKey: String, CaseIterable, Codable, Sendable, CodingKeyRepresentable {
  case profile
  /// `credentials`, `pasted` (keys that are kept in memory) or `by-hand`: an AWS administrator
  /// makes the AWS side.
  case awsAccess = "aws-access"
  case region
  case site
  case issuer
  case audience
  /// `key` (found around us), `typed` (kept in memory) or `by-hand`: a person acts in Studio.
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
  /// What a person typed out to confirm: `pairing:ORG:ACCOUNT`, `role-account:NUMBER`. It comes
  /// from a question only, never from a flag or a file.
  case confirmed

  public var isList: Bool { self == .tag || self == .confirmed }
}
