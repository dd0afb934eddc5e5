import Chance
import Testing

@testable import Screen

struct FrameTests {
  @Test func rulesJoin() {
    var frame = Frame(size: Size(rows: 6, columns: 20))
    frame.horizontalRule(row: 1)
    frame.horizontalRule(row: 4)
    frame.verticalRule(in: Rect(row: 1, column: 5, rows: 4, columns: 1))
    frame.horizontalRule(in: Rect(row: 2, column: 5, rows: 1, columns: 15))
    frame.horizontalRule(in: Rect(row: 3, column: 0, rows: 1, columns: 6))
    #expect(
      frame.text == """

        ─────┬──────────────
             ├──────────────
        ─────┤
        ─────┴──────────────

        """
    )
    var crossed = Frame(size: Size(rows: 3, columns: 3))
    crossed.verticalRule(column: 1)
    crossed.horizontalRule(row: 1)
    #expect(crossed.text == " │\n─┼─\n │")
  }

  /// A vowel of Hangul without its consonant is a grapheme without a column.
  @Test func aGraphemeWithoutAColumnTakesNoCell() {
    var frame = Frame(size: Size(rows: 1, columns: 8))
    frame.put("字\u{1161}字")
    #expect(frame.text == "字字")
    #expect((0..<5).map { frame[0, $0].width } == [2, 0, 2, 0, 1])
  }

  @Test func asciiHasOnlyPrintableBytes() {
    var frame = Frame(size: Size(rows: 4, columns: 12), glyphs: .ascii)
    frame.verticalRule(column: 4)
    frame.horizontalRule(row: 1)
    frame.put(.done, row: 0)
    frame.put("Zoë 漢", row: 2, column: 5)
    #expect(frame.text == "ok  |\n----+-------\n    |Zo? ??\n    |")
  }

  @Test func symbolsTakeTheSameRoomInBothSets() {
    for symbol in Symbol.allCases {
      for glyphs in Glyphs.allCases {
        var frame = Frame(size: Size(rows: 1, columns: 10), glyphs: glyphs)
        #expect(frame.put(symbol) == Glyphs.slot)
        #expect(TextWidth.width(of: glyphs.slotted(symbol)) == Glyphs.slot)
      }
    }
  }

  @Test func textIsCutAtTheRectangle() {
    var frame = Frame(size: Size(rows: 3, columns: 20))
    let pane = Rect(row: 1, column: 4, rows: 1, columns: 8)
    #expect(frame.put("prod-platform", in: pane, .title) == 8)
    frame.put("below", in: pane, row: 1)
    frame.putRight("end", in: Rect(row: 2, column: 0, rows: 1, columns: 20), .muted)
    #expect(frame.text == "\n    prod-p..\n                 end")
    #expect(frame.styleText == "\n    hhhhhhhh\n                 mmm")
  }

  @Test func wideTextNeverHangsOverAnEdge() {
    var frame = Frame(size: Size(rows: 1, columns: 6))
    frame.put("漢字漢字")
    #expect(frame.text == "漢字..")
    frame.put("x", column: 1)
    #expect(frame[0, 0].text == " ")
    #expect(frame.text == " x字..")
    frame.put("字", column: -1)
    #expect(frame.text == " x字..")
  }

  @Test func paragraphsWrapAndTellWhereTheyEnd() {
    var frame = Frame(size: Size(rows: 3, columns: 12))
    #expect(frame.paragraph("Nothing was changed in AWS", row: 1) == 4)
    #expect(frame.text == "\nNothing was\nchanged in")
  }

  @Test func focusBarsFillTheirRow() {
    var frame = Frame(size: Size(rows: 1, columns: 8))
    frame.fill(frame.bounds, .focus)
    frame.put("name", column: 1, .focus)
    #expect(frame.styleText == "ffffffff")
    frame.restyle(Rect(row: 0, column: 6, rows: 9, columns: 9), .error.bold)
    #expect(frame.styleText == "ffffffEE")
  }

  @Test func absurdSizesAreCut() {
    let frame = Frame(size: Size(rows: 65_535, columns: 65_535))
    #expect(frame.size == Frame.largest)
    #expect(Frame(size: Size(rows: 0, columns: -3)).text == "")
  }

  @Test(arguments: 1...300)
  func drawingStaysInsideItsRectangle(seed: UInt64) {
    var random = SplitMix64(seed)
    var frame = Frame(size: Size(rows: 8, columns: 12))
    let rect = Rect(
      row: random.coordinate(),
      column: random.coordinate(),
      rows: random.coordinate(),
      columns: random.coordinate()
    )
    for _ in 0..<6 {
      let text = random.text()
      let row = random.coordinate()
      frame.put(text, in: rect, row: row, column: random.coordinate(), .error)
      frame.paragraph(text, in: rect, row: row, .warning)
      frame.putRight(text, in: rect, row: row, .link)
      frame.horizontalRule(in: rect, row: random.coordinate())
      frame.verticalRule(in: rect, column: random.coordinate())
    }
    for row in 0..<8 {
      var columns = 0
      for column in 0..<12 {
        let cell = frame[row, column]
        columns += Int(cell.width)
        #expect(cell.text == RemoteText(cell.text).text, "seed \(seed)")
        #expect(TextWidth.width(of: cell.text) == Int(cell.width), "seed \(seed)")
        if !rect.contains(row: row, column: column) {
          #expect(cell == .blank, "seed \(seed) at \(row), \(column)")
        }
      }
      #expect(columns == 12, "seed \(seed)")
    }
  }
}
