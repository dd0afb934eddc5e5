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
    var answers = Answers()
    for member in try decoded(bytes) {
      let (name, value) = (member.name, member.value)
      let key = try key(named: name)
      guard answers.values[key] == nil else {
        throw Fault(
          .answersFileUnreadable,
          "The answers file names \(name) twice",
          cause: "It is not clear which of the two is meant"
        )
      }
      if key.isList {
        answers[all: key] = try AnswerCheck.check(all: key, try list(value, key))
      } else {
        answers[key] = try AnswerCheck.check(key, try text(value, key))
      }
    }
    try Identifiers.check(answers, Survey())
    return answers
  }

  private static func decoded(_ bytes: [UInt8]) throws(Fault) -> [JSONTree.Member] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(.answersFileUnreadable, cause: "It is not text in UTF-8")
    }
    let tree: JSONTree
    do {
      tree = try JSONTree.parse(lenient: text)
    } catch {
      throw Fault(
        .answersFileUnreadable,
        cause: "It stops being JSON in line \(error.line)",
        evidence: [Evidence(.line, String(error.line))]
      )
    }
    guard let members = tree.members else {
      throw Fault(
        .badAnswerType,
        cause: "The file is one object: names and their answers in braces",
        remedies: [Remedy("Write it as {\"region\": \"us-east-1\"}")]
      )
    }
    return members
  }

  private static func key(named name: String) throws(Fault) -> AnswerKey {
    let keys = AnswerKey.allCases.filter { $0 != .confirmed }
    if let key = keys.first(where: { $0.rawValue == name }) { return key }
    if SecretShape.isName(name) {
      throw Fault(
        .unknownAnswer,
        "An answers file takes no secret: \(AnswerCheck.shown(name))",
        cause: SecretShape.cause,
        remedies: SecretShape.remedies,
        evidence: [Evidence(.value, AnswerCheck.shown(name))]
      )
    }
    let near = Spelling.nearest(to: name, in: keys.map(\.rawValue))
    throw Fault(
      .unknownAnswer,
      "The answers file has an unknown name: \(AnswerCheck.shown(name))",
      remedies: near.map { [Remedy("Did you mean \($0)?")] },
      evidence: [Evidence(.value, AnswerCheck.shown(name))]
    )
  }

  private static func text(_ value: JSONTree, _ key: AnswerKey) throws(Fault) -> String {
    if let text = value.string { return text }
    let remedy =
      switch value {
      case .null: "Leave \(key.rawValue) out, or give it a value"
      case .array, .object: "Give \(key.rawValue) one value in quotes"
      default: "Put the value in quotes and run the command again"
      }
    throw Fault(
      .badAnswerType,
      cause: "\(key.rawValue) is a text in quotes",
      remedies: [Remedy(remedy)]
    )
  }

  /// Tags may be a list of `KEY=VALUE` or an object.
  private static func list(_ value: JSONTree, _ key: AnswerKey) throws(Fault) -> [String] {
    let texts =
      value.members.map { members in
        members.map { member in member.value.string.map { "\(member.name)=\($0)" } }
      } ?? value.elements.map(\.string)
    let whole = texts.compactMap { $0 }
    guard whole.count == texts.count else {
      throw Fault(
        .badAnswerType,
        cause: "\(key.rawValue) is a list of texts, or an object of texts"
      )
    }
    return whole
  }
}
