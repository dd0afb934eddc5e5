import Chance
import Testing

@testable import Screen

struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("role", 4), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한글", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("ﾊﾝ", 2), ("ＡＢ", 4), ("✓", 1), ("▸∙", 2), ("─│┼", 3),
    ("🙂", 2), ("👍🏽", 2), ("👩\u{200D}👩\u{200D}👧", 6), ("🇩🇪", 2), ("क्ष", 2), ("ก็", 1),
    ("\u{3000}", 2), ("\u{20000}\u{30000}", 4), ("\u{1B}[1mbold\u{1B}[0m", 4), ("\u{301}", 0),
    ("a\u{200B}b", 2), ("❤\u{FE0F}", 1), ("\u{E000}", 1),
  ])
  func measuresAsDrawn(text: String, columns: Int) {
    #expect(TextWidth.width(of: text) == columns)
  }

  @Test(arguments: [Character("👩\u{200D}👩\u{200D}👧"), "👍🏽", "🇩🇪", "漢"])
  func aJoinedClusterTakesTwoColumns(character: Character) {
    #expect(TextWidth.width(of: character) == 2)
  }

  @Test func tablesAreSortedAndApart() {
    for table in [WidthTable.wide, WidthTable.zero] {
      for (range, next) in zip(table, table.dropFirst()) {
        #expect(range.upperBound < next.lowerBound)
      }
    }
    for range in WidthTable.wide {
      #expect(WidthTable.zero.allSatisfy { !$0.overlaps(range) }, "\(range)")
    }
  }

  @Test(arguments: [
    ("prod-platform", 20, "prod-platform"), ("prod-platform", 13, "prod-platform"),
    ("prod-platform", 8, "prod-p.."), ("漢字漢字", 7, "漢字.."), ("漢字漢字", 6, "漢字.."),
    ("漢字漢字", 5, "漢.."), ("abc", 2, ".."), ("abc", 1, "."), ("abc", 0, ""), ("abc", -4, ""),
  ])
  func cutsWithTwoStops(text: String, columns: Int, expected: String) {
    #expect(TextWidth.fit(text, to: columns) == expected)
  }

  @Test func pads() {
    #expect(TextWidth.pad("漢", to: 4) == "漢  ")
    #expect(TextWidth.pad("7", to: 3, .right) == "  7")
    #expect(TextWidth.pad("number", to: 4) == "nu..")
    #expect(TextWidth.pad("x", to: Int.min) == "")
  }

  @Test(arguments: 1...300)
  func fittedTextFits(seed: UInt64) {
    var random = SplitMix64(seed)
    let text = random.text()
    let columns = Int.random(in: 0...12, using: &random)
    #expect(TextWidth.width(of: TextWidth.fit(text, to: columns)) <= columns, "seed \(seed)")
    #expect(TextWidth.width(of: TextWidth.pad(text, to: columns)) == columns, "seed \(seed)")
  }
}
