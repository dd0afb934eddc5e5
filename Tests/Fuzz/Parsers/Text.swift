@testable import Screen

extension Parser {
  /// Text from anywhere, made safe to show, and measured as it is drawn.
  static let text = Parser(
    name: "text",
    check: { bytes in
      let raw = string(bytes)
      let clean = RemoteText(raw).text
      promise(clean.unicodeScalars.allSatisfy(isSafe), "what moves a cursor is left")
      promise(RemoteText(clean).text.utf8.elementsEqual(clean.utf8), "cleaning twice cleans more")
      let lines = RemoteText.lines(raw).map(\.text)
      promise(
        lines.allSatisfy { $0.unicodeScalars.allSatisfy(isSafe) },
        "what moves a cursor is left in a line"
      )
      let width = TextWidth.width(of: raw)
      promise(width == TextWidth.width(of: clean), "clean text is wider or narrower")
      promise(width <= 2 * clean.unicodeScalars.count, "text is wider than can be")
      check(raw, width, [1, 2, 3, 7, 40][bytes.count % 5])
    },
    large: [
      { Array("\u{1B}]".utf8) + [UInt8](repeating: 0x61, count: 10_000) },
      { Array("a\u{301}".times(10_000).utf8) },
      { Array(("a" + "\u{301}".times(20_000)).utf8) },
      { Array("\u{202E}\u{200B}".times(10_000).utf8) },
      { Array("字 ".times(10_000).utf8) },
      { Array("字".times(10_000).utf8) },
      { Array("a:".times(10_000).utf8) },
      { Array("\n".times(10_000).utf8) },
    ]
  )

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
    // Arabic number signs are drawn.
    case .format: scalar.properties.isGraphemeBase && !scalar.properties.isBidiControl
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func check(_ raw: String, _ width: Int, _ columns: Int) {
    let fitted = TextWidth.fit(raw, to: columns)
    promise(TextWidth.width(of: fitted) <= columns, "what fits is too wide")
    promise(width > columns || fitted == RemoteText(raw).text, "what fits is cut")
    for alignment in [TextWidth.Alignment.left, .right] {
      let padded = TextWidth.pad(raw, to: columns, alignment)
      promise(TextWidth.width(of: padded) == columns, "a padded text has another width")
    }
    for lines in [TextWidth.wrap(raw, to: columns), TextWidth.wrapARN(raw, to: columns)] {
      promise(!lines.isEmpty, "a text has no line")
      promise(lines.allSatisfy { TextWidth.width(of: $0) <= columns }, "a line is too wide")
    }
    checkFrame(raw, columns)
  }

  /// Every cell holds what may be shown, and wide ones have both their halves.
  private static func checkFrame(_ raw: String, _ columns: Int) {
    var frame = Frame(size: Size(rows: 1, columns: columns))
    frame.put(raw)
    for column in 0..<columns {
      let cell = frame[0, column]
      promise(cell.text.unicodeScalars.allSatisfy(isSafe), "a cell moves the cursor")
      promise(cell.width != 2 || frame[0, column + 1].width == 0, "half a cell is left")
      promise(cell.width != 2 || column + 1 < columns, "half a cell is beyond the edge")
    }
  }
}
