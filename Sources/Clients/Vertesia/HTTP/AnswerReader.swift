#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the answers of Vertesia's services: leniently what they promise, and with suspicion what
/// something in between sent instead.
enum AnswerReader {
  /// Decodes a 2xx answer; unknown members are fine.
  static func decode<Value: Decodable>(
    _ type: Value.Type,
    from response: HTTPResponse,
    operation: String,
    secrets: [Secret] = []
  ) throws(VertesiaError) -> Value {
    do throws(WireError) {
      return try JSONAnswer.decode(type, from: response.body)
    } catch {
      var detail = error.detail
      if kind(of: response) != .json, !response.body.isEmpty, !isArray(response.body) {
        detail = "this is not the API: \(excerpt(response.body, secrets: secrets))"
      }
      throw .unreadable(operation: operation, status: response.status, detail: detail)
    }
  }

  static func error(
    _ response: HTTPResponse,
    call: VertesiaCaller.Call,
    now: Date
  ) -> VertesiaError.ServiceError {
    let kind = kind(of: response)
    let hint = RetryHint(response, now: now)
    var message = "the service gave no reason"
    var code: String?
    if kind == .json,
      let answer = JSONAnswer.value(ErrorAnswer.self, from: response.body)
    {
      message = answer.words.map { clean($0, limit: 500, secrets: call.secrets) } ?? message
      code = answer.code.map { clean($0, limit: 80, secrets: call.secrets) }
    } else if !response.body.isEmpty {
      message = excerpt(response.body, secrets: call.secrets)
    }
    return VertesiaError.ServiceError(
      service: call.service,
      operation: call.operation,
      status: response.status,
      code: code,
      message: message,
      body: kind,
      limit: hint.limit,
      retryAfter: hint.wait,
      requestID: requestID(response)
    )
  }

  static func requestID(_ response: HTTPResponse) -> String? {
    for name in ["x-request-id", "x-correlation-id", "x-cloud-trace-context"] {
      if let value = response.headers[name], !value.isEmpty {
        return clean(value, limit: 128, secrets: [])
      }
    }
    return nil
  }

  static func kind(of response: HTTPResponse) -> VertesiaError.BodyKind {
    guard response.isComplete else { return .other }
    let object = JSONAnswer.value(AnyObject.self, from: response.body) != nil
    if object { return .json }
    let type = response.headers["content-type"]?.lowercased() ?? ""
    let start = String(decoding: response.body.prefix(256), as: UTF8.self).trimmed().lowercased()
    return type.contains("html") || start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
      ? .html : .other
  }

  private static func isArray(_ body: [UInt8]) -> Bool {
    body.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "[")
  }

  /// The first 80 characters of a body that is not ours to read.
  private static func excerpt(_ body: [UInt8], secrets: [Secret]) -> String {
    // Cut after redaction, so that no half of a secret stays at the end.
    clean(String(decoding: body.prefix(64 << 10), as: UTF8.self), limit: 80, secrets: secrets)
  }

  /// One line without control and format characters, and without our own secrets.
  static func clean(_ text: String, limit: Int, secrets: [Secret]) -> String {
    let looked = text.unicodeScalars.prefix(64 << 10)
    var line = String.UnicodeScalarView()
    for scalar in looked {
      if scalar.properties.isWhitespace {
        if let last = line.last, last != " " { line.append(" ") }
      } else if isVisible(scalar) {
        line.append(scalar)
      }
    }
    // Only now: what is left out may have stood within a secret.
    var whole = secrets.removed(from: String(line).trimmed())
    if looked.endIndex != text.unicodeScalars.endIndex {
      // Half of one may stand at the end.
      whole = String(whole.dropLast(secrets.map { $0.reveal().utf8.count }.max() ?? 0))
    }
    let start = whole.prefix(limit)
    return start.endIndex == whole.endIndex ? whole : "\(start)..."
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }

  /// Accepts any JSON object and looks at nothing in it.
  private struct AnyObject: Decodable {
    init(from decoder: any Decoder) throws {
      _ = try decoder.container(keyedBy: AnyKey.self)
    }
  }

  /// `error` is a string, or an object with a message, in different ages of the service.
  private struct ErrorAnswer: Decodable {
    let words: String?
    let code: String?

    enum Keys: String, CodingKey { case message, error, errorCode }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      code = try? container.decode(String.self, forKey: .errorCode)
      let nested = try? container.nestedContainer(keyedBy: Keys.self, forKey: .error)
      words =
        (try? container.decode(String.self, forKey: .message))
        ?? (try? container.decode(String.self, forKey: .error))
        ?? (try? nested?.decode(String.self, forKey: .message))
    }
  }
}

/// Any key at all.
struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = "\(intValue)"
    self.intValue = intValue
  }
}
