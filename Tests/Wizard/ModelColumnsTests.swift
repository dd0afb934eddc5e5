import Federation
import Samples
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
    (58, "IDs", false), (59, "IDs", true), (59, "Call as", false), (76, "Call as", true),
    (76, "By", false), (100, "By", true),
  ])
  func theProviderGoesFirst(width: Int, title: String, isThere: Bool) {
    let header = ModelColumns(rows: Self.rows, width: width).header
    #expect(header.spans.map(\.text).joined().contains(title) == isThere)
  }

  /// A heading is as wide as its column needs to be.
  @Test func theHeadingStandsWhole() {
    let rows = [Sample.row("a", "Nova", "Amazon", ["us."], .listed)]
    #expect(ModelColumns(rows: rows, width: 58).header.spans[0].text.hasSuffix("Call as"))
  }

  @Test func aCountSaysWhatItCounts() {
    var rows = Self.rows
    rows[0].name = "Qwen3-Coder-30B-A3B"
    let columns = ModelColumns(rows: rows, width: 58)
    #expect(columns.header.spans[0].text.hasSuffix("Call as"))
    let words = rows.map { row in
      columns.line(of: row, isMarked: false, glyphs: .unicode).spans.last?.text
        .split(separator: " ").joined(separator: " ")
    }
    #expect(words == ["3 IDs", "1 ID", "none"])
  }

  @Test(arguments: [
    (59, ["3", "1", "0"]), (78, ["on demand, us., global.", "us.", "none listed"]),
  ])
  func waysThatDoNotFitAreCounted(width: Int, endings: [String]) {
    for (row, ending) in zip(Self.rows, endings) {
      #expect(text(row, width: width).hasSuffix("  \(ending)"))
    }
  }
}
