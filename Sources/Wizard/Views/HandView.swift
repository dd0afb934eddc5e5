import Federation
import Screen

extension Model {
  /// What a person does elsewhere: what to click, what to copy there, what to bring back.
  func handPage(_ step: StepID, width: Int) -> Page {
    var page = Page()
    guard let form = hands[step] else { return page }
    page.add(Line.wrapped(form.title, .title, to: width), gap: false)
    page.add(
      form.instructions.enumerated().flatMap { index, text in
        Line.labelled("\(index + 1)", text, labelWidth: 1, to: width)
      },
      .helpful
    )
    if let document = form.document {
      page.add(
        [Line("The request file", .muted)] + Line.link(document, .text, to: width, room: room)
      )
    }
    page.add(handRows(of: form, width: width), isList: true)
    return page
  }

  /// In the order in which the rows are gone through.
  private func handRows(of form: HandForm, width: Int) -> [Line] {
    let marked = markedRow
    let values = form.values.enumerated().flatMap { index, value in
      lines(of: value, "value \(index)", marked: marked, width: width)
    }
    let fields = form.returns.flatMap { key in
      lines(of: key, isMarked: key.rawValue == marked, width: width)
    }
    guard form.document != nil else { return values + fields }
    guard !values.isEmpty else { return fields }
    return fields + [.blank, Line("In the file", .muted)] + values
  }

  private func lines(
    of value: HandForm.Value,
    _ id: String,
    marked: String?,
    width: Int
  ) -> [Line] {
    let parts = RemoteText.lines(value.text).flatMap {
      TextWidth.wrapARN($0.text, to: max(8, width - Glyphs.slot - 1))
    }
    return [Line(value.label, .muted)]
      + parts.enumerated().map { index, text in
        guard index > 0 else {
          return Line.row(id, [Line.Span(text)], isMarked: id == marked, glyphs: glyphs)
        }
        var line = Line("   " + text)
        line.row = id
        return line
      }
  }

  private func lines(of key: AnswerKey, isMarked: Bool, width: Int) -> [Line] {
    var line = fieldLine(
      handFields[key] ?? Field(),
      isActive: isMarked && overlay == nil,
      width: width
    )
    line.row = key.rawValue
    // The window of a list follows the row that has the cursor.
    if isMarked { line.spans[0].style = .accent }
    var lines = [Line(Words.label(key) + ", to paste here", .muted), line]
    if let fault = complaint(about: key) {
      lines += Line.marked(
        .attention,
        fault.summary,
        glyphs: glyphs,
        mark: .warning,
        .warning,
        to: width
      )
      lines += Line.wrapped(fault.cause, .muted, to: width)
    }
    return lines
  }
}
