/// What can go wrong on the way to a service and back. "Before" and "after" tell whether the request
/// had its effect.
package enum FaultKind: String, CaseIterable, Sendable {
  // No connection, or one that ends before anything of an answer.
  case unknownHost = "unknown-host"
  case refused
  case closedOnAccept = "closed-on-accept"
  case resetOnAccept = "reset-on-accept"
  case closedBefore = "closed-before"
  case closedAfter = "closed-after"
  case resetBefore = "reset-before"
  case resetAfter = "reset-after"
  case closedWhenReused = "closed-when-reused"

  // An answer that stops; the effect has happened.
  case closedInStatus = "closed-in-status"
  case resetInStatus = "reset-in-status"
  case closedInHeaders = "closed-in-headers"
  case resetInHeaders = "reset-in-headers"
  case closedAfterHeaders = "closed-after-headers"
  case resetAfterHeaders = "reset-after-headers"
  case closedInBody = "closed-in-body"
  case resetInBody = "reset-in-body"
  case cutWithoutLength = "cut-without-length"
  case badChunkSize = "bad-chunk-size"
  case cutInChunk = "cut-in-chunk"
  case noLastChunk = "no-last-chunk"

  // Silence.
  case hangBefore = "hang-before"
  case hangAfter = "hang-after"
  case hangAfterHeaders = "hang-after-headers"
  case hangInBody = "hang-in-body"
  case drip
  case informationalFlood = "informational-flood"
  case lateAnswer = "late-answer"
  case lateRequest = "late-request"

  // Pages of whatever stands in between.
  case page502Before = "page-502-before"
  case page503Before = "page-503-before"
  case page500After = "page-500-after"
  case page502After = "page-502-after"
  case page503After = "page-503-after"
  case page504After = "page-504-after"
  case empty500Before = "empty-500-before"
  case empty500After = "empty-500-after"
  case captivePortal = "captive-portal"
  case redirectElsewhere = "redirect-elsewhere"
  case redirectToPlain = "redirect-to-plain"

  // Answers that are none.
  case wrongType = "wrong-type"
  case emptyBefore = "empty-before"
  case emptyAfter = "empty-after"
  case garbage
  case wrongShape = "wrong-shape"
  case hugeHeaders = "huge-headers"
  case hugeBody = "huge-body"
  case hugeChunks = "huge-chunks"
  case gzip

  // Refused for now, with a wait that makes no sense.
  case throttledNegative = "throttled-negative"
  case throttledEndless = "throttled-endless"
  case throttledNaN = "throttled-nan"

  // Delivered twice.
  case duplicateFirst = "duplicate-first"
  case duplicateSecond = "duplicate-second"

  // Told to go on, then answered: nothing is wrong with that.
  case informational

  // TLS.
  case tlsExpired = "tls-expired"
  case tlsWrongHost = "tls-wrong-host"
  case tlsSelfSigned = "tls-self-signed"
  case tlsUnknownAuthority = "tls-unknown-authority"
  case tlsOutdated = "tls-outdated"
  case tlsClosed = "tls-closed"
  case tlsReset = "tls-reset"
  case tlsPlainText = "tls-plain-text"
  case tlsHang = "tls-hang"
  case tlsCutInBody = "tls-cut-in-body"

  /// Whether the client has to speak TLS to meet it.
  package var isTLS: Bool { rawValue.hasPrefix("tls-") }

  /// Whether only a deadline ends it.
  package var isEndless: Bool {
    switch self {
    case .hangBefore, .hangAfter, .hangAfterHeaders, .hangInBody, .drip, .informationalFlood,
      .lateAnswer, .lateRequest, .tlsHang:
      true
    default: false
    }
  }

  /// Whether a request may arrive twice or late, so that an environment is made twice.
  package var delivers: Bool {
    [.duplicateFirst, .duplicateSecond, .lateRequest].contains(self)
  }

  /// Whether no listener is met at all.
  package var isUnreachable: Bool { self == .unknownHost || self == .refused }
}
