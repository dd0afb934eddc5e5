/// What a child process is for, which decides what it may inherit.
public enum ChildPurpose: Sendable, CaseIterable {
  /// The AWS CLI, or a profile's `credential_process`: they live on the AWS variables.
  case awsTool
  /// Any other program.
  case other
}

extension Surroundings {
  /// The environment of a child without the secrets of others: Vertesia's never go to a child,
  /// AWS's only to AWS's own tools.
  public func childEnvironment(for purpose: ChildPurpose) -> [String: String] {
    environment.filter { name, _ in
      if Self.isVertesiaSecret(name) { return false }
      return purpose == .awsTool || !Self.awsSecrets.contains(name)
    }
  }

  /// The secrets among the variables that are read, as far as they are long enough to be told from
  /// a word. Not by shape: a variable that only sounds like a secret may hold an answer.
  public var secrets: [String] {
    Self.awsSecrets.union(VertesiaCredential.variables).compactMap { environment[$0]?.trimmed() }
      .filter { $0.utf8.count >= 16 }
  }

  private static let awsSecrets: Set<String> = [
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK",
  ]

  /// By shape, not by list: the names have changed often. Addresses are no secrets.
  private static func isVertesiaSecret(_ name: String) -> Bool {
    guard name.hasPrefix("VERTESIA_") || name.hasPrefix("COMPOSABLE_") else { return false }
    if name.hasSuffix("_URL") { return false }
    return ["TOKEN", "KEY", "SECRET", "PASSWORD", "CREDENTIAL"].contains { name.contains($0) }
  }
}
