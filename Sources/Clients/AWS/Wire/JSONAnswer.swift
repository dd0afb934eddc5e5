#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a REST-JSON answer: unknown members are fine, times come as ISO 8601 or epoch seconds,
/// blobs as base64.
enum JSONAnswer {
  static func decode<Value: Decodable>(
    _ type: Value.Type,
    from body: [UInt8]
  ) throws(WireError) -> Value {
    guard !body.isEmpty else { throw WireError("the answer is empty") }
    try JSONShape.check(body)
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom(date)
    do {
      return try decoder.decode(type, from: Data(body))
    } catch let error as DecodingError {
      throw WireError(words(error))
    } catch {
      throw WireError("the answer is not JSON")
    }
  }

  /// The same where an answer in another shape is no more than no answer.
  static func value<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) -> Value? {
    try? decode(type, from: body)
  }

  private static func date(_ decoder: any Decoder) throws -> Date {
    let value = try decoder.singleValueContainer()
    if let seconds = try? value.decode(Double.self) { return Date(timeIntervalSince1970: seconds) }
    guard let date = Timestamp.iso8601(try value.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "not a time")
    }
    return date
  }

  /// Names the member and never quotes its value.
  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(path(context, key)) is missing"
    case .valueNotFound(_, let context): "\(path(context)) is null"
    case .typeMismatch(_, let context): "\(path(context)) has the wrong type"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty ? "the answer is not JSON" : "\(path(context)) is malformed"
    @unknown default: "the answer is not what was expected"
    }
  }

  private static func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil)
    -> String
  {
    let keys = context.codingPath + (key.map { [$0] } ?? [])
    let names = keys.map { $0.intValue.map { "[\($0)]" } ?? String($0.stringValue.prefix(60)) }
    return names.isEmpty ? "the answer" : names.joined(separator: ".")
  }
}
