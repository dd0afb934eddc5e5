/// A line of text under a cursor, counted in graphemes.
struct Field: Equatable, Sendable {
  private(set) var characters: [Character] = []
  /// From 0 to the number of characters.
  private(set) var cursor = 0

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// More than any check allows, so that what is too long is refused and never cut to pass; a stray
  /// paste still cannot fill the memory.
  static let limit = 32_768

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  mutating func insert(_ text: some Sequence<Character>) {
    let new = Array(text.prefix(max(0, Self.limit - characters.count)))
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  mutating func deleteBack() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// The word before the cursor, with the blanks behind it.
  mutating func deleteWordBack() {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  mutating func deleteToEnd() { characters.removeSubrange(cursor...) }

  mutating func move(by distance: Int) {
    cursor = min(max(0, cursor + distance), characters.count)
  }

  mutating func moveToStart() { cursor = 0 }
  mutating func moveToEnd() { cursor = characters.count }
  mutating func clear() { self = Field() }
}

/// What has been typed and marked on one screen; kept when it is left, so that nothing is lost.
struct Draft: Equatable, Sendable {
  var field = Field()
  /// The text field was filled with a suggestion or typed in.
  var isFilled = false
  /// It was typed in, and that has not been taken as the answer.
  var isTyped = false
  /// The id of the marked row; rows come and go, the mark stays with its row.
  var marked: String?
  var filter = Field()
  var isFiltering = false
}
