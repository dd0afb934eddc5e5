import Federation
import Screen

extension Frame {
  /// A text that may be longer than the screen, with how much of it is shown.
  mutating func drawReader(_ overlay: Overlay, of model: Model, in rect: Rect) {
    let (head, body) = rect.split(rows: 1)
    let lines = model.readerLines(overlay)
    let shown = body.inset(top: 1)
    let first = min(max(0, model.scroll), max(0, lines.count - shown.rows))
    put(model.readerTitle(overlay), in: head, .title)
    if lines.count > shown.rows {
      let last = min(lines.count, first + shown.rows)
      putRight("\(first + 1) to \(last) of \(lines.count)", in: head, .muted)
    }
    draw(Array(lines.dropFirst(first)), in: shown)
    cursor = Position(row: shown.row, column: shown.column)
  }
}

extension Model {
  /// The model as it was covered: a text stays what it was opened for, whatever comes below it.
  var covered: Model {
    var model = self
    model.place = coveredPlace ?? place
    return model
  }

  func readerTitle(_ overlay: Overlay) -> String {
    switch overlay {
    case .help: "Keys on this screen"
    case .log: "Calls"
    case .evidence: "Evidence"
    case .details: detailsTitle
    case .change: "Details"
    case .command: "The same by hand"
    case .trial: trialTitle
    case .discard: discardTitle
    case .alone, .leave: ""
    }
  }

  private var detailsTitle: String {
    switch covered.place {
    case .plan: "The whole plan"
    case .setup: "What was made"
    default: "Details"
    }
  }

  /// The lines of an overlay at the present size. Help is for the keys that work once it is put
  /// away.
  func readerLines(_ overlay: Overlay) -> [Line] {
    let width = max(20, Layout(size: size, hasRail: hasRail, isFull: isFull).pane.columns)
    return overlay == .help
      ? helpLines(width: width) : covered.lines(of: overlay, width: width)
  }

  private func lines(of overlay: Overlay, width: Int) -> [Line] {
    switch overlay {
    case .log: logLines(width: width)
    case .evidence: evidenceLines(width: width)
    case .details: detailLines(width: width)
    case .change: plan.map { changeLines($0, markedChange ?? -1, width: width) } ?? []
    case .command:
      commands.isEmpty
        ? Line.wrapped("There is no command for this.", .muted, to: width)
        : Array(
          commands.map { Line.command($0, to: width) }
            .joined(separator: [.blank])
        )
    case .trial: trialLines(width: width)
    case .discard: discardSentences.flatMap { Line.wrapped($0, .muted, to: width) + [.blank] }
    case .help, .alone, .leave: []
    }
  }

  /// Every key that works on the screen below, from the one table.
  private func helpLines(width: Int) -> [Line] {
    var below = self
    below.overlay = nil
    let offered = Set(below.offers.map(\.action))
    var lines: [Line] = []
    if let form = below.question?.byHand { lines += whereToFind(form, width: width) + [.blank] }
    for key in Keys.table where offered.contains(key.action) {
      let own = below.offers.first { $0.action == key.action }?.words ?? key.words
      let isOwn = [.accept, .apply, .quit, .next, .previous, .details, .copy, .new].contains(
        key.action
      )
      let words = isOwn ? own : key.words
      lines += Line.labelled(key.label, words, labelWidth: 9, to: width)
    }
    lines.append(.blank)
    lines += Line.wrapped(
      "Where text is typed, letters are text; Enter, Esc, Tab, arrows and Ctrl keys work: Ctrl-A "
        + "start, Ctrl-E end, Ctrl-W a word, Ctrl-K the rest, Ctrl-U all. Up and Down are also k "
        + "and j. F1 is help, F10 quits.",
      .muted,
      to: width
    )
    if hasMouse {
      lines.append(.blank)
      lines += Line.wrapped(
        "A click marks a row, another one on it is Enter, and the wheel scrolls. A plan is only "
          + "applied by its key. To select text, hold Shift in most terminals.",
        .muted,
        to: width
      )
    }
    return lines
  }

  private func logLines(width: Int) -> [Line] {
    let columns = CallColumns(run.calls, width: width)
    var lines = run.calls.flatMap { call in columns.lines(of: call).map { Line($0, .muted) } }
    if !lines.isEmpty { lines.append(.blank) }
    let words =
      switch run.calls.count {
      case 0: "No calls since the set-up was opened."
      case Run.keptCalls...: "These are the last \(Run.keptCalls) calls."
      default: "These are the calls since the set-up was opened."
      }
    lines += Line.wrapped(words, .muted, to: width)
    guard let logPath else { return lines }
    // Those of earlier sittings too.
    lines.append(Line("Every call of it is kept in", .muted))
    return lines + Line.whole(logPath, to: width)
  }

