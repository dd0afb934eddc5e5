import Federation
import Screen

extension Model {
  /// Asks once before leaving, and says what happens to what is under way.
  func leavePage(width: Int) -> Page {
    var page = Page()
    page.add(Line(keepsNothing ? "Leave the demo?" : "Save and leave?", .title), gap: false)
    var words =
      run.isUnderWay
      ? "The change under way is finished first. Nothing else is started."
      : isKept ? "Your answers are saved." : "Nothing has been answered yet."
    if keepsNothing {
      words = "This is a demo: nothing of it is kept, and the next one begins anew."
    } else if run.isUnderWay || isKept {
      words += " The next start goes on from here."
    }
    page.add(Line.wrapped(words, .muted, to: width), gap: false)
    if let setup, isKept, !keepsNothing {
      let command = CommandText.lines(setup.resume, to: width)
      page.add([Line("To go on", .muted)] + command.map { Line($0) }, .helpful)
    }
    page.add(Line("Enter leaves. Esc stays."))
    return page
  }
}
