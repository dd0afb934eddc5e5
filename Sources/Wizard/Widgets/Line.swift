import Federation
import Screen

/// One row of a page: pieces of styled text, before it has a place on the screen.
struct Line: Equatable {
  struct Span: Equatable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .text) {
      self.text = text
      self.style = style
    }
  }

  var spans: [Span]
  /// The row of the list that it belongs to, as `Model.rows` names it.
  var row: String?
  /// Ends at the right edge; left out where it would touch the text.
  var trailing: Span?
  /// The row keys act on: drawn as a bar, and the hardware cursor stands on it.
  var isFocused = false
  /// Column of a text cursor in this row.
  var cursor: Int?
  /// Begins something that must be known; told where it is out of sight.
  var isWarning = false
  /// Begins a change that is agreed to with the others; counted where it is out of sight.
  var isChange = false
  /// Begins at the left edge of the screen, so that the mouse takes nothing but the text.
  var isFlush = false
  /// Goes on past the edge of the text, so that it is one line for the mouse.
  var runsOn = false

  init(_ spans: [Span] = [], trailing: Span? = nil, isFocused: Bool = false) {
    self.spans = spans
    self.trailing = trailing
    self.isFocused = isFocused
  }

  init(_ text: String, _ style: Style = .text) {
    spans = [Span(text, style)]
  }

  static let blank = Line()

  var width: Int { spans.reduce(0) { $0 + TextWidth.width(of: $1.text) } }

  /// Text over as many rows as it needs, the rows after the first indented by `hanging`.
  static func wrapped(
    _ text: String,
    _ style: Style = .text,
    to width: Int,
    hanging: Int = 0
  ) -> [Line] {
    let first = Prose.lines(text, to: max(1, width - hanging))
    let pad = String(repeating: " ", count: hanging)
    return first.enumerated().map { index, line in
      Line((index == 0 ? "" : pad) + line, style)
    }
  }

  /// A mark in its slot, and text beside it that wraps under itself.
  static func marked(
    _ symbol: Symbol,
    _ text: String,
    glyphs: Glyphs,
    mark: Style = .text,
    _ style: Style = .text,
    to width: Int
  ) -> [Line] {
    let indent = Glyphs.slot + 1
    return Prose.lines(text, to: max(1, width - indent)).enumerated().map { index, line in
      index == 0
        ? Line([Span(glyphs.slotted(symbol) + " ", mark), Span(line, style)])
        : Line([Span(String(repeating: " ", count: indent)), Span(line, style)])
    }
  }

  /// A command that runs as it stands there.
  static func command(_ command: String, to width: Int) -> [Line] {
    CommandText.lines(command, to: width).map { text in
      var line = Line(text)
      line.isFlush = true
      return line
    }
  }

  /// A name that may be compared or copied: whole, broken only where it may be.
  static func whole(_ text: String, _ style: Style = .text, to width: Int) -> [Line] {
    TextWidth.wrapARN(text, to: max(1, width)).map { Line($0, style) }
  }

  /// The address of a page, or the path of a file: on one line wherever the screen has `room` for
  /// it, so that it can be clicked and selected.
  static func link(
    _ url: String,
    _ style: Style = .link,
    to width: Int,
    room: Int
  ) -> [Line] {
    var lines = whole(url, style, to: TextWidth.width(of: url) <= room ? room : width)
    if lines.count == 1 { lines[0].runsOn = true }
    return lines
  }

  /// A label in a column of its own, and words that wrap beside it.
  static func labelled(
    _ label: String,
    _ words: String,
    labelWidth: Int,
    _ style: Style = .text,
    to width: Int
  ) -> [Line] {
    Prose.lines(words, to: max(8, width - labelWidth - 2)).enumerated().map { index, part in
      Line([
        Span(TextWidth.pad(index == 0 ? label : "", to: labelWidth) + "  "), Span(part, style),
      ])
    }
  }

  /// A label in a column of its own and a value that is never cut.
  static func pair(_ label: String, _ value: String, labelWidth: Int, to width: Int) -> [Line] {
    let rest = max(8, width - labelWidth - 2)
    return TextWidth.wrapARN(value, to: rest).enumerated().map { index, part in
      Line([
        Span(TextWidth.pad(index == 0 ? label : "", to: labelWidth) + "  ", .muted), Span(part),
      ])
    }
  }

  /// A row of a list: the mark of the focus, then the text.
  static func row(_ id: String, _ spans: [Span], isMarked: Bool, glyphs: Glyphs) -> Line {
    let mark = isMarked ? glyphs.slotted(.current) : "  "
    var line = Line([Span(mark + " ")] + spans, isFocused: isMarked)
    line.row = id
    return line
  }

  /// A row of a list whose words may take several lines; they wrap beside what leads them.
  static func item(
    _ id: String,
    _ lead: [Span],
    _ words: String,
    _ style: Style = .text,
    isMarked: Bool,
    isWarning: Bool = false,
    isChange: Bool = false,
    glyphs: Glyphs,
    to width: Int
  ) -> [Line] {
    let indent = Glyphs.slot + 1 + lead.reduce(0) { $0 + TextWidth.width(of: $1.text) }
    return Prose.lines(words, to: max(8, width - indent)).enumerated().map { index, part in
      guard index == 0 else {
        var line = Line([Span(String(repeating: " ", count: indent)), Span(part, style)])
        line.row = id
        return line
      }
      var line = row(id, lead + [Span(part, style)], isMarked: isMarked, glyphs: glyphs)
      (line.isWarning, line.isChange) = (isWarning, isChange)
      return line
    }
  }
}

extension Notice {
  var isWarning: Bool { tone == .warning || tone == .bad }

  var symbol: Symbol {
    switch tone {
    case .info: .notApplicable
    case .good: .done
    case .warning: .attention
    case .bad: .failed
    }
  }

  var style: Style {
    switch tone {
    case .info, .good: .muted
    case .warning: .warning
    case .bad: .error
    }
  }

  func lines(glyphs: Glyphs, to width: Int) -> [Line] {
    Line.marked(symbol, words, glyphs: glyphs, mark: style, style, to: width)
  }
}
