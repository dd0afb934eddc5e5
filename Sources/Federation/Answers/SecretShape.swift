/// Tells secrets that stand where none belongs, so that no fault repeats them.
package enum SecretShape {
  /// Secrets that the process was started with: they are told by what they are.
  @TaskLocal package static var held: [String] = []

  package static let cause =
    "Secrets have no flag and no line in an answers file: they stay in memory and are never saved"

  /// What stands in its place.
  static let placeholder = "(not shown: it looks like a secret)"

  static let remedies = [
    Remedy("For Vertesia set VERTESIA_API_KEY, or type the key when the wizard asks"),
    Remedy("For AWS use a profile or AWS's environment variables, or paste keys in the wizard"),
  ]

  /// Whether a name asks for a secret; no answer is named like this.
  static func isName(_ name: String) -> Bool {
    let name = name.lowercased()
    return isIn(name) || words.contains(where: name.contains)
  }

  private static let words = ["key", "secret", "token", "password", "credential"]

  /// Whether some word of it looks like a key of Vertesia's or AWS's, or like a signed token.
  static func isIn(_ text: String) -> Bool {
    isHeld(in: text) || split(text).contains(where: isSecret)
  }

  /// Whether some word of it can hardly be anything but such a key or token: names and paths may
  /// begin like one.
  package static func isPlainlyIn(_ text: String) -> Bool {
    isHeld(in: text)
      || split(text).contains { word in
        isKey(word)
          && word.utf8.split { !$0.isAlphanumeric }.contains { $0.count >= 20 }
          && word.contains(where: \.isNumber)
      }
  }

  /// By bytes, as below.
  private static func isHeld(in text: String) -> Bool {
    held.contains { text.utf8.firstRange(of: $0.utf8) != nil }
  }

  /// What a person typed, unless it is a secret that they typed in the wrong place.
  package static func shown(_ text: String) -> String { isPlainlyIn(text) ? placeholder : text }

  /// By bytes: where a combining mark follows, a character is another one.
  private static func split(_ text: String) -> [Substring] {
    text.utf8.split { $0.isOne(of: " \t\r\n=:,;\"'") }.map { word in
      Substring(word.drop { $0 == UInt8(ascii: "-") })
    }
  }

  private static func isKey(_ word: Substring) -> Bool {
    let bytes = word.utf8
    if bytes.starts(with: "sk-".utf8) || bytes.starts(with: "eyJ".utf8) { return bytes.count > 8 }
    let isAWS = bytes.starts(with: "AKIA".utf8) || bytes.starts(with: "ASIA".utf8)
    return isAWS && bytes.count >= 16
  }

  private static func isSecret(_ word: Substring) -> Bool {
    if isKey(word) { return true }
    let count = word.utf8.count
    // AWS's secret keys have 40 characters, its session tokens some hundreds.
    return (count == 40 || count >= 100)
      && word.utf8.allSatisfy { $0.isAlphanumeric || $0.isOne(of: "+/") }
      && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
      && word.contains(where: \.isNumber)
  }
}
