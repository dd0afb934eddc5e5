import Federation
import Screen

extension Model {
  /// Something is there already. What differs is shown, and a person decides.
  func conflictPage(_ step: StepID, width: Int) -> Page {
    var page = Page()
    guard let fault = trouble?.fault else { return page }
    page.add(
      Line.marked(.attention, fault.summary, glyphs: glyphs, mark: .warning, .title, to: width),
      gap: false
    )
    page.add(Line.wrapped(safeWords, .muted, to: width), .helpful, gap: false)
    let marked = markedIndex
    let options = resolutions(for: step)
    page.add(
      options.indices.map { index in
        Line.row(
          options[index].rawValue,
          [Line.Span(words(for: options[index], of: step, isAdvised: index == 0))],
          isMarked: index == marked,
          glyphs: glyphs
        )
      },
      isList: true
    )
    page.add([Line("Why")] + Line.wrapped(fault.cause, .muted, to: width), .helpful)
    let difference = difference(fault, width: width)
    if !difference.isEmpty {
      page.add([Line("The difference"), Line(Change.signs, .muted)] + difference, .detail)
    }
    return page
  }

  /// What is wanted and what is there, whole.
  func difference(_ fault: Fault, width: Int) -> [Line] {
    // What a company demands is told by the cause, and by each of its rules.
    guard fault.code != .companyRule else { return [] }
    let change = plan?.changes.first { $0.step == trouble?.step }
    let marked = (change?.details ?? []).filter { $0.hasPrefix("+ ") || $0.hasPrefix("- ") }
    let lines = fault.evidence.flatMap { item -> [Line] in
      switch item.label {
      case .expected: Line.prefixed("+ ", item.text, to: width)
      case .found: Line.prefixed("- ", item.text, to: width)
      default: []
      }
    }
    return lines.isEmpty ? marked.flatMap { Line.whole($0, to: width) } : lines
  }
}

extension Line {
  /// Each line of a text behind a sign, whole.
  static func prefixed(_ sign: String, _ text: String, to width: Int) -> [Line] {
    RemoteText.lines(text).flatMap { part in
      TextWidth.wrapARN(part.text, to: max(8, width - 2)).enumerated().map { index, piece in
        Line((index == 0 ? sign : "  ") + piece)
      }
    }
  }
}

extension Model {
  func words(for resolution: Resolution, of step: StepID, isAdvised: Bool) -> String {
    let words =
      switch (resolution, step) {
      case (.keep, _): "Keep it as it was made"
      case (.rename, _): "Use another name; what is there stays"
      case (.extend, .role): "Let the role there trust this environment too"
      case (.extend, .connection): "Replace the key that is there"
      case (.extend, _): "Change what is there"
      case (.choose, .role): "Name another role"
      case (.choose, _): "Choose the one that is there, or another"
      case (.rules, _): "Change the path or the boundary that was asked for"
      case (.stop, _): keepsNothing ? leaveWords : "Stop here and come back later"
      }
    return isAdvised ? words + " (advised)" : words
  }
}
