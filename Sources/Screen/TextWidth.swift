/// Columns that text takes. Strings are measured as a `Frame` would draw them, that is cleaned.
package enum TextWidth {
  /// 0 for a mark without a base, 2 for wide graphemes, else 1. Ambiguous ones count as 1.
  package static func width(of character: Character) -> Int {
    if character.isASCII { return 1 }
    var columns = 0
    for scalar in character.unicodeScalars {
      columns += width(of: scalar)
      if columns >= 2 { return 2 }
    }
    return columns
  }

  package static func width(of text: String) -> Int {
    let text = RemoteText.clean(text)
    if RemoteText.isPlain(text) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    if find(value, in: WidthTable.zero) { return 0 }
    return find(value, in: WidthTable.wide) ? 2 : 1
  }

  private static func find(_ value: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  /// The text in at most `columns` columns; what is cut is marked by two full stops.
  package static func fit(_ text: String, to columns: Int) -> String {
    let text = RemoteText.clean(text)
    guard columns > 0 else { return "" }
    guard width(of: text) > columns else { return text }
    guard columns > 2 else { return String(repeating: ".", count: columns) }
    return prefix(of: text, columns: columns - 2) + ".."
  }

  /// The end of the text in at most `columns` columns; what is cut before it is marked likewise.
  package static func fitEnd(_ text: String, to columns: Int) -> String {
    let text = RemoteText.clean(text)
    guard columns > 2, width(of: text) > columns else { return fit(text, to: columns) }
    return ".." + suffix(of: text, columns: columns - 2)
  }

  /// As many whole graphemes of the end as fit in `columns`.
  private static func suffix(of text: String, columns: Int) -> String {
    var used = 0
    let kept = text.reversed().prefix { character in
      used += width(of: character)
      return used <= columns
    }
    return String(kept.reversed())
  }

  /// As many whole graphemes as fit in `columns`.
  package static func prefix(of text: String, columns: Int) -> String {
    var used = 0
    var result = ""
    for character in RemoteText.clean(text) {
      used += width(of: character)
      guard used <= columns else { break }
      result.append(character)
    }
    return result
  }

  package enum Alignment: Sendable { case left, right }

  /// The text in exactly `columns` columns, cut or padded with spaces.
  package static func pad(
    _ text: String,
    to columns: Int,
    _ alignment: Alignment = .left
  ) -> String {
    let text = fit(text, to: min(columns, coordinateLimit))
    let missing = min(columns, coordinateLimit) - width(of: text)
    guard missing > 0 else { return text }
    let blanks = String(repeating: " ", count: missing)
    return alignment == .left ? text + blanks : blanks + text
  }
}
