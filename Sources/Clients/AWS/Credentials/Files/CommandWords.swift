/// Splits a command line as a shell would, and runs nothing: quotes group, a backslash takes the
/// next character as it is, no variable and no pattern is expanded.
enum CommandWords {
  /// - Returns: `nil` when a quote is not closed or the line ends in a backslash.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var characters = line.makeIterator()
    while let character = characters.next() {
      switch (quote, character) {
      case ("'", "'"), ("\"", "\""):
        quote = nil
      case ("'", _):
        word = (word ?? "") + String(character)
      case ("\"", "\\"):
        guard let next = characters.next() else { return nil }
        // Inside double quotes a backslash is special only before these.
        word = (word ?? "") + (next == "\"" || next == "\\" ? "" : "\\") + String(next)
      case ("\"", _):
        word = (word ?? "") + String(character)
      case (_, "\\"):
        guard let next = characters.next() else { return nil }
        word = (word ?? "") + String(next)
      case (_, "'"), (_, "\""):
        quote = character
        word = word ?? ""
      case (_, _) where character.isWhitespace:
        if let done = word { words.append(done) }
        word = nil
      default:
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { return nil }
    if let done = word { words.append(done) }
    return words
  }
}
