import Clients
import Federation

/// The one place where what Vertesia answers becomes a fault.
enum VertesiaDiagnosis {
  static func fault(_ error: VertesiaError) -> Fault {
    switch error {
    case .service(let error): service(error)
    case .transport(let error, let operation):
      TransportDiagnosis.fault(error, service: "Vertesia", operation: operation)
    case .unreadable(let operation, let status, let detail):
      Fault(
        .vertesiaUnreadable,
        cause: "Vertesia answered \(status), and the answer could not be read: \(detail).",
        evidence: [
          Evidence(.service, "Vertesia"), Evidence(.operation, operation),
          Evidence(.status, "\(status)"),
        ]
      )
    case .token(let refusal): token(refusal)
    case .credential(let error):
      Fault(
        code(error.kind),
        // Where none was found, the page says where was looked.
        cause: error.kind == .none ? nil : "\(error.source): \(error.detail)",
        evidence: [Evidence(.value, error.source)]
      )
    case .site(let error):
      Fault(
        code(error.kind),
        cause: "\(error.source): \(error.detail).",
        evidence: [Evidence(.value, error.source)]
      )
    }
  }

  /// A refused key; where nobody named the site for it, it may be the site that is wrong.
  static func signIn(_ error: VertesiaError, at side: VertesiaSide) -> Fault {
    let fault = fault(error)
    guard case .token(let refusal) = error, refusal.code == .keyRefused,
      side.site.source == .standard || side.isSiteDoubtful
    else { return fault }
    return Fault(
      .wrongSite,
      cause: "The token server \(refusal.host) does not know this key: it belongs to another site, "
        + "or it is mistyped or revoked",
      evidence: fault.evidence
    )
  }

  static func fate(_ error: VertesiaError) -> Fate {
    if case .service(let service) = error, service.limit?.reason == .pacing { return .busy }
    return error.isDefiniteNo ? .no : .unknown
  }

  static func isAbsent(_ error: VertesiaError) -> Bool {
    guard case .service(let service) = error else { return false }
    return service.status == 404 && service.body == .json
  }

  /// What a failed listing may be before it is a failure: the role is not usable yet.
  static func isListingNotYet(_ error: VertesiaError) -> Bool {
    switch error {
    case .service(let service): service.status >= 500 || service.limit?.reason == .pacing
    case .transport(let error, _): error.phase == .unknown || waitable.contains(error.kind)
    case .unreadable: true
    case .token, .credential, .site: false
    }
  }

  private static let waitable: Set<TransportError.Kind> = [.connectTimeout, .connectionLost]

  private static func service(_ error: VertesiaError.ServiceError) -> Fault {
    Fault(code(error), cause: cause(error), evidence: evidence(error))
  }

  private static func code(_ error: VertesiaError.ServiceError) -> FaultCode {
    if error.body == .html { return .notTheAPI }
    switch error.status {
    case 401: return .vertesiaKeyRejected
    case 403: return .vertesiaRightMissing
    case 404 where error.operation.contains("/environments/{id}"): return .environmentGone
    case 429: return .vertesiaQuota
    case 300..<400: return .notTheAPI
    case 400..<500: return error.body == .json ? .vertesiaRefused : .notTheAPI
    default: return .vertesiaUnavailable
    }
  }

  private static func cause(_ error: VertesiaError.ServiceError) -> String? {
    switch (error.status, error.body) {
    case (300..<400, _):
      "The address answers with a redirect, and a key is never sent after one."
    case (_, .html): "A web page came back where the API was asked."
    case (404, .json) where !error.operation.contains("/environments/{id}"):
      "The address does not know this route."
    default: nil
    }
  }

  static func evidence(_ error: VertesiaError.ServiceError) -> [Evidence] {
    var all = [
      Evidence(.service, error.service == "vertesia-sts" ? "Vertesia STS" : "Vertesia"),
      Evidence(.operation, error.operation), Evidence(.status, "\(error.status)"),
    ]
    if !error.message.isEmpty { all.append(Evidence(.message, String(error.message.prefix(400)))) }
    if let id = error.requestID { all.append(Evidence(.requestID, id)) }
    if let time = error.time { all.append(Evidence(.time, Moment.precise(time))) }
    return all
  }

  private static func token(_ refusal: TokenRefusal) -> Fault {
    let code: FaultCode =
      switch refusal.code {
      case .keyRefused: .vertesiaKeyRejected
      case .restrictedEnvironment: .siteRestricted
      case .requestedScopeUnavailable, .noAccessibleAccount: .organizationMismatch
      case .tokenIssuanceForbidden: .vertesiaRightMissing
      case .other: .vertesiaRefused
      }
    var evidence = [
      Evidence(.service, "Vertesia STS"), Evidence(.operation, "POST /token/issue"),
      Evidence(.status, "\(refusal.status)"), Evidence(.value, "\(refusal.host)"),
    ]
    if refusal.code != .keyRefused { evidence.append(Evidence(.error, refusal.code.rawValue)) }
    if !refusal.message.isEmpty { evidence.append(Evidence(.message, refusal.message)) }
    if let id = refusal.requestID { evidence.append(Evidence(.requestID, id)) }
    if let time = refusal.time { evidence.append(Evidence(.time, Moment.precise(time))) }
    return Fault(
      code,
      cause: refusal.code == .keyRefused
        ? "The token server \(refusal.host) does not know this key: it is mistyped, revoked, or of "
          + "another site." : nil,
      evidence: evidence
    )
  }

  private static func code(_ kind: VertesiaCredentialError.Kind) -> FaultCode {
    switch kind {
    case .none, .file, .process: .noVertesiaCredential
    case .malformed, .publicKey: .vertesiaKeyUnsupported
    case .expired: .vertesiaKeyRejected
    case .changed: .organizationMismatch
    }
  }

  private static func code(_ kind: VertesiaSiteError.Kind) -> FaultCode {
    switch kind {
    case .malformed, .needsTokenServer: .badSite
    case .insecure: .plainHTTPRefused
    case .untrustedHost: .hostNotTrusted
    }
  }
}
