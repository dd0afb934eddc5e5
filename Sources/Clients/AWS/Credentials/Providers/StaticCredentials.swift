#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keys that cannot be renewed: from the environment, from a file, or pasted.
public struct StaticCredentials: CredentialProvider {
  private let held: AWSCredentials
  private let source: String
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - credentials: refused once their end has passed.
  ///   - source: in words, for errors.
  ///   - surroundings: for the time.
  public init(_ credentials: AWSCredentials, source: String, in surroundings: Surroundings) {
    held = credentials
    self.source = source
    now = surroundings.now
  }

  public func credentials() async throws(AWSError) -> AWSCredentials {
    if let expiration = held.expiration, expiration <= now() {
      throw .credentials(
        CredentialError(.expired, source: source, detail: "the session is over")
      )
    }
    return held
  }
}
