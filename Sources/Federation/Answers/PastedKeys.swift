/// AWS keys as the access portal gives them to paste. They stay in memory.
package struct PastedKeys: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  package let accessKeyID: String
  package let secretAccessKey: String
  package let sessionToken: String?

  package var description: String { "(keys)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Reads the portal's three lines in any of its forms: `export AWS_ACCESS_KEY_ID="…"`,
  /// `$Env:AWS_…="…"`, `SET AWS_…=…`, or the lines of a credentials file.
  ///
  /// Throws `pastedKeysMalformed`; the fault never quotes what was pasted.
  package static func parse(_ text: String) throws(Fault) -> PastedKeys {
    var found: [String: String] = [:]
    for line in text.prefix(16 << 10).split(whereSeparator: \.isNewline) {
      let parts = line.pieces(at: "=", limit: 2)
      guard parts.count == 2 else { continue }
      let words = parts[0].trimmed().lowercased().split { " :".contains($0) }
      guard let name = words.last.map(String.init) else { continue }
      found[name] = unquoted(parts[1].trimmed())
    }
    guard let id = found["aws_access_key_id"], isKey(id, 16...128),
      let secret = found["aws_secret_access_key"], isKey(secret, 16...128)
    else { throw Fault(.pastedKeysMalformed) }
    let token = found["aws_session_token"]
    guard token.map({ isKey($0, 16...8192) }) ?? !id.hasPrefix("ASIA") else {
      throw Fault(
        .pastedKeysMalformed,
        cause: "Keys that begin with ASIA need their session token too"
      )
    }
    return PastedKeys(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
  }

  private static func unquoted(_ text: String) -> String {
    for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) {
      if text.hasSuffix(quote) { return String(text.dropFirst().dropLast()) }
    }
    return text
  }

  private static func isKey(_ text: String, _ length: ClosedRange<Int>) -> Bool {
    length.contains(text.utf8.count) && text.isMade(of: { (0x21...0x7E).contains($0) })
  }
}
