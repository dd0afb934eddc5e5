import Clients
import Federation

/// Faults of the way to a service.
enum TransportDiagnosis {
  static func fault(_ error: TransportError, service: String, operation: String) -> Fault {
    Fault(
      code(error.kind),
      cause: cause(error),
      remedies: remedies(error),
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
    guard error.phase == .definiteNo else {
      return "\(error.detail). The request had left by then."
    }
    return "\(error.detail). " + (setting(error).map { "\($0) names it. " } ?? "")
      + "Nothing was sent."
  }

  private static func remedies(_ error: TransportError) -> [Remedy]? {
    // The page of a proxy that failed names the variables of proxies.
    guard error.kind != .proxy, let setting = setting(error) else { return nil }
    return [Remedy("Check \(setting), which names the host")] + code(error.kind).page.remedies
  }

  /// What named the host or the proxy that could not be reached.
  private static func setting(_ error: TransportError) -> String? {
    [.nameNotFound, .connectionRefused, .connectTimeout, .tls, .proxy].contains(error.kind)
      && error.phase == .definiteNo ? error.setting : nil
  }
}
