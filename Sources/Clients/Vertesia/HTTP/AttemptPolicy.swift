/// When a call to Vertesia is sent again. Pacing is waited out under every policy: such a call was
/// refused before any handler ran.
struct AttemptPolicy: Sendable {
  /// Attempts in all, pacing not counted.
  let attempts: Int
  let statuses: Set<Int>
  /// Whether a failed connection and an edge's own 5xx page count as "try again".
  let retriesLosses: Bool

  /// Reads: nothing is lost by asking twice.
  static let read = AttemptPolicy(attempts: 3, statuses: [502, 503, 504], retriesLosses: true)
  /// Mutations are sent once; what became of them is found out by reading.
  static let mutation = AttemptPolicy(attempts: 1, statuses: [], retriesLosses: false)
  /// Asking for a token changes nothing, so it may be asked again like a read.
  static let token = AttemptPolicy(
    attempts: 4,
    statuses: [429, 500, 502, 503, 504],
    retriesLosses: true
  )

  /// Longest wait that a service may ask for and still be asked again.
  static let longestWait = Duration.seconds(60)

  func retries(_ error: VertesiaError.ServiceError) -> Bool {
    if error.limit?.reason == .quota { return false }
    if let wait = error.retryAfter, wait > Self.longestWait { return false }
    return statuses.contains(error.status)
      || (retriesLosses && error.status >= 500 && error.body != .json)
  }

  func retries(_ error: TransportError) -> Bool {
    guard retriesLosses else { return false }
    switch error.kind {
    case .nameNotFound, .connectionRefused, .connectTimeout, .connectionLost, .idleTimeout:
      return true
    case .refusedLocally, .tls, .proxy, .deadline, .tooLarge, .malformedResponse, .cancelled:
      return false
    }
  }

  /// The wait before the attempt after `attempt`: full jitter, on top of what the service asked.
  static func delay(after attempt: Int, asked: Duration?, random: [UInt8]) -> Duration {
    let ceiling = min(4000, 250 << min(attempt - 1, 8))
    let number = random.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    return (asked ?? .zero) + .milliseconds(number % (ceiling + 1))
  }
}
