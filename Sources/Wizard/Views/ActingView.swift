import Federation
import Screen

extension Model {
  func actingPage(width: Int) -> Page {
    var page = Page()
    let current = run.current
    page.add(headline(current, width: width), gap: false)
    page.add(stepLines(current, width: width), isList: true, kept: StepID.allCases.count)
    if let current, let wait = run.wait(of: current, at: timeline.elapsed) {
      page.add(why(wait, of: current, width: width), .helpful)
    }
    for notice in notices.suffix(2) {
      page.add(
        notice.lines(glyphs: glyphs, to: width),
        .detail,
        gap: notice == notices.suffix(2).first
      )
    }
    return page
  }

  private func why(_ wait: Wait, of step: StepID, width: Int) -> [Line] {
    let leaving = keepsNothing ? "" : " You may leave: the next start shows what is left."
    guard wait.isOverdue else {
      let words = Words.why(wait.reason, of: step) + leaving
      return [Line("Why the wait")] + Line.wrapped(words, .muted, to: width)
    }
    let words = Words.whyStill(wait.reason, of: step) + " l shows every call." + leaving
    return Line.wrapped(overdueWords(step), to: width) + Line.wrapped(words, .muted, to: width)
  }

  /// That a wait goes on longer than usual, and what was answered last.
  func overdueWords(_ step: StepID) -> String {
    let isVertesia = step.side == .vertesia
    // What an issuer says of itself is looked at beside the wait, and is not what is waited for.
    let call = run.calls.last {
      $0.service.hasPrefix("vertesia") == isVertesia && !$0.operation.contains("/.well-known/")
    }
    guard let call else { return "This takes longer than usual." }
    let status = call.status.map(String.init) ?? "none"
    let answer = [status, call.errorCode].compactMap(\.self).joined(separator: " ")
    return "This takes longer than usual. The last answer was \(answer), to \(call.operation)."
  }

  /// Every step on its line; on a small screen that waits, those that have settled share one.
  private func stepLines(_ current: StepID?, width: Int) -> [Line] {
    var shown = StepID.allCases
    var lines: [Line] = []
    if size.rows < 36, let current, case .waiting = run.state(of: current) {
      let settled = shown.filter(run.isSettled)
      shown.removeAll(where: settled.contains)
      if !settled.isEmpty {
        lines.append(
          Line([
            Line.Span(glyphs.slotted(.done) + " ", .ok),
            Line.Span("\(settled.count) of \(StepID.allCases.count) steps are done", .muted),
          ])
        )
      }
    }
    return lines + shown.map { row(of: $0, current: current, width: width) }
  }

  /// What is under way as a whole.
  var actingTitle: String {
    plan?.changes.isEmpty == true ? "Checking every step" : "Making the changes"
  }

  private func headline(_ current: StepID?, width: Int) -> [Line] {
    let title = current.map(Words.doing) ?? actingTitle
    let wait = current.flatMap { run.wait(of: $0, at: timeline.elapsed) }
    let elapsed = wait?.elapsed ?? (run.endedAt ?? timeline.elapsed) - run.beganAt
    var time = "\(Words.whole(elapsed)) so far"
    if let usual = wait.flatMap({ Words.usual($0.reason) }) { time += ", usually " + usual }
    let lines = Line.wrapped(title, .title, to: width)
    guard TextWidth.width(of: title) + 2 + TextWidth.width(of: time) <= width else {
      return lines + [Line(time, .muted)]
    }
    return [Line([Line.Span(title, .title)], trailing: Line.Span(time, .muted))]
  }

  private func row(of step: StepID, current: StepID?, width: Int) -> Line {
    let state = run.state(of: step)
    let isCurrent = step == current
    let isLast = step == run.lastSettled
    let mark: Style =
      switch state {
      case .failed: .error
      case .settled where isLast: .ok
      case .next: .muted
      default: isCurrent ? .accent : .text
      }
    let text: Style = isCurrent ? .accent : state == .next ? .muted : .text
    var words = run.words(of: step)
    words = TextWidth.pad(words, to: max(16, TextWidth.width(of: words)))
    var spans = [
      Line.Span(glyphs.slotted(state.symbol) + " ", mark),
      Line.Span(TextWidth.pad(step.words, to: 17) + "  ", text),
      Line.Span(words, isCurrent ? .accent : .muted),
    ]
    if let wait = run.wait(of: step, at: timeline.elapsed) {
      spans.append(Line.Span(Words.next(wait), .muted))
    }
    if state == .running { spans.append(Line.Span(glyphs.spinner(timeline.quarters), .accent)) }
    let took = run.took[step].map { Line.Span(Words.span($0), .muted) }
    return Line(spans, trailing: took)
  }
}

extension Words {
  /// When the next try is, in a few words.
  static func next(_ wait: Wait) -> String {
    guard let next = wait.next else { return "" }
    if next < .seconds(1) { return "asking now" }
    return "next in \(whole(next))"
  }
}
