import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A request as the cloud in memory reads it.
struct IncomingCall {
  enum Service { case iam, sts, bedrock, tokenServer, vertesia }

  var service: Service
  /// `CreateRole`, `POST /environments`.
  var operation: String
  var form: [String: String] = [:]
  /// Path segments after the API's base.
  var path: [String] = []
  var body: [UInt8]

  init(_ request: HTTPRequest) {
    body = request.body
    let host = request.origin.host
    switch host {
    case _ where host.hasPrefix("iam."): service = .iam
    case _ where host.hasPrefix("sts.") && host.hasSuffix("amazonaws.com"): service = .sts
    case _ where host.hasPrefix("bedrock.") || host.hasPrefix("bedrock-runtime."):
      service = .bedrock
    case _ where host.hasPrefix("sts."): service = .tokenServer
    default: service = .vertesia
    }
    operation = ""
    switch service {
    case .iam, .sts:
      form = Self.form(String(decoding: body, as: UTF8.self))
      operation = form["Action"] ?? ""
    case .bedrock, .tokenServer:
      path = request.path.split(separator: "/").map(String.init)
      operation = "\(request.method.rawValue) /\(path.first ?? "")"
    case .vertesia:
      path = request.path.split(separator: "/").dropFirst(2).map(String.init)
      var shown = path
      if shown.count > 1, shown[0] == "environments" { shown[1] = "{id}" }
      operation = "\(request.method.rawValue) /\(shown.joined(separator: "/"))"
    }
  }

  var isWrite: Bool {
    switch service {
    case .sts, .bedrock, .tokenServer: false
    case .vertesia: !operation.hasPrefix("GET")
    case .iam:
      !["Get", "List", "Simulate"].contains { operation.hasPrefix($0) }
    }
  }

  func list(_ name: String) -> [String] {
    var all: [String] = []
    while let next = form["\(name).member.\(all.count + 1)"] { all.append(next) }
    return all
  }

  var tags: [String: String] {
    var tags: [String: String] = [:]
    for index in 1...60 {
      guard let key = form["Tags.member.\(index).Key"] else { break }
      tags[key] = form["Tags.member.\(index).Value"]
    }
    return tags
  }

  func result(_ xml: String = "") -> HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: ["content-type": "text/xml"],
      body: Array(
        "<\(operation)Response><\(operation)Result>\(xml)</\(operation)Result></\(operation)Response>"
          .utf8
      )
    )
  }

  /// When AWS says it is: not the time of any clock here.
  private static let date = "Fri, 01 Jan 2027 00:00:00 GMT"

  func refusal(_ status: Int, _ code: String, _ message: String) -> HTTPResponse {
    switch service {
    case .iam, .sts:
      HTTPResponse(
        status: status,
        headers: ["content-type": "text/xml", "date": Self.date],
        body: Array(
          ("<ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>\(message)"
            + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>").utf8
        )
      )
    case .bedrock:
      HTTPResponse(
        status: status,
        headers: ["content-type": "application/json", "x-amzn-errortype": code],
        body: Array("{\"message\":\"\(message)\"}".utf8)
      )
    case .tokenServer, .vertesia:
      HTTPResponse(
        status: status,
        headers: ["content-type": "application/json"],
        body: Array(
          "{\"error\":\"\(code)\",\"status\":\(status),\"message\":\"\(message)\"}".utf8
        )
      )
    }
  }

  static func json(_ value: some Encodable) -> HTTPResponse {
    HTTPResponse(
      status: 200,
      headers: ["content-type": "application/json"],
      body: (try? JSONEncoder().encode(value)).map(Array.init) ?? []
    )
  }

  private static func form(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
      guard let middle = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
      fields[decoded(pair[..<middle])] = decoded(pair[middle...].dropFirst())
    }
    return fields
  }

  private static func decoded(_ text: Substring.UTF8View) -> String {
    guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
      return String(Substring(text))
    }
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        rest = rest.dropFirst(2)
        bytes.append(UInt8(digits, radix: 16) ?? 0)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
