#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Tells a refusal for a wrong clock from one for a wrong secret.
enum ClockSkew {
  /// The server's time, when `error` says that the signature's time is the trouble.
  static func serverTime(_ error: AWSError.ServiceError, headers: HTTPHeaders) -> Date? {
    guard isSkew(error) else { return nil }
    return headers["date"].flatMap(Timestamp.http)
  }

  private static func isSkew(_ error: AWSError.ServiceError) -> Bool {
    switch error.code {
    case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture":
      true
    case "InvalidSignatureException", "SignatureDoesNotMatch":
      error.message.hasPrefix("Signature expired:")
        || error.message.hasPrefix("Signature not yet current:")
    default:
      false
    }
  }
}
