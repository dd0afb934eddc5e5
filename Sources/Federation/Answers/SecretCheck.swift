/// Checks what is typed without an echo. No fault of it quotes a secret.
public enum SecretCheck {
  /// The normal form of `text`; `id` is one of the questions that take a secret.
  public static func check(_ id: QuestionID, _ text: String) throws(Fault) -> String {
    switch id {
    case .awsKeys:
      _ = try PastedKeys.parse(text)
      return text.trimmed()
    case .vertesiaKey: return try vertesiaKey(text.trimmed())
    case .mfaCode:
      let code = text.filter { !$0.isWhitespace }
      guard code.utf8.count == 6, code.isMade(of: \.isDigit) else {
        throw Fault(
          .mfaNeeded,
          cause: "A code has 6 digits",
          remedies: [Remedy("Type the one that the device shows now")]
        )
      }
      return code
    default: throw Fault(.badSetting, cause: "\(id.rawValue) is not a secret")
    }
  }

  /// A secret key, or a token of three parts.
  private static func vertesiaKey(_ text: String) throws(Fault) -> String {
    let isPlain = text.isMade(of: { (0x21...0x7E).contains($0) }) && text.utf8.count <= 16_384
    let parts = text.pieces(at: ".")
    let isToken = parts.count == 3 && parts.allSatisfy { !$0.isEmpty }
    guard isPlain, isToken || (text.hasPrefix("sk-") && text.utf8.count > 8) else {
      throw unsupported(text, isPlain: isPlain)
    }
    return text
  }

  /// Says what is wrong with a text that begins as a key does.
  private static func unsupported(_ text: String, isPlain: Bool) -> Fault {
    var fault = Fault(.vertesiaKeyUnsupported)
    guard text.hasPrefix("sk-") else { return fault }
    fault.summary = "This is not a whole Vertesia key"
    fault.cause =
      isPlain
      ? "It begins with sk-, as a key does, and is too short for one. Paste all of it"
      : "It begins with sk-, as a key does, and goes on with something that no key has in it: a "
        + "blank, a letter with an accent, or far too many characters"
    return fault
  }
}
