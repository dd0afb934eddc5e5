extension Door {
  /// What answers in place of the service, so that the request has no effect.
  func stranger(to message: Connection.Message) -> Upstream.Answer? {
    switch kind {
    case .page502Before: page("502 Bad Gateway")
    case .page503Before: page("503 Service Unavailable")
    case .empty500Before: Upstream.Answer("500 Internal Server Error")
    case .captivePortal: page("200 OK", "Sign in to the guest network")
    case .redirectElsewhere:
      Upstream.Answer("307 Temporary Redirect", ["Location: https://localhost:\(trap)/"])
    case .redirectToPlain:
      Upstream.Answer("302 Found", ["Location: http://127.0.0.1:\(trap)/"])
    case .emptyBefore: Upstream.Answer("200 OK", ["Content-Type: \(Self.type(message))"])
    case .throttledNegative: throttled(message, "-1")
    case .throttledEndless: throttled(message, "1000000000")
    case .throttledNaN: throttled(message, "NaN")
    default: nil
    }
  }

  /// What stands in place of the service's answer, after the effect.
  func replacement(for message: Connection.Message) -> Upstream.Answer? {
    switch kind {
    case .wrongShape: wrongShape(message)
    case .page500After: page("500 Internal Server Error")
    case .page502After: page("502 Bad Gateway")
    case .page503After: page("503 Service Unavailable")
    case .page504After: page("504 Gateway Timeout")
    case .empty500After: Upstream.Answer("500 Internal Server Error")
    case .emptyAfter: Upstream.Answer("200 OK")
    default: nil
    }
  }

  private func page(_ status: String, _ title: String? = nil) -> Upstream.Answer {
    Upstream.Answer(
      status,
      ["Content-Type: text/html"],
      body: "<!doctype html><html><head><title>\(title ?? status)</title></head></html>\n"
    )
  }

  private func throttled(_ message: Connection.Message, _ wait: String) -> Upstream.Answer {
    let type = Self.type(message)
    let waits = ["Retry-After: \(wait)", "x-ratelimit-retry-ms: \(wait)", "Content-Type: \(type)"]
    guard type == "text/xml" else {
      return Upstream.Answer(
        "429 Too Many Requests",
        waits + ["x-amzn-errortype: ThrottlingException"],
        body: #"{"message":"Rate exceeded","error":"Too Many Requests","status":429}"#
      )
    }
    return Upstream.Answer(
      "400 Bad Request",
      waits,
      body: "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>"
        + "<Message>Rate exceeded</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"
    )
  }

  /// The content type of the service's own answers.
  private static func type(_ message: Connection.Message) -> String {
    message.head.lowercased().contains("application/x-www-form-urlencoded")
      ? "text/xml" : "application/json"
  }

  /// Well formed, and not what was asked for.
  private func wrongShape(_ message: Connection.Message) -> Upstream.Answer {
    let type = Self.type(message)
    return Upstream.Answer(
      "200 OK",
      ["Content-Type: \(type)"],
      body: type == "text/xml"
        ? "<Unexpected><Thing>1</Thing></Unexpected>" : #"{"unexpected":[1,2,3]}"#
    )
  }

  /// As much of an answer as this kind lets through.
  func part(of answer: Upstream.Answer) -> [UInt8] {
    let head = Array(answer.head.utf8)
    let half = answer.body.prefix(answer.body.count / 2)
    let whole = Array("\(answer.head)\r\n\r\n".utf8)
    switch kind {
    case .closedInStatus, .resetInStatus: return Array(head.prefix(11))
    case .closedInHeaders, .resetInHeaders: return Array(head.prefix(head.count / 2))
    case .closedAfterHeaders, .resetAfterHeaders, .hangAfterHeaders: return whole
    case .cutWithoutLength, .tlsCutInBody:
      return framed(answer, "Connection: close") + half
    case .badChunkSize:
      return framed(answer, "Transfer-Encoding: chunked") + Array("zz\r\n".utf8) + answer.body
    case .cutInChunk: return chunked(answer) + half
    case .noLastChunk: return chunked(answer) + answer.body + Array("\r\n".utf8)
    default: return whole + half
    }
  }

  private func framed(_ answer: Upstream.Answer, _ field: String) -> [UInt8] {
    let head = Head.replacing(
      ["content-length", "transfer-encoding", "connection"],
      in: answer.head,
      with: [field]
    )
    return Array("\(head)\r\n\r\n".utf8)
  }

  private func chunked(_ answer: Upstream.Answer) -> [UInt8] {
    framed(answer, "Transfer-Encoding: chunked")
      + Array("\(String(answer.body.count, radix: 16))\r\n".utf8)
  }
}
