@testable import Federation

extension Parser {
  /// An answers file: JSON with comments.
  static let answers = Parser(
    name: "answers",
    check: { bytes in
      do throws(Fault) {
        let answers = try AnswersFile.read(bytes)
        promise(bytes.count <= AnswersFile.sizeLimit, "a file beyond the cap is read")
        let again = try AnswersFile.read(Array(written(answers).utf8))
        promise(again == answers, "answers are read otherwise the second time")
        checkRepeated(bytes)
      } catch {
        checkFault(error)
      }
    },
    large: [
      { padded(to: AnswersFile.sizeLimit) },
      { padded(to: AnswersFile.sizeLimit + 1) },
      { Array("[".times(64 << 10).utf8) },
      { Array("{\("/**/".times(16_000))}".utf8) },
      { Array("{\"\("a".times(60_000))\": \"\"}".utf8) },
      { Array("{\"region\": \"\("a".times(60_000))\"}".utf8) },
      { Array("{\"tag\": [\((0..<6000).map { "\"\($0)=\"," }.joined())]}".utf8) },
    ]
  )

  private static func padded(to count: Int) -> [UInt8] {
    Array("{\"region\": \"us-east-1\"}".utf8) + [UInt8](repeating: 0x20, count: count - 23)
  }

  private static let ids: Set<AnswerKey> = [.organization, .project, .environmentID]

  private static func written(_ answers: Answers) -> String {
    let members = answers.values.map { key, values in
      let texts = values.map { value in
        JSONTree.string(
          ids.contains(key) && !AnswerCheck.isObjectID(value) ? "exactly:\(value)" : value
        )
      }
      return JSONTree.Member(key.rawValue, key.isList ? .array(texts) : texts[0])
    }
    return JSONTree.object(members).compact
  }

  /// A name that stands twice is refused, whatever else the file says.
  private static func checkRepeated(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self),
      let members = (try? JSONTree.parse(lenient: text))?.members, let first = members.first
    else { return }
    let twice = JSONTree.object(members + [first]).compact
    promise((try? AnswersFile.read(Array(twice.utf8))) == nil, "a name may stand twice")
  }

  /// It can be shown, says what to do, and repeats no secret.
  static func checkFault(_ fault: Fault) {
    promise(!fault.summary.isEmpty && !fault.cause.isEmpty, "a fault has no words")
    promise(!fault.remedies.isEmpty, "a fault has no remedy")
    let texts =
      [fault.summary, fault.cause] + fault.remedies.flatMap { [$0.words, $0.command ?? ""] }
      + fault.evidence.map(\.text)
    for text in texts {
      promise(!text.unicodeScalars.contains(where: \.isControl), "a fault moves the cursor")
      // Of a word that was cut off nobody can say what it was.
      let end = text.lastIndex { " =:,;\"'".contains($0) } ?? text.startIndex
      let shown = text.hasSuffix("..") ? String(text[..<end]) : text
      promise(!SecretShape.isIn(shown), "a fault repeats a secret: \(text)")
      promise(text.utf8.count < 2000, "a fault is endless")
    }
  }
}
