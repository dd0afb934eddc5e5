import Federation
import Screen

extension Model {
  /// Asks once before leaving, and says what happens to what is under way.
  func leavePage(width: Int) -> Page {
    var page = Page()
    page.add(Line("Save and leave?", .title), gap: false)
    var words =
      run.isUnderWay
      ? "The change under way is finished first. Nothing else is started."
      : "Your answers are saved."
    words += " The next start goes on from here."
    page.add(Line.wrapped(words, .muted, to: width), gap: false)
    if let setup {
      page.add([Line("To go on", .muted)] + Line.whole(setup.resume, to: width), .helpful)
    }
    page.add(Line("Enter leaves. Esc stays."))
    return page
  }
}

extension Frame {
  /// Says the size that is needed. Answers are kept whatever the size.
  mutating func drawTooSmall(_ model: Model) {
    let need = "\(Layout.smallest.columns)x\(Layout.smallest.rows)"
    paragraph(
      "Needs \(need), this is \(size.columns)x\(size.rows). Make it larger, or run again with "
        + "--plain. Your answers are saved. q quits."
    )
  }

  /// The value and nothing else, so that a mouse can take all of it.
  mutating func drawAlone(_ model: Model) {
    put(lines: TextWidth.wrapARN(model.valueToCopy ?? "", to: max(1, size.columns)))
    put("Esc goes back", row: size.rows - 1, .muted)
    cursor = Position(row: 0, column: 0)
  }
}