  private func evidenceLines(width: Int) -> [Line] {
    trouble.map { lines(of: $0.fault, width: width) } ?? [Line("There is none.", .muted)]
  }

  /// All evidence of a fault, by its labels.
  func lines(of fault: Fault, width: Int) -> [Line] {
    var lines = Line.pair("code", fault.code.rawValue, labelWidth: 10, to: width)
    for item in fault.evidence {
      // A service's own sentence breaks between its words, and only names inside them.
      let isSentence = item.text.contains(" ") && ![.expected, .found].contains(item.label)
      let parts = isSentence ? Prose.lines(item.text, to: max(8, width - 12)) : [item.text]
      for (index, part) in parts.enumerated() {
        let label = index == 0 ? item.label.rawValue : ""
        lines += Line.pair(label, part, labelWidth: 10, to: width)
      }
    }
    return lines
  }

  private func detailLines(width: Int) -> [Line] {
    switch place {
    case .home:
      guard let homeSetup else { return [Line("A new set-up")] }
      return facts(of: homeSetup, width: width).flatMap(\.self)
    case .setup: return madeLines(width: width)
    case .plan: return planLines(width: width)
    case .fault, .conflict: return faultLines(width: width)
    case .models, .result: return modelLines(width: width)
    default: return []
    }
  }

  /// All changes with their details, then what stays and what has to be known.
  private func planLines(width: Int) -> [Line] {
    guard let plan else { return [] }
    var lines = plan.changes.indices.flatMap { changeLines(plan, $0, width: width) + [.blank] }
    if !plan.stays.isEmpty {
      lines.append(Line("Stays as it is", .muted))
      lines += plan.stays.flatMap { Line.labelled("=", $0.words, labelWidth: 1, to: width) }
      lines.append(.blank)
    }
    for notice in plan.notices { lines += notice.lines(glyphs: glyphs, to: width) }
    return lines
  }

  private func changeLines(_ plan: Plan, _ index: Int, width: Int) -> [Line] {
    guard plan.changes.indices.contains(index) else { return [] }
    let change = plan.changes[index]
    var lines = Line.wrapped(Words.sentence(change.sentence), to: width)
    lines += Line.pair("Call", change.operation, labelWidth: 10, to: width)
    if !change.pending.isEmpty {
      let steps = StepID.allCases.filter(change.pending.contains).map { $0.inline }
      lines += Line.wrapped("Waits for: \(Words.list(steps))", .muted, to: width)
    }
    lines.append(.blank)
    if change.isMarked { lines.append(Line(Change.signs, .muted)) }
    for detail in change.details { lines += Line.wrapped(detail, to: width, hanging: 2) }
    lines += [.blank, Line("The same by hand", .muted)]
    lines += Line.command(change.command, to: width)
    return lines
  }

  private func faultLines(width: Int) -> [Line] {
    guard let fault = trouble?.fault else { return [] }
    var lines = Line.wrapped(fault.summary, to: width)
    lines += [.blank] + Line.wrapped(fault.cause, .muted, to: width)
    lines += [.blank] + remedies(fault, width: width)
    let difference = difference(fault, width: width)
    if !difference.isEmpty {
      lines += [.blank, Line("The difference", .muted), Line(Change.signs, .muted)] + difference
    }
    return lines
  }

  private func modelLines(width: Int) -> [Line] {
    guard let row = markedModel else { return [] }
    var lines = Line.pair("Model", row.name, labelWidth: 10, to: width)
    lines += Line.pair("ID", row.id, labelWidth: 10, to: width)
    lines += Line.pair("By", row.provider, labelWidth: 10, to: width)
    lines += Line.pair("State", row.state.words, labelWidth: 10, to: width)
    if let choices = row.choices {
      lines += Line.pair("Vertesia", choices, labelWidth: 10, to: width)
    }
    lines += [.blank, Line("How to call it", .muted)]
    for way in row.ways {
      let state = way.isEnabled ? "enabled" : way.isListed ? "listed" : "not listed"
      lines.append(Line("\(TextWidth.pad(way.label, to: 10))  \(state)"))
      lines += Line.whole(way.id, .muted, to: width)
    }
    if let advice = row.advice {
      lines += [.blank] + Line.wrapped(advice.words, to: width) + exact(advice, width: width)
    }
    return lines
  }
}
