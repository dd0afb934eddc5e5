/// Splits a command line as a shell would, and runs nothing: quotes group, a backslash takes the
/// next character as it is, no variable and no pattern is expanded.
enum CommandWords {
  /// - Returns: `nil` when a quote is not closed or the line ends in a backslash.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    var characters = line.makeIterator()
    while let character = characters.next() {
      switch (quote, character) {
      case ("'", "'"), ("\"", "\""):
        quote = nil
      case ("'", _):
        word.append(character)
      case ("\"", "\\"):
        guard let next = characters.next() else { return nil }
        // Inside double quotes a backslash is special only before these.
        if next != "\"", next != "\\" { word.append("\\") }
        word.append(next)
      case ("\"", _):
        word.append(character)
      case (_, "\\"):
        guard let next = characters.next() else { return nil }
        word.append(next)
        isOpen = true
      case (_, "'"), (_, "\""):
        quote = character
        isOpen = true
      case (_, _) where character.isWhitespace:
        if isOpen { words.append(word) }
        (word, isOpen) = ("", false)
      default:
        word.append(character)
        isOpen = true
      }
    }
    guard quote == nil else { return nil }
    if isOpen { words.append(word) }
    return words
  }
}
