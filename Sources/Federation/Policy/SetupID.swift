/// The one key that finds everything a set-up made: 8 base32 characters, chosen first.
package struct SetupID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// From 5 random bytes; `nil` for any other number of them.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 5 else { return nil }
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let letters = (0..<8).map { Self.alphabet[Int(number >> (35 - 5 * $0) & 31)] }
    text = String(decoding: letters, as: UTF8.self)
  }

  /// `nil` for what is not 8 lower-case base32 characters.
  package init?(_ text: String) {
    guard text.utf8.count == 8, text.isMade(of: Self.alphabet.contains) else { return nil }
    self.text = text
  }

  package var description: String { text }
}
