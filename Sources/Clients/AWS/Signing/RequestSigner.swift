import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Signature Version 4 in its header form.
///
/// Works on the finished wire request, so that what is signed is what is sent. The path is encoded
/// once more on top of its wire form, as every service but S3 wants it.
struct RequestSigner {
  /// What a signature stands on; kept apart so that a mismatch can be found by comparing.
  struct Signed {
    var request: HTTPRequest
    var canonicalRequest: String
    var stringToSign: String
  }

  /// `20150830T123600Z`; the scope's day is cut from it, so both are of the same instant.
  let time: String
  let region: String
  /// The signing name: `iam`, `sts`, `bedrock`.
  let service: String

  init(date: Date, region: String, service: String) {
    time = Timestamp.basic(date)
    self.region = region
    self.service = service
  }

  /// `20150830`.
  var day: String { String(time.prefix(8)) }

  var scope: String { "\(day)/\(region)/\(service)/aws4_request" }

  /// Adds `X-Amz-Date`, `X-Amz-Content-Sha256`, `X-Amz-Security-Token` where there is a session,
  /// and `Authorization`.
  func sign(_ request: HTTPRequest, with credentials: AWSCredentials, key: SymmetricKey) -> Signed {
    var request = request
    let payload = Hex.encode(SHA256.hash(data: request.body))
    request.headers["X-Amz-Date"] = time
    request.headers["X-Amz-Content-Sha256"] = payload
    request.headers["X-Amz-Security-Token"] = credentials.sessionToken?.reveal()

    let headers = Self.canonicalHeaders(of: request)
    let names = headers.map(\.name).joined(separator: ";")
    let canonical =
      ([
        request.method.rawValue,
        Self.canonicalPath(request.path),
        Self.canonicalQuery(request.query ?? ""),
      ] + headers.map { "\($0.name):\($0.value)" } + ["", names, payload])
      .joined(separator: "\n")
    let toSign = [
      "AWS4-HMAC-SHA256", time, scope, Hex.encode(SHA256.hash(data: Array(canonical.utf8))),
    ].joined(separator: "\n")
    let signature = Hex.encode(
      HMAC<SHA256>.authenticationCode(for: Array(toSign.utf8), using: key)
    )

    request.headers["Authorization"] =
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
      + "SignedHeaders=\(names), Signature=\(signature)"
    return Signed(request: request, canonicalRequest: canonical, stringToSign: toSign)
  }

  /// The key of one day, region and service: four rounds of HMAC over the secret.
  func deriveKey(_ secret: Secret) -> SymmetricKey {
    let start = SymmetricKey(data: Array("AWS4\(secret.reveal())".utf8))
    return [day, region, service, "aws4_request"].reduce(start) { key, part in
      SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
    }
  }

  /// Dot segments and empty segments go, one trailing `/` stays, and the rest is encoded again.
  static func canonicalPath(_ path: String) -> String {
    var kept: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." {
        _ = kept.popLast()
      } else {
        kept.append(segment)
      }
    }
    let tail = path.hasSuffix("/") && !kept.isEmpty ? "/" : ""
    return PercentEncoding.encode("/\(kept.joined(separator: "/"))\(tail)", keepingSlash: true)
  }

  /// Pairs in strict encoding, sorted by name, then value.
  static func canonicalQuery(_ query: String) -> String {
    let pairs = query.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: strict(parts[0]), value: parts.count == 2 ? strict(parts[1]) : "")
    }
    return pairs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
      .map { "\($0.name)=\($0.value)" }
      .joined(separator: "&")
  }

  /// `host`, `content-type` and everything `x-amz-`, in lower case and sorted. Others may be
  /// rewritten on the way and stay unsigned.
  static func canonicalHeaders(of request: HTTPRequest) -> [(name: String, value: String)] {
    var values: [String: [String]] = ["host": [request.origin.authority]]
    for field in request.headers.fields {
      let name = field.name.lowercased()
      guard name == "content-type" || name.hasPrefix("x-amz-") else {
        continue
      }
      values[name, default: []].append(trimmed(field.value))
    }
    return values.map { (name: $0.key, value: $0.value.joined(separator: ",")) }
      .sorted { $0.name < $1.name }
  }

  /// Runs of blanks are one, and those at the ends are none.
  private static func trimmed(_ value: String) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard value.utf8.contains(where: isBlank) else { return value }
    return value.utf8.split(whereSeparator: isBlank)
      .map { String(Substring($0)) }.joined(separator: " ")
  }

  private static func strict(_ text: Substring) -> String {
    let text = String(text)
    return PercentEncoding.encode(PercentEncoding.decode(text) ?? text)
  }
}
