@testable import Clients
@testable import Federation
@testable import Provisioning

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Parser {
  /// Times of services and files, and how long a service asks to wait.
  static let times = Parser(
    name: "times",
    check: { bytes in
      let source = string(bytes)
      for date in [Timestamp.iso8601(source), Timestamp.http(source)].compactMap(\.self) {
        // As requests are signed, checkpoints written and records kept.
        let again = Timestamp.iso8601(date.formatted(Date.ISO8601FormatStyle()))
        let seconds = date.timeIntervalSince1970
        promise(seconds.isFinite, "a time is none")
        promise(again.map { abs($0.timeIntervalSince1970 - seconds) < 1 } == true, "another time")
        _ = Timestamp.basic(date)
        _ = Int(seconds)
      }
      _ = Age.words(since: source, now: "2026-01-01T00:00:00Z")
      promise(Age.words(since: source, now: source) ?? "just now" == "just now", "now is not now")
      let now = Date(timeIntervalSince1970: 1_790_000_000)
      for header in ["retry-after", "x-retry-after-ms"] {
        let response = HTTPResponse(
          status: 429,
          headers: HTTPHeaders(dictionaryLiteral: (header, source))
        )
        guard let wait = RetryHint(response, now: now).wait else { continue }
        promise(wait >= .zero && wait <= .seconds(86_400), "a wait is endless")
      }
    },
    large: [
      { Array("9".times(1 << 20).utf8) },
      { Array("2026-01-01T00:00:00.\("9".times(1 << 20))Z".utf8) },
      { Array("Sun, 06 Nov \("1994 ".times(200_000))".utf8) },
    ]
  )
}
