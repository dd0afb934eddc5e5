internal import AsyncHTTPClient
internal import Clients
internal import NIOCore
internal import NIOHTTP1

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A request checked before any byte leaves: plain http only to loopback, and a target that reaches
/// the wire exactly as it was signed.
struct OutgoingRequest {
  let message: HTTPClient.Request

  init(_ request: Clients.HTTPRequest) throws(TransportError) {
    let origin = request.origin
    guard origin.scheme == .https || origin.isLoopback else {
      throw Self.refused("plain http is only used to this machine itself, not to \(origin.host)")
    }
    let malformed = Self.refused(
      "the path or query of the request to \(origin.host) is not well formed"
    )
    guard Self.isEncoded(request.path, query: request.query) else { throw malformed }
    let address = "\(origin)\(request.target)"
    var headers = NIOHTTP1.HTTPHeaders(request.headers.fields.map { ($0.name, $0.value) })
    if !headers.contains(name: "Host") { headers.add(name: "Host", value: origin.authority) }
    if !headers.contains(name: "Accept-Encoding") {
      headers.add(name: "Accept-Encoding", value: "identity")
    }
    let body = request.body.isEmpty ? nil : HTTPClient.Body.bytes(request.body)
    guard
      let message = try? HTTPClient.Request(
        url: address,
        method: NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue),
        headers: headers,
        body: body
      ),
      message.host == (origin.host.contains(":") ? "[\(origin.host)]" : origin.host),
      message.port == origin.port
    else { throw Self.refused("\(origin.host) is not a usable host name") }
    guard Self.survives(request, in: message.url) else { throw malformed }
    self.message = message
  }

  /// Whether the client, which takes path and query from the URL again, gets the same bytes back.
  /// A path that does not decode to UTF-8 would become `/`.
  private static func survives(_ request: Clients.HTTPRequest, in url: URL) -> Bool {
    let components = URLComponents(url: url, resolvingAgainstBaseURL: true)
    return !url.path.isEmpty && components?.percentEncodedPath == request.path
      && url.query == request.query
  }

  /// Only characters that a URL parser leaves alone, and percent signs with two digits.
  private static func isEncoded(_ path: String, query: String?) -> Bool {
    guard path.hasPrefix("/") else { return false }
    return isEncoded(path.utf8, also: "/") && (query.map { isEncoded($0.utf8, also: "/?") } ?? true)
  }

  private static func isEncoded(_ text: String.UTF8View, also extra: StaticString) -> Bool {
    let plain = Set("-._~!$&'()*+,;=:@".utf8).union("\(extra)".utf8)
    var digitsDue = 0
    for byte in text {
      let character = Character(Unicode.Scalar(byte))
      if digitsDue > 0 {
        guard character.isHexDigit else { return false }
        digitsDue -= 1
      } else if byte == UInt8(ascii: "%") {
        digitsDue = 2
      } else if !(byte < 128 && (character.isLetter || character.isNumber || plain.contains(byte)))
      {
        return false
      }
    }
    return digitsDue == 0
  }

  private static func refused(_ detail: String) -> TransportError {
    TransportError(.refusedLocally, phase: .definiteNo, detail: detail)
  }
}
