/// Credentials that were found, and where.
public struct AWSSignIn: Sendable {
  /// Renews by itself what can be renewed.
  public let provider: any CredentialProvider
  /// Which source won, in words: `profile acme (SSO)`, `environment variables`.
  public let source: String
  /// The profile in use, for region, CA bundle and endpoints; also beside variables that won. `nil`
  /// when no file has it.
  public let profile: AWSProfile?

  public init(provider: any CredentialProvider, source: String, profile: AWSProfile? = nil) {
    self.provider = provider
    self.source = source
    self.profile = profile
  }
}
