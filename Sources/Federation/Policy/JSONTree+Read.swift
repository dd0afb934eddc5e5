extension JSONTree {
  /// Reads strict JSON; `nil` for anything else, for more than 128 KiB, which is more than IAM
  /// keeps, and for more than 32 levels.
  package static func parse(_ text: String) -> JSONTree? { parse(text, limit: 128 << 10) }

  package static func parse(_ text: String, limit: Int) -> JSONTree? {
    guard text.utf8.count <= limit else { return nil }
    var reader = Reader(text, isLenient: false)
    return reader.document()
  }

  /// Where a text stops being JSON, counted from 1.
  struct Misread: Error, Equatable {
    var line: Int
  }

  /// Reads what people write by hand: comments, trailing commas, names without quotes and texts in
  /// single quotes pass too, as in JSON5.
  static func parse(lenient text: String) throws(Misread) -> JSONTree {
    var reader = Reader(text, isLenient: true)
    guard let tree = reader.document() else { throw Misread(line: reader.line) }
    return tree
  }

  private struct Reader {
    private let bytes: [UInt8]
    private let isLenient: Bool
    private var place = 0

    init(_ text: String, isLenient: Bool) {
      bytes = Array(text.utf8)
      self.isLenient = isLenient
    }

    mutating func document() -> JSONTree? {
      guard let tree = value(depth: 0) else { return nil }
      skipBlanks()
      return isAtEnd ? tree : nil
    }

    var line: Int { bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1 }

    private var isAtEnd: Bool { place == bytes.count }
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
      while let byte = next, byte.isOne(of: " \t\n\r") || isLenient && skipComment() {
        if byte.isOne(of: " \t\n\r") { place += 1 }
      }
    }

    /// A comment to the end of its line, or between `/*` and `*/`; one without an end is none.
    private mutating func skipComment() -> Bool {
      let rest = bytes[place...]
      if rest.starts(with: "//".utf8) {
        place = rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        return true
      }
      guard rest.starts(with: "/*".utf8),
        let end = rest.dropFirst(2).firstRange(of: Array("*/".utf8))
      else { return false }
      place = end.upperBound
      return true
    }

    private mutating func take(_ word: String) -> Bool {
      guard bytes[place...].starts(with: word.utf8) else { return false }
      place += word.utf8.count
      return true
    }

    private mutating func value(depth: Int) -> JSONTree? {
      guard depth < 32 else { return nil }
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"): return object(depth: depth + 1)
      case UInt8(ascii: "["): return array(depth: depth + 1)
      case UInt8(ascii: "\""): return string().map { .string($0) }
      case UInt8(ascii: "'") where isLenient: return string().map { .string($0) }
      case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
      case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
      case UInt8(ascii: "n"): return take("null") ? .null : nil
      default: return number()
      }
    }

    private mutating func object(depth: Int) -> JSONTree? {
      place += 1
      var members: [Member] = []
      skipBlanks()
      if take("}") { return .object([]) }
      while true {
        skipBlanks()
        if isLenient, !members.isEmpty, take("}") { return .object(members) }
        guard let name = name() else { return nil }
        skipBlanks()
        guard take(":"), let value = value(depth: depth) else { return nil }
        members.append(Member(name, value))
        skipBlanks()
        if take("}") { return .object(members) }
        guard take(",") else { return nil }
      }
    }

    private mutating func name() -> String? {
      if next == UInt8(ascii: "\"") || isLenient && next == UInt8(ascii: "'") { return string() }
      guard isLenient else { return nil }
      let start = place
      while let byte = next, byte.isAlphanumeric || byte.isOne(of: "_-$") { place += 1 }
      return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
    }

    private mutating func array(depth: Int) -> JSONTree? {
      place += 1
      var elements: [JSONTree] = []
      skipBlanks()
      if take("]") { return .array([]) }
      while true {
        skipBlanks()
        if isLenient, !elements.isEmpty, take("]") { return .array(elements) }
        guard let element = value(depth: depth) else { return nil }
        elements.append(element)
        skipBlanks()
        if take("]") { return .array(elements) }
        guard take(",") else { return nil }
      }
    }

    private mutating func number() -> JSONTree? {
      let start = place
      _ = take("-")
      if !take("0"), !digits() { return nil }
      if take("."), !digits() { return nil }
      if take("e") || take("E") {
        _ = take("+") || take("-")
        guard digits() else { return nil }
      }
      return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    /// Whether there is at least one.
    private mutating func digits() -> Bool {
      let start = place
      while next?.isDigit == true { place += 1 }
      return place > start
    }

    private mutating func string() -> String? {
      let quote = next
      place += 1
      var units: [UInt8] = []
      while let byte = next {
        place += 1
        switch byte {
        case quote: return String(decoding: units, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let scalar = escape() else { return nil }
          units += Array(String(scalar).utf8)
        case ..<0x20: return nil
        default: units.append(byte)
        }
      }
      return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
      guard let letter = next else { return nil }
      place += 1
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        return Unicode.Scalar(letter)
      case UInt8(ascii: "'") where isLenient: return "'"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"): return unicodeEscape()
      default: return nil
      }
    }

    /// Four hexadecimal digits, or two such escapes that make a surrogate pair.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
      guard let first = hexUnit() else { return nil }
      guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
      guard take("\\u"), let second = hexUnit(), (0xDC00..<0xE000).contains(second) else {
        return nil
      }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func hexUnit() -> UInt32? {
      guard place + 4 <= bytes.count else { return nil }
      let text = String(decoding: bytes[place..<(place + 4)], as: UTF8.self)
      guard text.isMade(of: { $0.isHex || ($0 | 0x20).isHex && $0.isUpper }) else { return nil }
      place += 4
      return UInt32(text, radix: 16)
    }
  }
}
