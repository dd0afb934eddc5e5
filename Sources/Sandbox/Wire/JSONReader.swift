extension JSON {
  /// Reads one JSON text. `nil` when it is not JSON, repeats a member name, is followed by
  /// anything, or is nested deeper than 64.
  package init?(parsing bytes: some Sequence<UInt8>) {
    var reader = JSONReader(bytes: Array(bytes))
    do {
      self = try reader.document()
    } catch {
      return nil
    }
  }

  package init?(parsing text: String) {
    self.init(parsing: text.utf8)
  }
}

private struct NotJSON: Error {}

private struct JSONReader {
  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(NotJSON) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw NotJSON() }
    return value
  }

  private mutating func value(depth: Int) throws(NotJSON) -> JSON {
    guard depth < 64 else { throw NotJSON() }
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(NotJSON) -> JSON {
    var members: [String: JSON] = [:]
    at += 1
    skipSpace()
    if try take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard try peek() == UInt8(ascii: "\"") else { throw NotJSON() }
      let name = try string()
      skipSpace()
      guard try take(":"), members[name] == nil else { throw NotJSON() }
      members[name] = try value(depth: depth + 1)
      skipSpace()
    } while try take(",")
    guard try take("}") else { throw NotJSON() }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(NotJSON) -> JSON {
    var items: [JSON] = []
    at += 1
    skipSpace()
    if try take("]") { return .array(items) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while try take(",")
    guard try take("]") else { throw NotJSON() }
    return .array(items)
  }

  private mutating func string() throws(NotJSON) -> String {
    at += 1
    var out: [UInt8] = []
    while true {
      let byte = try next()
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: out, as: UTF8.self) else { throw NotJSON() }
        return text
      case UInt8(ascii: "\\"): try escape(into: &out)
      case 0..<0x20: throw NotJSON()
      default: out.append(byte)
      }
    }
  }

  private mutating func escape(into out: inout [UInt8]) throws(NotJSON) {
    switch try next() {
    case UInt8(ascii: "\""): out.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): out.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): out.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "u"):
      var code = try hexQuad()
      if (0xD800..<0xDC00).contains(code) {
        guard try next() == UInt8(ascii: "\\"), try next() == UInt8(ascii: "u") else {
          throw NotJSON()
        }
        let low = try hexQuad()
        guard (0xDC00..<0xE000).contains(low) else { throw NotJSON() }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw NotJSON() }
      out += String(Character(scalar)).utf8
    default: throw NotJSON()
    }
  }

  private mutating func hexQuad() throws(NotJSON) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Hex.value(try next()) else { throw NotJSON() }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  private mutating func number() throws(NotJSON) -> JSON {
    let start = at
    while at < bytes.count, "+-.eE0123456789".utf8.contains(bytes[at]) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.first, first.isNumber,
      first != "0" || !digits.dropFirst().startsWithDigit
    else { throw NotJSON() }
    if let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw NotJSON() }
    return .number(value)
  }

  private mutating func word(_ word: String, _ value: JSON) throws(NotJSON) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw NotJSON() }
    at += word.utf8.count
    return value
  }

  private mutating func take(_ mark: Unicode.Scalar) throws(NotJSON) -> Bool {
    guard try peek() == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func next() throws(NotJSON) -> UInt8 {
    let byte = try peek()
    at += 1
    return byte
  }

  private func peek() throws(NotJSON) -> UInt8 {
    guard at < bytes.count else { throw NotJSON() }
    return bytes[at]
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }
}

extension Substring {
  fileprivate var startsWithDigit: Bool { first?.isNumber ?? false }
}
