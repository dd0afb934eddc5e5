import Screen

/// A command over several lines of a width, such that it still runs when it is copied.
enum CommandText {
  static func lines(_ command: String, to width: Int) -> [String] {
    RemoteText.lines(command).flatMap { broken($0.text, to: width) }
  }

  /// Breaks between words, by a backslash; never inside quotes, where it would change the value.
  private static func broken(_ line: String, to width: Int) -> [String] {
    guard TextWidth.width(of: line) > width else { return [line] }
    var lines: [String] = []
    var current = ""
    for word in words(of: line) {
      let isTooLong = TextWidth.width(of: current) + 1 + TextWidth.width(of: word) > width - 2
      if isTooLong, current.contains(where: { $0 != " " }) {
        lines.append(current + " \\")
        current = "    " + word
      } else {
        current += current.isEmpty ? word : " " + word
      }
    }
    return (lines + [current]).flatMap { TextWidth.wrapARN($0, to: width) }
  }

  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isEscaped = false
    for character in line {
      if character == " ", quote == nil, !isEscaped {
        words.append(word)
        word = ""
        continue
      }
      if isEscaped {
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      }
      word.append(character)
    }
    return words + [word]
  }
}
