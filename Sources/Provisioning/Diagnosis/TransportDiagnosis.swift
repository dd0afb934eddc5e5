import Clients
import Federation

/// Faults of the way to a service.
enum TransportDiagnosis {
  static func fault(_ error: TransportError, service: String, operation: String) -> Fault {
    Fault(
      code(error.kind),
      cause: cause(error),
      evidence: [
        Evidence(.service, service), Evidence(.operation, operation),
        Evidence(.error, error.kind.rawValue), Evidence(.message, error.detail),
      ]
    )
  }

  static func code(_ kind: TransportError.Kind) -> FaultCode {
    switch kind {
    case .refusedLocally: .plainHTTPRefused
    case .nameNotFound: .nameNotFound
    case .connectionRefused: .connectionRefused
    case .connectTimeout: .connectTimeout
    case .tls: .tlsFailed
    case .proxy: .proxyFailed
    case .connectionLost, .cancelled: .connectionLost
    case .idleTimeout, .deadline: .answerTimeout
    case .tooLarge: .answerTooLarge
    case .malformedResponse: .answerMalformed
    }
  }

  private static func cause(_ error: TransportError) -> String {
    error.phase == .definiteNo
      ? "\(error.detail). Nothing was sent." : "\(error.detail). The request had left by then."
  }
}
