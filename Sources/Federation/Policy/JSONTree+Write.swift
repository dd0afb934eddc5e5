extension JSONTree {
  /// Without any white space, members in their order.
  package var compact: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.compact).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.name)):\($0.value.compact)" }.joined(separator: ",")
        + "}"
    }
  }

  /// Two blanks a level, one element a line.
  package var pretty: String { lines(indent: "").joined(separator: "\n") }

  /// Compact with the members sorted by name: equal for documents that say the same.
  package var canonical: String { sorted.compact }

  private var sorted: JSONTree {
    switch self {
    case .null, .bool, .number, .string: self
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .object(
        members.map { Member($0.name, $0.value.sorted) }.sorted { $0.name < $1.name }
      )
    }
  }

  /// Whether both say the same, member order aside.
  package func isSame(as other: JSONTree) -> Bool { self == other || sorted == other.sorted }

  private func lines(indent: String) -> [String] {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      let items = elements.map { (head: "", lines: $0.lines(indent: inner)) }
      return Self.block(items, open: "[", close: "]", indent: indent)
    case .object(let members) where !members.isEmpty:
      let items = members.map { member in
        (head: "\(Self.quoted(member.name)): ", lines: member.value.lines(indent: inner))
      }
      return Self.block(items, open: "{", close: "}", indent: indent)
    case .null, .bool, .number, .string, .array, .object:
      return [compact]
    }
  }

  /// Each item's first line comes without its indent, the others with it.
  private static func block(
    _ items: [(head: String, lines: [String])],
    open: String,
    close: String,
    indent: String
  ) -> [String] {
    var result = [open]
    for (index, item) in items.enumerated() {
      var lines = item.lines
      lines[0] = "\(indent)  \(item.head)\(lines[0])"
      if index < items.count - 1 { lines[lines.count - 1] += "," }
      result += lines
    }
    return result + [indent + close]
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case ..<" ":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
