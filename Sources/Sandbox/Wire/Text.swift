/// Percent encoding as RFC 3986 has it: everything but `A-Za-z0-9-._~` becomes `%XX`.
enum Percent {
  static func encode(_ text: some StringProtocol, keeping kept: String = "") -> String {
    let kept = Set(kept.utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) || kept.contains(byte) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(Hex.upper[Int(byte >> 4)])
        out.append(Hex.upper[Int(byte & 15)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Undoes the escapes; with `form`, `+` is a space. `nil` for a broken escape.
  static func decode(_ text: some StringProtocol, form: Bool = false) -> String? {
    var out: [UInt8] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = bytes.next().flatMap(Hex.value), let low = bytes.next().flatMap(Hex.value)
        else { return nil }
        out.append(high << 4 | low)
      case UInt8(ascii: "+") where form:
        out.append(UInt8(ascii: " "))
      default:
        out.append(byte)
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  /// The pairs of a query or form body, in order; a name without `=` has an empty value.
  static func pairs(_ text: some StringProtocol, form: Bool) -> [(name: String, value: String)]? {
    var pairs: [(name: String, value: String)] = []
    for part in text.split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(halves[0], form: form),
        let value = decode(halves.count == 2 ? halves[1] : "", form: form)
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

enum Hex {
  static let upper = Array("0123456789ABCDEF".utf8)
  static let lower = Array("0123456789abcdef".utf8)

  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [lower[Int($0 >> 4)], lower[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Base64 in its two alphabets; the URL form carries no padding.
enum Base64 {
  private static let standard = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func encode(_ bytes: some Collection<UInt8>) -> String {
    let text = encodeURL(bytes)
    let plain = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    return String(plain) + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  }

  static func encodeURL(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits = 0
    for byte in bytes {
      held = held << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        out.append(letter(held >> UInt32(bits)))
      }
    }
    if bits > 0 { out.append(letter(held << UInt32(6 - bits))) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Reads either alphabet, padded or not; `nil` for any other character.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let six = value(byte) else { return nil }
      held = held << 6 | six
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
      }
    }
    return out
  }

  private static func letter(_ bits: UInt32) -> UInt8 {
    switch bits & 63 {
    case 62: UInt8(ascii: "-")
    case 63: UInt8(ascii: "_")
    case let index: standard[Int(index)]
    }
  }

  private static func value(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a") + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0") + 52)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
