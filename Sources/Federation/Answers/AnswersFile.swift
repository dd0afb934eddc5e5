#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file of answers: JSON with comments, its keys named as the flags are.
public enum AnswersFile {
  /// In bytes.
  public static let sizeLimit = 64 << 10

  /// Reads and checks every answer. Throws `answersFileUnreadable`, `unknownAnswer`,
  /// `badAnswerType`, or the fault of the answer that is wrong.
  public static func read(_ bytes: [UInt8]) throws(Fault) -> Answers {
    guard bytes.count <= sizeLimit else {
      throw Fault(.answersFileUnreadable, cause: "It is larger than 64 KiB")
    }
    let document = try decoded(bytes)
    var answers = Answers()
    for (name, value) in document.sorted(by: { $0.key < $1.key }) {
      let key = try key(named: name)
      do {
        if key.isList {
          answers[all: key] = try AnswerCheck.check(all: key, try list(value, key))
        } else {
          answers[key] = try AnswerCheck.check(key, try text(value, key))
        }
      } catch {
        throw Fault(
          error.code,
          error.summary,
          cause: error.cause,
          remedies: error.remedies,
          evidence: error.evidence + [Evidence(.file, name)]
        )
      }
    }
    return answers
  }

  private static func decoded(_ bytes: [UInt8]) throws(Fault) -> [String: Value] {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return try decoder.decode([String: Value].self, from: Data(bytes))
    } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
      throw Fault(
        .badAnswerType,
        cause: "The file is one object: names and their answers in braces"
      )
    } catch DecodingError.dataCorrupted(let context) {
      throw unreadable(context)
    } catch {
      throw Fault(.answersFileUnreadable)
    }
  }

  /// The decoder tells the place in words only: `… around line 3, column 5.`
  private static func unreadable(_ context: DecodingError.Context) -> Fault {
    let words = context.underlyingError.map { String(reflecting: $0) } ?? context.debugDescription
    let rest = words.firstRange(of: "line ").map { words[$0.upperBound...] } ?? ""
    let line = rest.prefix { $0.isASCII && $0.isNumber }
    guard !line.isEmpty else { return Fault(.answersFileUnreadable) }
    return Fault(
      .answersFileUnreadable,
      cause: "It stops being JSON around line \(line)",
      evidence: [Evidence(.line, String(line))]
    )
  }

  private static func key(named name: String) throws(Fault) -> AnswerKey {
    let keys = AnswerKey.allCases.filter { $0 != .confirmed }
    if let key = keys.first(where: { $0.rawValue == name }) { return key }
    let near = Spelling.nearest(to: name, in: keys.map(\.rawValue))
    throw Fault(
      .unknownAnswer,
      "The answers file has an unknown name: \(AnswerCheck.shown(name))",
      remedies: near.map { [Remedy("Did you mean \($0)?")] },
      evidence: [Evidence(.value, AnswerCheck.shown(name))]
    )
  }

  private static func text(_ value: Value, _ key: AnswerKey) throws(Fault) -> String {
    guard case .text(let text) = value else {
      throw Fault(.badAnswerType, cause: "\(key.rawValue) is a text in quotes")
    }
    return text
  }

  /// Tags may be a list of `KEY=VALUE` or an object.
  private static func list(_ value: Value, _ key: AnswerKey) throws(Fault) -> [String] {
    switch value {
    case .text(let text): return [text]
    case .list(let texts): return texts
    case .object(let pairs): return pairs.map { "\($0.key)=\($0.value)" }.sorted()
    case .other:
      throw Fault(
        .badAnswerType,
        cause: "\(key.rawValue) is a list of texts, or an object of texts"
      )
    }
  }

  private enum Value: Decodable {
    case text(String)
    case list([String])
    case object([String: String])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let list = try? container.decode([String].self) {
        self = .list(list)
      } else if let object = try? container.decode([String: String].self) {
        self = .object(object)
      } else {
        self = .other
      }
    }
  }
}
