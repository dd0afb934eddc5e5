/// One HTTP request as it came over the wire. The target is kept unchanged, for signatures.
package struct Request: Sendable, Equatable {
  package var method: String
  /// Path and query exactly as sent.
  package var target: String
  /// Lower-case names; repeated fields are joined with a comma in arrival order.
  package var headers: [String: String]
  package var body: [UInt8]

  package init(
    method: String,
    target: String,
    headers: [String: String] = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The path as sent, escapes and all.
  package var path: Substring {
    target.prefix { $0 != "?" }
  }

  package var rawQuery: Substring {
    target.dropFirst(path.count).dropFirst()
  }

  /// The decoded query; `nil` when an escape in it is broken.
  package var query: [(name: String, value: String)]? {
    Percent.pairs(rawQuery, form: true)
  }

  /// The decoded path segments, empty ones left out; a `%2F` stays inside its segment.
  package var segments: [String] {
    path.split(separator: "/").map { Percent.decode($0) ?? String($0) }
  }

  package var host: String { headers["host"] ?? "" }
}
