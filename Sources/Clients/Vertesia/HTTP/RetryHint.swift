#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What an answer says about trying again.
struct RetryHint: Equatable {
  /// How long the service asks to wait; `nil` when it says nothing, or nothing sensible.
  var wait: Duration?
  /// Only for status 429.
  var limit: VertesiaError.Limit?

  init(_ response: HTTPResponse, now: Date) {
    let headers = response.headers
    wait =
      Self.milliseconds(headers["x-ratelimit-retry-ms"])
      ?? Self.milliseconds(headers["x-retry-after-ms"])
      ?? headers["retry-after"].flatMap { Self.retryAfter($0, now: now) }
    guard response.status == 429 else { return }
    limit = VertesiaError.Limit(
      reason: headers["x-ratelimit-reason"].flatMap(VertesiaError.Limit.Reason.init) ?? .untyped,
      resource: headers["x-ratelimit-resource"].map { String($0.prefix(80)) },
      window: headers["x-ratelimit-window"].map { String($0.prefix(80)) }
    )
  }

  /// Longest pacing that is waited out; more is told instead.
  static let longestPacing = Duration.milliseconds(3000)

  private static func milliseconds(_ text: String?) -> Duration? {
    text.flatMap { seconds($0, scale: 1000) }
  }

  /// Seconds or a date. A date in the past asks for no wait.
  private static func retryAfter(_ text: String, now: Date) -> Duration? {
    if let wait = seconds(text, scale: 1) { return wait }
    guard let date = Timestamp.http(text.trimmed()) else { return nil }
    return within(max(0, date.timeIntervalSince(now)))
  }

  private static func seconds(_ text: String, scale: Double) -> Duration? {
    Double(text.trimmed()).flatMap { within($0 / scale) }
  }

  /// Negative, infinite and absurd values are no hint. Rounded up, never down.
  private static func within(_ seconds: Double) -> Duration? {
    guard seconds.isFinite, (0...86_400).contains(seconds) else { return nil }
    return .milliseconds(Int((seconds * 1000).rounded(.up)))
  }
}
