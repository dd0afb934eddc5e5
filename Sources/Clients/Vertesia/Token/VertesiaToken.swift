#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A bearer token and the one origin it may be sent to.
public struct VertesiaToken: Sendable, Equatable {
  let secret: Secret
  /// The API it was asked for.
  public let origin: Origin
  /// When it ends; `nil` when a token of the user's own does not say.
  public let expiration: Date?
  public let claims: VertesiaClaims?

  /// - Throws: `VertesiaError.transport` with a definite no for a request to another origin.
  func authorize(
    _ request: inout HTTPRequest,
    operation: String
  ) throws(VertesiaError) {
    guard request.origin == origin else {
      throw .transport(
        TransportError(
          .refusedLocally,
          phase: .definiteNo,
          detail: "a token for \(origin) is not sent to \(request.origin)"
        ),
        operation: operation
      )
    }
    request.headers["authorization"] = "Bearer \(secret.reveal())"
  }
}
