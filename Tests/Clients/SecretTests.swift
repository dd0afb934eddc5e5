import Testing

@testable import Clients

@Suite struct SecretTests {
  static let secret = "canary-secret-0123456789"

  /// A combining mark makes another character of the secret's last one, and blanks that nobody sees
  /// stand between its letters.
  @Test(arguments: [
    secret, "\(secret)\u{301}", "\u{301}\(secret)", "a\(secret)b\(secret)\u{20DD}",
    "canary\u{200B}-secret-\u{202E}0123456789",
  ])
  func isLeftOutOfForeignText(_ text: String) {
    let clean = AnswerReader.clean("\(text) is bad", limit: 500, secrets: [Secret(Self.secret)])
    #expect(Array(clean.utf8).firstRange(of: Array(Self.secret.utf8)) == nil)
    #expect(clean.contains("(secret"))
  }

  @Test func isLeftOutByteForByte() {
    let text = [Secret(Self.secret)].removed(from: "\(Self.secret)\u{301} is bad")
    #expect(text == "(secret)\u{301} is bad")
  }
}
