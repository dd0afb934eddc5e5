#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the error out of an answer that is not a 2xx, whatever wrote it: the service as XML or
/// JSON, an emulator that answers JSON services in XML, or a proxy that answers in HTML.
enum ServiceAnswer {
  /// `secrets` were sent, and are left out where the service repeats them.
  static func error(
    _ response: HTTPResponse,
    service: AWSService,
    operation: String,
    secrets: [Secret] = []
  ) -> AWSError.ServiceError {
    let body = response.isComplete ? read(response.body) : nil
    let header = response.headers["x-amzn-errortype"].map(shortCode)
    let code = header.flatMap { $0.isEmpty ? nil : $0 } ?? body?.code
    return AWSError.ServiceError(
      service: service.rawValue,
      operation: operation,
      status: response.status,
      code: secrets.removed(from: code ?? "HTTP\(response.status)"),
      message: secrets.removed(from: code == nil ? foreign(response) : body?.message ?? ""),
      requestID: (requestID(response.headers) ?? body?.requestID).map(secrets.removed)
    )
  }

  /// From the headers; every AWS service sends it there.
  static func requestID(_ headers: HTTPHeaders) -> String? {
    headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"]
  }

  private struct Body {
    var code: String?
    var message: String?
    var requestID: String?
  }

  private static func read(_ bytes: [UInt8]) -> Body? {
    switch bytes.first(where: { !isSpace($0) }) {
    case UInt8(ascii: "<"): xml(bytes)
    case UInt8(ascii: "{"): json(bytes)
    default: nil
    }
  }

  private static func xml(_ bytes: [UInt8]) -> Body? {
    guard let root = try? XMLReader.read(bytes) else { return nil }
    let error = root.child("Error") ?? root.child("Errors")?.child("Error")
    guard let error, let code = error.string("Code"), !code.isEmpty else { return nil }
    let message = error.string("Message") ?? error.string("message")
    let request = root.string("RequestId") ?? root.string("RequestID")
    return Body(code: code, message: message, requestID: request)
  }

  private static func json(_ bytes: [UInt8]) -> Body? {
    guard let error = JSONAnswer.value(JSONError.self, from: bytes) else {
      return nil
    }
    return Body(code: error.code.flatMap { $0.isEmpty ? nil : $0 }, message: error.message)
  }

  /// `com.amazon.coral.service#AccessDeniedException:http://...` is `AccessDeniedException`.
  private static func shortCode(_ text: String) -> String {
    let head = text.prefix { $0 != ":" }
    return String(head.split(separator: "#").last ?? head)
  }

  private static func foreign(_ response: HTTPResponse) -> String {
    let type = response.headers["content-type"].map { String($0.prefix { $0 != ";" }.prefix(60)) }
    let size = response.body.count
    return "The body was not an AWS error: \(type ?? "no content type"), \(size) bytes"
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// Every member is optional and of any type: a body that is odd must not hide its status.
  private struct JSONError: Decodable {
    let code: String?
    let message: String?

    enum CodingKeys: String, CodingKey {
      case code
      case upperCode = "Code"
      case type = "__type"
      case message
      case upperMessage = "Message"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      func text(_ keys: CodingKeys...) -> String? {
        keys.lazy.compactMap { try? members.decodeIfPresent(String.self, forKey: $0) }.first
      }
      code = text(.code, .upperCode, .type).map(ServiceAnswer.shortCode)
      message = text(.message, .upperMessage)
    }
  }
}
