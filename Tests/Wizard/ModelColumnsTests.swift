import Federation
import Screen
import Testing

@testable import Wizard

@Suite("Columns of the table of models")
struct ModelColumnsTests {
  private static let rows = [
    Sample.row(
      "qwen.qwen3-coder-30b-a3b-v1:0",
      "Qwen3-Coder-30B-A3B-Instruct",
      "Qwen",
      ["on demand", "us.", "global."],
      .listed
    ),
    Sample.row("meta.llama3-3-70b-instruct-v1:0", "Llama 3.3 70B", "Meta", ["us."], .listed),
    Sample.row("ai21.jamba-1-5-large-v1:0", "Jamba", "AI21 Labs", ["us."], .refusedByRole),
  ]

  private func text(_ row: ModelRow, width: Int) -> String {
    let columns = ModelColumns(rows: Self.rows, width: width)
    let line = columns.line(of: row, isMarked: false, glyphs: .unicode)
    return line.spans.map(\.text).joined()
  }

  /// 58 columns are what the smallest screen has, 76 the largest.
  @Test(arguments: 58...76)
  func aNameStandsWhole(width: Int) {
    for row in Self.rows {
      let text = text(row, width: width)
      #expect(text.contains(row.name))
      #expect(TextWidth.width(of: Model.trimmed(text)) <= width)
    }
  }

  @Test(arguments: [
    (58, "By", false), (58, "Ways in", false), (66, "Ways in", true), (66, "By", false),
    (76, "Ways in", true), (100, "By", true),
  ])
  func theProviderGoesFirst(width: Int, title: String, isThere: Bool) {
    let header = ModelColumns(rows: Self.rows, width: width).header
    #expect(header.spans.map(\.text).joined().contains(title) == isThere)
  }

  @Test(arguments: [
    (0, 21, "on demand us. global."), (0, 20, "3 ways"), (1, 6, "us."), (2, 11, "none listed"),
    (2, 10, "none"),
  ])
  func waysThatDoNotFitAreCounted(row: Int, columns: Int, words: String) {
    #expect(Self.rows[row].ways(in: columns) == words)
  }
}
