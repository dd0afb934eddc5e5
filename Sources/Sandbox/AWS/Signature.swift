import Crypto

/// The parts of an `Authorization: AWS4-HMAC-SHA256 ...` header.
struct SignedScope: Equatable {
  var keyID: String
  var day: String
  var region: String
  var service: String
  var signedHeaders: [String]
  var signature: String

  /// `nil` when the request carries no signature at all.
  static func read(_ request: Request) throws(AWSFault) -> SignedScope? {
    guard let header = request.headers["authorization"] else { return nil }
    let scheme = "AWS4-HMAC-SHA256"
    guard header.hasPrefix(scheme) else {
      throw .incompleteSignature("Authorization header must start with '\(scheme)'.")
    }
    var parts: [Substring: Substring] = [:]
    for part in header.dropFirst(scheme.count).split(whereSeparator: { $0 == "," || $0 == " " }) {
      let halves = part.split(separator: "=", maxSplits: 1)
      if halves.count == 2 { parts[halves[0]] = halves[1] }
    }
    guard let credential = parts["Credential"]?.split(separator: "/").map(String.init),
      let signedHeaders = parts["SignedHeaders"], let signature = parts["Signature"],
      credential.count == 5, credential[4] == "aws4_request"
    else {
      throw .incompleteSignature(
        "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters."
      )
    }
    return SignedScope(
      keyID: credential[0],
      day: credential[1],
      region: credential[2],
      service: credential[3],
      signedHeaders: signedHeaders.split(separator: ";").map(String.init),
      signature: String(signature)
    )
  }
}

/// Signature Version 4, from the side that checks it.
enum Signature {
  /// How far the client's clock may be off.
  static let tolerance = 300

  static func verify(
    _ request: Request,
    _ scope: SignedScope,
    secret: String,
    at now: Moment
  ) throws(AWSFault) {
    guard let stamp = request.headers["x-amz-date"], let signed = Moment(basic: stamp) else {
      throw .incompleteSignature("Authorization header requires existence of 'X-Amz-Date' header.")
    }
    guard stamp.hasPrefix(scope.day) else {
      throw .signature(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
          + "'\(scope.day)' != '\(stamp.prefix(8))'"
      )
    }
    try checkAge(of: signed, at: now)
    for name in request.headers.keys.sorted()
    where (name == "host" || name.hasPrefix("x-amz-")) && !scope.signedHeaders.contains(name) {
      throw .signature("'\(name)' must be a 'SignedHeader' in the AWS Authorization.")
    }
    let payload = Hex.encode(SHA256.hash(data: request.body))
    if let claimed = request.headers["x-amz-content-sha256"], claimed != payload {
      throw .wrongSignature
    }
    let canonical = try canonicalRequest(request, scope, payload: payload)
    let expected = sign(canonical, scope, stamp: stamp, secret: secret)
    guard expected == scope.signature else { throw .wrongSignature }
  }

  static func sign(
    _ canonical: String,
    _ scope: SignedScope,
    stamp: String,
    secret: String
  ) -> String {
    let digest = Hex.encode(SHA256.hash(data: Array(canonical.utf8)))
    let place = "\(scope.day)/\(scope.region)/\(scope.service)/aws4_request"
    let text = "AWS4-HMAC-SHA256\n\(stamp)\n\(place)\n\(digest)"
    var key = Array("AWS4\(secret)".utf8)
    for part in [scope.day, scope.region, scope.service, "aws4_request", text] {
      key = Array(
        HMAC<SHA256>.authenticationCode(
          for: Array(part.utf8),
          using: SymmetricKey(data: key)
        )
      )
    }
    return Hex.encode(key)
  }

  static func canonicalRequest(
    _ request: Request,
    _ scope: SignedScope,
    payload: String
  ) throws(AWSFault) -> String {
    var lines = [request.method, canonicalPath(request.path), try canonicalQuery(request.rawQuery)]
    for name in scope.signedHeaders {
      let value = (request.headers[name] ?? "").split(separator: " ").joined(separator: " ")
      lines.append("\(name):\(value)")
    }
    lines += ["", scope.signedHeaders.joined(separator: ";"), payload]
    return lines.joined(separator: "\n")
  }

  /// The wire path without dot and empty segments, encoded once more.
  static func canonicalPath(_ path: Substring) -> String {
    var kept: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
    }
    let encoded = kept.map { Percent.encode($0) }.joined(separator: "/")
    return "/" + encoded + (path.hasSuffix("/") && !kept.isEmpty ? "/" : "")
  }

  static func canonicalQuery(_ query: Substring) throws(AWSFault) -> String {
    guard let pairs = Percent.pairs(query, form: false) else { throw .wrongSignature }
    return
      pairs
      .map { (Percent.encode($0.name), Percent.encode($0.value)) }
      .sorted { $0 < $1 }
      .map { "\($0.0)=\($0.1)" }
      .joined(separator: "&")
  }

  private static func checkAge(of signed: Moment, at now: Moment) throws(AWSFault) {
    let (oldest, newest) = (now.advanced(seconds: -tolerance), now.advanced(seconds: tolerance))
    if signed < oldest {
      throw .signature(
        "Signature expired: \(signed.basic) is now earlier than \(oldest.basic) "
          + "(\(now.basic) - \(tolerance / 60) min.)"
      )
    }
    if newest < signed {
      throw .signature(
        "Signature not yet current: \(signed.basic) is still later than \(newest.basic) "
          + "(\(now.basic) + \(tolerance / 60) min.)"
      )
    }
  }
}
