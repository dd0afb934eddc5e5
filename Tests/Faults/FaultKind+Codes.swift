import FaultProxy
import Federation

extension FaultKind {
  /// The codes by which a run may be ended that met this, and no other.
  var codes: Set<FaultCode> { isSent ? causes.union([.outcomeUnknown]) : causes }

  private var causes: Set<FaultCode> {
    switch self {
    case .unknownHost: [.nameNotFound]
    case .refused: [.connectionRefused]
    case .closedOnAccept, .resetOnAccept, .closedBefore, .closedAfter, .resetBefore, .resetAfter,
      .closedWhenReused, .closedInStatus, .resetInStatus, .closedInHeaders, .resetInHeaders,
      .closedAfterHeaders, .resetAfterHeaders, .closedInBody, .resetInBody, .cutWithoutLength,
      .cutInChunk, .noLastChunk, .tlsCutInBody:
      [.connectionLost]
    case .badChunkSize, .garbage, .gzip: [.answerMalformed]
    case .hangBefore, .hangAfter, .hangAfterHeaders, .hangInBody, .drip, .informationalFlood,
      .lateAnswer, .lateRequest:
      [.answerTimeout]
    // Emulators answer so to what they lack.
    case .page500After: [.operationUnsupported, .notTheAPI]
    case .empty500Before, .empty500After: [.operationUnsupported, .vertesiaUnavailable]
    case .page502Before, .page503Before, .page502After, .page503After, .page504After:
      [.answerMalformed, .notTheAPI]
    case .redirectElsewhere, .redirectToPlain: [.answerMalformed, .notTheAPI]
    case .captivePortal, .emptyBefore, .emptyAfter, .wrongShape:
      [.answerMalformed, .vertesiaUnreadable]
    case .hugeHeaders, .hugeBody, .hugeChunks: [.answerTooLarge]
    case .throttledNegative, .throttledEndless, .throttledNaN: [.iamThrottled, .vertesiaQuota]
    case .wrongType, .duplicateFirst, .duplicateSecond, .informational: []
    case .tlsExpired, .tlsWrongHost, .tlsSelfSigned, .tlsUnknownAuthority, .tlsOutdated,
      .tlsClosed, .tlsPlainText:
      [.tlsFailed]
    case .tlsReset: [.tlsFailed, .connectionLost]
    case .tlsHang: [.connectTimeout]
    }
  }

  /// Whether a change may have had its effect, as far as the client can tell.
  private var isSent: Bool {
    switch self {
    case .throttledNegative, .throttledEndless, .throttledNaN, .wrongType, .informational,
      .tlsCutInBody:
      self == .tlsCutInBody
    default: !isTLS && !isUnreachable
    }
  }

  /// What is wrong with how a run has ended that met this: another cause than this kind of fault
  /// has.
  func flaw(of faults: [Fault]) -> String? {
    if faults.isEmpty { return "it failed and told no fault" }
    for fault in faults {
      if !codes.contains(fault.code) { return "it is told as \(fault.line)" }
      if fault.code == .outcomeUnknown, !fault.cause.contains("The last try: ") {
        return "no cause is named: \(fault.line)"
      }
      // Something always moves, so it is not silence that ends it.
      if self == .drip, !fault.evidence.contains(Evidence(.error, "deadline")) {
        return "the deadline did not end it: \(fault.line)"
      }
    }
    return nil
  }
}
