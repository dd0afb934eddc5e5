/// Rows and columns of all drawing are counted inside `rect`, the whole frame if none is given.
extension Frame {
  /// Draws one line of text, cut by `..` at the right edge of the rectangle.
  ///
  /// - Returns: the column after the text, inside the rectangle, to go on from.
  @discardableResult
  package mutating func put(
    _ text: String,
    in rect: Rect? = nil,
    row: Int = 0,
    column: Int = 0,
    _ style: Style = .text
  ) -> Int {
    let rect = rect ?? bounds
    let visible = rect.intersection(bounds)
    let target = bounded(row) + rect.row
    var place = bounded(column) + rect.column
    let text = drawable(text)
    guard visible.contains(row: target, column: max(place, visible.column)) else {
      return bounded(column) + TextWidth.width(of: text)
    }
    for character in TextWidth.fit(text, to: visible.endColumn - place) {
      let width = TextWidth.width(of: character)
      // A vowel of Hangul without a consonant has no cell of its own.
      if width > 0, place >= visible.column {
        draw(character, width: width, row: target, column: place, style)
      }
      place += width
    }
    return place - rect.column
  }

  private mutating func draw(
    _ character: Character,
    width: Int,
    row: Int,
    column: Int,
    _ style: Style
  ) {
    set(Cell(String(character), width: UInt8(width), style: style), row: row, column: column)
    guard width == 2 else { return }
    set(Cell("", width: 0, style: style), row: row, column: column + 1)
  }

  /// Draws a symbol in its slot of two columns.
  @discardableResult
  package mutating func put(
    _ symbol: Symbol,
    in rect: Rect? = nil,
    row: Int = 0,
    column: Int = 0,
    _ style: Style = .text
  ) -> Int {
    put(glyphs.slotted(symbol), in: rect, row: row, column: column, style)
  }

  /// Draws text that ends at the right edge.
  package mutating func putRight(
    _ text: String,
    in rect: Rect? = nil,
    row: Int = 0,
    _ style: Style = .text
  ) {
    let rect = rect ?? bounds
    let width = TextWidth.width(of: drawable(text))
    put(text, in: rect, row: row, column: max(0, rect.columns - width), style)
  }

  /// Draws text over several lines, broken between words.
  ///
  /// - Returns: the row after the last line, inside the rectangle, also when it was cut.
  @discardableResult
  package mutating func paragraph(
    _ text: String,
    in rect: Rect? = nil,
    row: Int = 0,
    _ style: Style = .text
  ) -> Int {
    let rect = rect ?? bounds
    return put(lines: TextWidth.wrap(text, to: rect.columns), in: rect, row: row, style)
  }

  /// Draws prepared lines one below the other and returns the row after the last.
  @discardableResult
  package mutating func put(
    lines: [String],
    in rect: Rect? = nil,
    row: Int = 0,
    _ style: Style = .text
  ) -> Int {
    for (index, line) in lines.enumerated() {
      put(line, in: rect, row: bounded(row) + index, style)
    }
    return bounded(row) + lines.count
  }

  /// Blanks a rectangle and gives it a style, as for a focus bar.
  package mutating func fill(_ rect: Rect, _ style: Style = .text) {
    let rect = rect.intersection(bounds)
    for row in rect.row..<rect.row + rect.rows {
      for column in rect.column..<rect.column + rect.columns {
        set(Cell(" ", width: 1, style: style), row: row, column: column)
      }
    }
  }

  /// Gives what is already drawn in a rectangle another style.
  package mutating func restyle(_ rect: Rect, _ style: Style) {
    let rect = rect.intersection(bounds)
    for row in rect.row..<rect.row + rect.rows {
      for column in rect.column..<rect.column + rect.columns {
        restyle(row: row, column: column, style: style)
      }
    }
  }

  /// Gives the terminal's window a title, cut where it is too long for one.
  package mutating func entitle(_ title: String) {
    self.title = RemoteText(TextWidth.fit(drawable(title), to: 60))
  }

  /// What the set of glyphs can show: in ASCII each column of anything else is a question mark.
  private func drawable(_ text: String) -> String {
    let text = RemoteText.clean(text)
    if glyphs == .unicode || RemoteText.isPlain(text) { return text }
    var plain = ""
    for character in text {
      if character.isASCII {
        plain.append(character)
      } else {
        plain += String(repeating: "?", count: TextWidth.width(of: character))
      }
    }
    return plain
  }
}
