#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The token server's answer to a credential it does not take.
public struct TokenRefusal: Error, Sendable, Equatable {
  public enum Code: String, Sendable, CaseIterable {
    /// The account or project asked for cannot be used; deliberately not told whether it exists.
    case requestedScopeUnavailable = "requested_scope_unavailable"
    case noAccessibleAccount = "no_accessible_account"
    /// A preview site, and the user may not use it.
    case restrictedEnvironment = "restricted_environment"
    case tokenIssuanceForbidden = "token_issuance_forbidden"
    /// The key is unknown here: mistyped, revoked, or of another site.
    case keyRefused
    /// A code that is not in our list.
    case other
  }

  public var code: Code
  public var status: Int
  public var message: String
  /// The token server that was asked.
  public var host: Origin
  public var requestID: String?
  /// When the call began, as its record has it.
  public var time: Date?

  public init(
    code: Code,
    status: Int,
    message: String,
    host: Origin,
    requestID: String? = nil,
    time: Date? = nil
  ) {
    self.code = code
    self.status = status
    self.message = message
    self.host = host
    self.requestID = requestID
    self.time = time
  }
}
