#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Why an AWS call, or finding the credentials for it, did not give a result.
public enum AWSError: Error, Sendable, Equatable {
  /// The service answered with an error of its own.
  case service(ServiceError)
  /// No usable answer; its phase says whether the call may have had an effect.
  case transport(TransportError, service: String, operation: String)
  /// A 2xx whose body could not be read: for a mutation the outcome is unknown.
  case unreadable(service: String, operation: String, status: Int, detail: String)
  case credentials(CredentialError)

  public struct ServiceError: Error, Sendable, Equatable {
    public var service: String
    public var operation: String
    public var status: Int
    /// The service's code without namespace, or `HTTP503` when the body was not the service's.
    public var code: String
    /// The service's words, foreign text.
    public var message: String
    public var requestID: String?
    /// When the call began, as its record has it.
    public var time: Date?

    public init(
      service: String,
      operation: String,
      status: Int,
      code: String,
      message: String,
      requestID: String?
    ) {
      self.service = service
      self.operation = operation
      self.status = status
      self.code = code
      self.message = message
      self.requestID = requestID
    }

    /// False when something in between answered, a proxy or a gateway, in the service's place.
    public var isFromService: Bool { code != "HTTP\(status)" }
  }

  /// True when the call certainly had no effect: it never left, or the application refused it.
  public var isDefiniteNo: Bool {
    switch self {
    case .service(let error): (400..<500).contains(error.status) && error.isFromService
    case .transport(let error, _, _): error.phase == .definiteNo
    case .unreadable: false
    case .credentials: true
    }
  }
}

/// Why no credentials could be had. Nothing in it is secret.
public struct CredentialError: Error, Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// No source holds any.
    case none
    /// The named profile does not exist.
    case noSuchProfile
    /// A file or setting is malformed or contradicts itself.
    case malformed
    /// A key without its secret, a role without its source.
    case incomplete
    /// The session is over; a person has to sign in again.
    case expired
    /// A process or the CLI failed.
    case process
    /// A file that somebody else can have written names a program to start.
    case unsafe
    /// A service refused to give them.
    case refused
    /// An MFA code is needed and nobody can be asked.
    case mfaNeeded
    /// Profiles that point at each other.
    case loop
  }

  public var kind: Kind
  /// The source in words: `profile acme-production (SSO)`.
  public var source: String
  /// What is wrong, one sentence without a final stop.
  public var detail: String
  /// The command that mends it, where there is one: `aws sso login --profile acme`.
  public var command: String?

  public init(_ kind: Kind, source: String, detail: String, command: String? = nil) {
    self.kind = kind
    self.source = source
    self.detail = detail
    self.command = command
  }
}
