extension TextWidth {
  /// Lines of at most `columns` columns, broken between words. A word that is longer than a line is
  /// broken inside; `\n` ends a line. Empty text is one empty line.
  package static func wrap(_ text: String, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    return RemoteText.cleanLines(text).flatMap { wrapLine($0, to: columns) }
  }

  /// Lines of at most `columns` columns for a name without spaces, such as an ARN or a URL: broken
  /// after `:` or `/` where possible, so that every part can be read and nothing is left out.
  package static func wrapARN(_ text: String, to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var parts: [String] = []
    var part = ""
    for character in RemoteText.clean(text) {
      part.append(character)
      if character == ":" || character == "/" {
        parts.append(part)
        part = ""
      }
    }
    parts.append(part)
    return fill(parts, to: columns, gap: "")
  }

  private static func wrapLine(_ line: String, to columns: Int) -> [String] {
    let indent = String(line.prefix { $0 == " " }.prefix(columns / 2))
    let words = line.split(separator: " ").map(String.init)
    return fill(words, to: columns - indent.count, gap: " ").map { indent + $0 }
  }

  private static func fill(_ parts: [String], to columns: Int, gap: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for part in parts {
      let needed = width(of: part)
      if used > 0, used + gap.count + needed <= columns {
        line += gap + part
        used += gap.count + needed
        continue
      }
      if used > 0 {
        lines.append(line)
        (line, used) = ("", 0)
      }
      for character in part {
        let width = width(of: character)
        // A wide grapheme in a single column: nothing fits, so it is left out.
        guard width <= columns else { continue }
        if used + width > columns {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += width
      }
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }
}
