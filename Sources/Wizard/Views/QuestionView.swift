import Federation
import Screen

extension Model {
  func questionPage(width: Int) -> Page {
    var page = Page()
    guard let question else { return page }
    page.add(Line.wrapped(question.title, .title, to: width), gap: false)
    page.add(Line.wrapped(question.why, .muted, to: width), .helpful, gap: false)
    if let reason = reasons[question.id] {
      page.add(Notice(.warning, reason).lines(glyphs: glyphs, to: width))
    }
    if case .choice = question.form {
      addChoices(of: question, to: &page, width: width)
    } else {
      addField(of: question, to: &page, width: width)
    }
    if let fault = refusals[question.id] {
      page.add(refusal(fault, width: width))
    }
    for notice in question.notices {
      page.add(
        notice.lines(glyphs: glyphs, to: width),
        .helpful,
        gap: notice == question.notices.first
      )
    }
    return page
  }

  /// Why an answer was not taken, and the first thing to do about it.
  private func refusal(_ fault: Fault, width: Int) -> [Line] {
    var lines = Line.marked(
      .failed,
      fault.summary,
      glyphs: glyphs,
      mark: .error,
      .error,
      to: width
    )
    lines += Line.wrapped(fault.cause, .muted, to: width)
    if let remedy = fault.remediesHere.first {
      lines += Line.wrapped(remedy.words, to: width) + exact(remedy, width: width)
    }
    return lines
  }

  // MARK: Choices

  private func addChoices(of question: Question, to page: inout Page, width: Int) {
    guard case .choice(let all) = question.form else { return }
    let choices = choices(of: question)
    let draft = drafts[.question(question.id)] ?? Draft()
    if draft.isFiltering || !draft.filter.isEmpty || all.count > 8 {
      page.add(filterLine(draft, shown: choices.count, of: all.count, of: "choice", width: width))
    }
    if question.isLooking { page.add(looking("Looking", width: width)) }
    guard !choices.isEmpty else {
      if !question.isLooking || draft.isFiltering {
        let words =
          question.allowsTyping
          ? "Not in the list. Enter takes what you typed." : "Nothing matches."
        page.add(Line(words, .muted))
      }
      return
    }
    let marked = markedIndex
    let columns = ChoiceColumns(choices, width: width - Glyphs.slot - 1)
    let list = choices.indices.map { index in
      Line.row(
        choices[index].id,
        columns.spans(of: choices[index], glyphs: glyphs),
        isMarked: index == marked,
        glyphs: glyphs
      )
    }
    page.add(list, gap: !draft.isFiltering, isList: true)
    if choices.indices.contains(marked) {
      page.add(columns.below(choices[marked], to: width), .helpful)
    }
  }

  func filterLine(
    _ draft: Draft,
    shown: Int,
    of all: Int,
    of kind: String,
    width: Int
  ) -> Line {
    let count = shown == all ? Words.count(all, kind) : "\(shown) of \(all)"
    var line = Line(
      [Line.Span("/ ", .muted), Line.Span(draft.filter.text)],
      trailing: Line.Span(count, .muted)
    )
    if draft.isFiltering {
      line.cursor = 2 + TextWidth.width(of: String(draft.filter.text.prefix(draft.filter.cursor)))
    } else if draft.filter.isEmpty {
      line.spans = [Line.Span("/ filters the list", .muted)]
    }
    return line
  }

  // MARK: Typing

  private func addField(of question: Question, to page: inout Page, width: Int) {
    let draft = drafts[.question(question.id)] ?? Draft()
    if case .typed(let expected) = question.form {
      page.add(
        [Line("Type this to confirm:", .muted)] + Line.whole(expected, to: width)
      )
    }
    page.add(fieldLine(draft.field, isSecret: question.form == .secret, width: width))
    if question.form == .secret {
      page.add(
        Line.wrapped(
          "Not shown, and never stored: it is asked for again when it is needed.",
          .muted,
          to: width
        ),
        .helpful,
        gap: false
      )
    }
    if draft.isFilled, refusals[question.id] == nil, let fault = complaint(about: question) {
      // Half a tag is no mistake of anybody: until it is tried, what it lacks is all there is to say.
      let notice =
        question.isCompanyRule ? Notice(.info, fault.cause) : Notice(.warning, fault.summary)
      page.add(notice.lines(glyphs: glyphs, to: width), gap: false)
    }
    if let form = question.byHand { page.add(whereToFind(form, width: width), .helpful) }
  }

  /// Where a person finds or makes what is asked for.
  func whereToFind(_ form: HandForm, width: Int) -> [Line] {
    var lines = [Line(form.title)]
    lines += form.instructions.enumerated().flatMap { index, text in
      Line.labelled("\(index + 1)", text, labelWidth: 1, .muted, to: width)
    }
    let labelWidth = form.values.map { TextWidth.width(of: $0.label) }.max() ?? 0
    lines += form.values.flatMap {
      Line.pair($0.label, $0.text, labelWidth: labelWidth, to: width)
    }
    return lines
  }

  private static let cut = ".."

  /// A text field; what does not fit is cut on the side away from the cursor, and marked there.
  func fieldLine(
    _ field: Field,
    isSecret: Bool = false,
    isActive: Bool = true,
    width: Int
  ) -> Line {
    var shown = field.characters
    var cursor = field.cursor
    if isSecret {
      let lines = field.text.split(separator: "\n").count
      let stars = String(repeating: "*", count: min(12, field.characters.count))
      let words = lines > 1 ? "\(lines) lines" : "\(field.characters.count) characters"
      shown = Array(field.isEmpty ? "" : stars + "  " + words)
      cursor = stars.count
    }
    let room = max(4, width - 3)
    var start = 0
    func before() -> Int {
      (start == 0 ? 0 : Self.cut.count) + TextWidth.width(of: String(shown[start..<cursor]))
    }
    // The cursor never stands on the mark of what is cut behind it.
    func isCut() -> Bool {
      TextWidth.width(of: String(shown[start...])) > room - (start == 0 ? 0 : Self.cut.count)
    }
    while start < cursor, before() > room - 1 - (isCut() ? Self.cut.count : 0) { start += 1 }
    let lead = start == 0 ? "" : Self.cut
    let text = lead + TextWidth.fit(String(shown[start...]), to: room - lead.count)
    var line = Line([Line.Span("> ", isActive ? .text : .muted), Line.Span(text)])
    if isActive { line.cursor = 2 + before() }
    return line
  }
}
