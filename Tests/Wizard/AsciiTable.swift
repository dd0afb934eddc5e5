import Screen
import Testing

/// What each mark and each rule becomes where only ASCII can be shown.
struct AsciiTable {
  private(set) var marks: [Character: String] = [:]
  /// One line for each, in the order in which they were found.
  private(set) var text = ""

  init() {
    for symbol in Symbol.allCases {
      add(Glyphs.unicode.mark(symbol), Glyphs.ascii.mark(symbol))
    }
    let (drawn, plain) = (Self.crossings(.unicode), Self.crossings(.ascii))
    for (one, other) in zip(drawn, plain) where one != "\n" { add(String(one), String(other)) }
    text.removeLast()
  }

  private mutating func add(_ mark: String, _ ascii: String) {
    guard let mark = mark.first, !mark.isASCII, marks[mark] == nil else { return }
    marks[mark] = ascii
    text += "\(mark) \(ascii)\n"
  }

  /// Rules in every way they meet.
  private static func crossings(_ glyphs: Glyphs) -> String {
    var frame = Frame(size: Size(rows: 5, columns: 5), glyphs: glyphs)
    for place in [0, 2, 4] {
      frame.horizontalRule(row: place)
      frame.verticalRule(column: place)
    }
    return frame.lines.joined(separator: "\n")
  }

  /// A line in ASCII. A mark of two letters takes the blank that is kept beside it.
  private func translated(_ line: String) -> String {
    var (ascii, rest) = ("", line[...])
    while let character = rest.popFirst() {
      if character.isASCII {
        ascii.append(character)
      } else if let mark = marks[character] {
        ascii += mark
        if mark.count == 2, rest.first == " " { rest.removeFirst() }
      } else {
        ascii += String(repeating: "?", count: TextWidth.width(of: character))
      }
    }
    return ascii
  }

  /// Holds an ASCII screen against the Unicode one: text, styles and cursor.
  func expect(
    _ ascii: Frame,
    from frame: Frame,
    _ name: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bytes = ascii.text.utf8
    #expect(
      bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A },
      "\(name)",
      sourceLocation: sourceLocation
    )
    #expect(ascii.cursor == frame.cursor, "\(name)", sourceLocation: sourceLocation)
    #expect(
      ascii.lines == frame.lines.map(translated),
      "\(name)",
      sourceLocation: sourceLocation
    )
    let differs = (0..<frame.size.rows).contains { row in
      (0..<frame.size.columns).contains { ascii[row, $0].style != frame[row, $0].style }
    }
    #expect(!differs, "\(name) has other styles in ASCII", sourceLocation: sourceLocation)
  }
}

extension Frame {
  var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
