import Federation
import Screen

/// The columns of a list of choices. A detail that does not fit beside its label ends at a comma,
/// and stands whole below the list while its row is marked.
struct ChoiceColumns {
  /// Columns of a row after the mark of the focus.
  private let width: Int
  private let label: Int
  private let hasMarks: Bool

  init(_ choices: [Question.Choice], width: Int) {
    // A label without a detail may run on into the second column.
    let beside = choices.filter { !$0.detail.isEmpty || Self.symbol(of: $0) != nil }
    self.width = width
    hasMarks = choices.contains { Self.symbol(of: $0) != nil }
    label = min(
      beside.map { TextWidth.width(of: $0.label) }.max() ?? 0,
      max(0, width - (hasMarks ? 4 : 0))
    )
  }

  func spans(of choice: Question.Choice, glyphs: Glyphs) -> [Line.Span] {
    let style: Style = choice.isAvailable ? .text : .muted
    let symbol = Self.symbol(of: choice)
    guard !choice.detail.isEmpty || symbol != nil else {
      return [Line.Span(TextWidth.fit(choice.label, to: width), style)]
    }
    var spans = [Line.Span(TextWidth.pad(choice.label, to: label) + "  ", style)]
    if hasMarks {
      let mark = symbol.map(glyphs.mark) ?? " "
      spans.append(Line.Span(mark + " ", choice.tone == .bad ? .error : .warning))
    }
    return spans + [Line.Span(shown(choice.detail), .muted)]
  }

  /// What the list could not show of a row.
  func below(_ choice: Question.Choice, to whole: Int) -> [Line] {
    let room = choice.detail.isEmpty ? width : label
    var lines: [Line] = []
    if TextWidth.width(of: choice.label) > room { lines += Line.whole(choice.label, to: whole) }
    if shown(choice.detail) != choice.detail {
      lines += Line.wrapped(choice.detail, .muted, to: whole)
    }
    return lines
  }

  private func shown(_ detail: String) -> String {
    let room = width - label - 2 - (hasMarks ? 2 : 0)
    var shown = detail[...]
    while TextWidth.width(of: String(shown)) > room {
      guard let comma = shown.lastIndex(of: ",") else { return "" }
      shown = shown[..<comma]
    }
    return String(shown)
  }

  private static func symbol(of choice: Question.Choice) -> Symbol? {
    switch choice.tone {
    case .warning: .attention
    case .bad: .failed
    case .info, .good: nil
    }
  }
}
