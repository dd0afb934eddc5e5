import Screen

/// A command over several lines of a width, such that it still runs when it is copied.
///
/// It is broken between words by a backslash. JSON in quotes, where a line end means nothing,
/// stands with one element a line. A word that is longer than a line is broken by the shell's own
/// means; it goes on at the start of the next line, so that the lines have to stand at the left
/// edge.
enum CommandText {
  static func lines(_ command: String, to width: Int) -> [String] {
    RemoteText.lines(command).flatMap { line in
      TextWidth.width(of: line.text) > width ? broken(line.text, to: width) : [line.text]
    }
  }

  private static func broken(_ line: String, to width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in ShellText.words(of: line) {
      let parts =
        TextWidth.width(of: word) < width / 2 ? [word] : JSONText.lines(quoted: word) ?? [word]
      // A backslash follows where the line does not end the command.
      let needed = TextWidth.width(of: current) + 1 + TextWidth.width(of: parts[0])
      if needed > width - 2, current.contains(where: { $0 != " " }) {
        lines.append(current + " \\")
        current = "    " + parts[0]
      } else {
        current += current.isEmpty ? parts[0] : " " + parts[0]
      }
      guard let last = parts.dropFirst().last else { continue }
      lines += [current] + parts.dropFirst().dropLast()
      current = last
    }
    return ShellText.cut(lines + [current], to: width)
  }
}

/// What a shell makes of quotes and backslashes.
private struct ShellText {
  private var quote: Character?
  private var isEscaped = false

  private mutating func read(_ character: Character) {
    if isEscaped {
      isEscaped = false
    } else if character == "\\", quote != "'" {
      isEscaped = true
    } else if character == quote {
      quote = nil
    } else if quote == nil, character == "'" || character == "\"" {
      quote = character
    }
  }

  static func words(of line: String) -> [String] {
    var (text, words, word) = (ShellText(), [String](), "")
    for character in line {
      if character == " ", text.quote == nil, !text.isEscaped {
        words.append(word)
        word = ""
      } else {
        text.read(character)
        word.append(character)
      }
    }
    return words + [word]
  }

  /// The same lines, those that are too long cut where the shell joins them again: after `:` or `/`
  /// if there is one, never between a backslash and what it stands before.
  static func cut(_ lines: [String], to width: Int) -> [String] {
    var text = ShellText()
    return lines.flatMap { line -> [String] in
      defer { text.read("\n") }
      return text.cut(line, to: width)
    }
  }

  private mutating func cut(_ line: String, to width: Int) -> [String] {
    var (lines, rest) = ([String](), line[...])
    while TextWidth.width(of: String(rest)) > width {
      var (text, used) = (self, 0)
      var best: (end: Substring.Index, text: ShellText, isGood: Bool)?
      for index in rest.indices {
        used += TextWidth.width(of: rest[index])
        guard used <= width - 3 else { break }
        text.read(rest[index])
        let isGood = rest[index] == ":" || rest[index] == "/"
        guard !text.isEscaped, isGood || best?.isGood != true else { continue }
        best = (rest.index(after: index), text, isGood)
      }
      guard let best else { break }
      let isSingle = best.text.quote == "'"
      lines.append(rest[..<best.end] + (isSingle ? "'\\" : "\\"))
      rest = (isSingle ? "'" : "") + rest[best.end...]
      // The quote that was opened again is read with the rest.
      self = best.text
      if isSingle { quote = nil }
    }
    for character in rest { read(character) }
    return lines + [String(rest)]
  }
}

/// JSON with one element a line.
private enum JSONText {
  /// What numbers, `true`, `false` and `null` are made of.
  private static let literal = Set("0123456789+-.eEtrufalsn")

  /// - Returns: `nil` for a word that is not JSON in single quotes.
  static func lines(quoted word: String) -> [String]? {
    guard ["'{\"", "'[\"", "'[{\""].contains(where: word.hasPrefix), word.hasSuffix("'"),
      !word.dropFirst().dropLast().contains("'")
    else { return nil }
    var (lines, line, depth) = ([String](), "", 0)
    var (isText, isEscaped) = (false, false)
    func end() {
      lines.append(line)
      line = String(repeating: " ", count: 2 * max(0, depth))
    }
    for character in word.dropFirst().dropLast() {
      guard !isText else {
        line.append(character)
        if !isEscaped, character == "\"" { isText = false }
        isEscaped = !isEscaped && character == "\\"
        continue
      }
      switch character {
      case "{", "[":
        line.append(character)
        depth += 1
        end()
      case "}", "]":
        depth -= 1
        end()
        line.append(character)
      case ",":
        line.append(character)
        end()
      case ":": line += ": "
      case " ": break
      case "\"":
        line.append(character)
        isText = true
      case _ where literal.contains(character): line.append(character)
      default: return nil
      }
    }
    guard depth == 0, !isText else { return nil }
    return ["'" + lines[0]] + lines.dropFirst() + [line + "'"]
  }
}
