import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the calls of one sitting share: derived keys, the clock's error, the retry budget.
actor CallSession {
  private var keys = SigningKeys()
  private var budget = RetryBudget()
  /// Seconds that AWS's clock is ahead of ours; `nil` until a call was refused for it.
  private(set) var clockOffset: TimeInterval?

  func key(for credentials: AWSCredentials, signer: RequestSigner) -> SymmetricKey {
    keys.key(for: credentials, signer: signer)
  }

  /// Takes over the server's time, once a session.
  ///
  /// - Returns: whether a call that was signed with `used` should be signed again.
  func correctClock(server: Date, now: Date, used: TimeInterval?) -> Bool {
    if let clockOffset { return clockOffset != used }
    clockOffset = server.timeIntervalSince(now)
    return true
  }

  func takeRetry(cost: Int) -> Bool { budget.take(cost) }

  func giveBack(_ cost: Int) { budget.giveBack(cost) }
}

/// The token bucket of AWS's standard retry mode: a service that is down for everybody is not
/// hammered by everybody's retries.
struct RetryBudget {
  static let capacity = 500
  private(set) var tokens = capacity

  mutating func take(_ cost: Int) -> Bool {
    guard tokens >= cost else { return false }
    tokens -= cost
    return true
  }

  mutating func giveBack(_ cost: Int) { tokens = min(Self.capacity, tokens + cost) }
}
