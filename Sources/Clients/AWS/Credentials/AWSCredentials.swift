#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What signs an AWS request.
public struct AWSCredentials: Sendable, Equatable {
  /// Not secret: AWS logs it, and support needs it to match audit records.
  public var accessKeyID: String
  public var secretAccessKey: Secret
  public var sessionToken: Secret?
  /// `nil` for keys that do not expire.
  public var expiration: Date?

  public init(
    accessKeyID: String,
    secretAccessKey: Secret,
    sessionToken: Secret? = nil,
    expiration: Date? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
  }
}

/// Answers with credentials that are good for at least the next call; may be asked from many tasks
/// at once, and renews what is about to expire.
public protocol CredentialProvider: Sendable {
  func credentials() async throws(AWSError) -> AWSCredentials
}
