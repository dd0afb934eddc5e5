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
      page.add([Line("Written for your administrator", .muted)] + Line.whole(document, to: width))
    }
    page.add(handRows(of: form, width: width), isList: true)
    return page
  }

  private func handRows(of form: HandForm, width: Int) -> [Line] {
    let marked = markedIndex
    var lines: [Line] = []
    for (index, value) in form.values.enumerated() {
      lines.append(Line(value.label, .muted))
      let isMarked = index == marked
      for (part, text) in TextWidth.wrapARN(value.text, to: max(8, width - 3)).enumerated() {
        lines.append(
          part == 0
            ? Line.row([Line.Span(text)], isMarked: isMarked, glyphs: glyphs)
            : Line("   " + text)
        )
      }
    }
    for (index, key) in form.returns.enumerated() {
      let isMarked = form.values.count + index == marked
      lines.append(
        Line(Words.label(key) + ", to paste here", .muted)
      )
      let field = handFields[key] ?? Field()
      var line = fieldLine(field, isActive: isMarked && overlay == nil, width: width)
      // The window of a list follows the row that has the cursor.
      if isMarked { line.spans[0].style = .accent }
      lines.append(line)
      if let fault = complaint(about: key) {
        lines += Line.marked(
          .attention,
          fault.summary,
          glyphs: glyphs,
          mark: .warning,
          .warning,
          to: width
        )
      }
    }
    return lines
  }
}
