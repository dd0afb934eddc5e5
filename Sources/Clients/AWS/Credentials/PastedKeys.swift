/// Keys pasted from a terminal or from the AWS access portal, in any of the forms it offers: shell
/// `export`, Windows `set`, PowerShell `$Env:`, or a section of the credentials file.
public enum PastedKeys {
  /// In words, for display and errors.
  public static let source = "pasted keys"

  /// Looks for the three names in the first 16 KiB and takes what follows each, the last where one
  /// repeats; everything else is passed over, so that lines may arrive joined by spaces.
  ///
  /// - Throws: `CredentialError` of kind `malformed` when none of the names is there, `incomplete`
  ///   when one is missing. Nothing of the text is quoted.
  public static func read(_ text: String) throws(CredentialError) -> AWSCredentials {
    var values: [String: String] = [:]
    let names = [KeyPair.file.id, KeyPair.file.secret, "aws_session_token"]
    for name in names {
      if let value = value(after: name, in: text) { values[name] = value }
    }
    guard !values.isEmpty else {
      throw CredentialError(
        .malformed,
        source: source,
        detail: "this holds none of the lines that the AWS access portal shows"
      )
    }
    guard let keys = try KeyPair.read(values, KeyPair.file, source: source) else {
      throw CredentialError(
        .incomplete,
        source: source,
        detail: "aws_session_token is set and the keys are not"
      )
    }
    // Temporary keys begin with ASIA and are no good without their token.
    guard !keys.accessKeyID.hasPrefix("ASIA") || keys.sessionToken != nil else {
      throw CredentialError(
        .incomplete,
        source: source,
        detail: "these are temporary keys, and aws_session_token is missing"
      )
    }
    return keys
  }

  /// A provider of pasted keys; they stay in memory.
  public static func signIn(
    _ text: String,
    in surroundings: Surroundings
  ) throws(CredentialError) -> AWSSignIn {
    AWSSignIn(
      provider: StaticCredentials(try read(text), source: source, in: surroundings),
      source: source
    )
  }

  private static func value(after name: String, in text: String) -> String? {
    // The names are ASCII, and lower-casing ASCII keeps the length.
    let bytes = Array(text.utf8.prefix(16 << 10))
    let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let wanted = Array(name.utf8)
    var found: String?
    var start = 0
    while start + wanted.count < bytes.count {
      defer { start += 1 }
      guard lower[start..<start + wanted.count].elementsEqual(wanted) else { continue }
      var index = start + wanted.count
      while index < bytes.count, isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      while index < bytes.count, isBlank(bytes[index]) { index += 1 }
      let value = bytes[index...].drop(while: isQuote).prefix { !endsValue($0) }
      if !value.isEmpty { found = String(decoding: value, as: UTF8.self) }
    }
    return found
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    byte <= 0x20 || isQuote(byte) || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&")
  }
}
