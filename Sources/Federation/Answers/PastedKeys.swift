/// AWS keys as the access portal gives them to paste. They stay in memory.
package struct PastedKeys: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  package let accessKeyID: String
  package let secretAccessKey: String
  package let sessionToken: String?

  package var description: String { "(keys)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Reads the portal's three lines in any of its forms: `export AWS_ACCESS_KEY_ID="…"`,
  /// `$Env:AWS_…="…"`, `SET AWS_…=…`, or the lines of a credentials file. They may as well be
  /// joined by spaces or `;`.
  ///
  /// Throws `pastedKeysMalformed`; the fault never quotes what was pasted.
  package static func parse(_ text: String) throws(Fault) -> PastedKeys {
    let found = values(in: text)
    guard let id = found[names[0]], isKey(id, 16...128), isID(id),
      let secret = found[names[1]], isKey(secret, 16...128)
    else { throw Fault(.pastedKeysMalformed) }
    let token = found[names[2]]
    guard token.map({ isKey($0, 16...8192) }) ?? !id.hasPrefix("ASIA") else {
      throw Fault(
        .pastedKeysMalformed,
        cause: "Keys that begin with ASIA need their session token too"
      )
    }
    return PastedKeys(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
  }

  /// Whether all three names have a value, good or bad.
  package static func isWhole(_ text: String) -> Bool { values(in: text).count == names.count }

  private static let names = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]

  /// What follows each of the names and its equals sign, without quotes.
  private static func values(in text: String) -> [String: String] {
    // The names are ASCII, and lower-casing ASCII keeps the length.
    let bytes = Array(text.utf8.prefix(16 << 10))
    let lower = bytes.map { $0.isUpper ? $0 | 0x20 : $0 }
    var found: [String: String] = [:]
    for start in bytes.indices where lower[start] == UInt8(ascii: "a") {
      for name in names where lower[start...].starts(with: name.utf8) {
        let rest = bytes[(start + name.utf8.count)...].drop(while: isBlank)
        guard rest.first == UInt8(ascii: "=") else { continue }
        let value = rest.dropFirst().drop(while: isBlank).drop { $0.isOne(of: "\"'") }
          .prefix { $0 > 0x20 && !$0.isOne(of: "\"';&") }
        if !value.isEmpty { found[name] = String(decoding: value, as: UTF8.self) }
      }
    }
    return found
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// It is sent in clear, so it holds nothing that could be a secret's.
  private static func isID(_ text: String) -> Bool {
    text.isMade(of: { $0.isAlphanumeric || $0.isOne(of: "_") })
  }

  private static func isKey(_ text: String, _ length: ClosedRange<Int>) -> Bool {
    length.contains(text.utf8.count) && text.isMade(of: { (0x21...0x7E).contains($0) })
  }
}
