/// Tells secrets that stand where none belongs, so that no fault repeats them.
enum SecretShape {
  static let cause =
    "Secrets have no flag and no line in an answers file: they stay in memory and are never saved"

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
    text.split { " \t\r\n=:,;\"'".contains($0) }.contains(where: isSecret)
  }

  private static func isSecret(_ word: Substring) -> Bool {
    let count = word.utf8.count
    if word.hasPrefix("sk-") || word.hasPrefix("eyJ") { return count > 8 }
    if word.hasPrefix("AKIA") || word.hasPrefix("ASIA") { return count >= 16 }
    // AWS's secret keys have 40 characters, its session tokens some hundreds.
    return (count == 40 || count >= 100)
      && word.utf8.allSatisfy { $0.isAlphanumeric || $0.isOne(of: "+/") }
      && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
      && word.contains(where: \.isNumber)
  }
}
