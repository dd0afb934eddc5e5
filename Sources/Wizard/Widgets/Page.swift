import Screen

/// What the main pane shows, in sections that know what may be left out when rows are few.
struct Page {
  enum Weight: Int, Comparable {
    /// Left out first.
    case detail, helpful, needed

    static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  struct Section {
    var lines: [Line]
    var weight: Weight
    /// A blank row above it, where there is room.
    var hasGap: Bool
    /// Shows a part of its rows around the focused one when they do not all fit.
    var isList: Bool
    /// Rows a list wants to keep; sections of less weight go before it gets shorter.
    var kept: Int
  }

  private(set) var sections: [Section] = []

  mutating func add(
    _ lines: [Line],
    _ weight: Weight = .needed,
    gap: Bool = true,
    isList: Bool = false,
    kept: Int = 6
  ) {
    guard !lines.isEmpty else { return }
    sections.append(
      Section(lines: lines, weight: weight, hasGap: gap, isList: isList, kept: kept)
    )
  }

  mutating func add(_ line: Line, _ weight: Weight = .needed, gap: Bool = true) {
    add([line], weight, gap: gap)
  }

  /// The rows that fit, in order.
  func fitted(rows: Int) -> [Line] {
    guard rows > 0 else { return [] }
    var sections = sections
    let listed = sections.first(where: \.isList).map { min($0.lines.count, $0.kept) } ?? 0
    func need(_ list: Int) -> Int {
      sections.reduce(0) { $0 + ($1.isList ? min(list, $1.lines.count) : $1.lines.count) }
    }
    func gaps() -> Int { sections.dropFirst().count(where: \.hasGap) }
    func drop(_ weight: Weight, withGaps: Bool) {
      while need(listed) + (withGaps ? gaps() : 0) > rows,
        let last = sections.lastIndex(where: { $0.weight == weight && !$0.isList })
      {
        sections.remove(at: last)
      }
    }
    drop(.detail, withGaps: true)
    drop(.helpful, withGaps: false)
    // Blank rows are taken away from the bottom upwards.
    let kept = max(0, min(gaps(), rows - need(listed)))
    let list = max(listed == 0 ? 0 : 1, rows - need(0) - kept)
    return Array(Self.flatten(sections, gaps: kept, list: list).prefix(rows))
  }

  private static func flatten(_ sections: [Section], gaps: Int, list: Int) -> [Line] {
    var lines: [Line] = []
    var gaps = gaps
    for (index, section) in sections.enumerated() {
      if index > 0, section.hasGap, gaps > 0 {
        lines.append(.blank)
        gaps -= 1
      }
      lines += section.isList ? window(section.lines, rows: list) : section.lines
    }
    return lines
  }

  /// As many rows as there is room for, the focused one among them; what is out of sight is
  /// counted where rows allow it.
  static func window(_ lines: [Line], rows: Int) -> [Line] {
    guard lines.count > rows, rows > 0 else { return rows > 0 ? lines : [] }
    let focus = lines.firstIndex { $0.isFocused || $0.cursor != nil } ?? 0
    guard rows > 4 else {
      let start = min(max(0, focus - rows / 2), lines.count - rows)
      return Array(lines[start..<start + rows])
    }
    // One row at each end may be needed for the count.
    let inside = rows - 2
    var start = min(max(0, focus - inside / 2), lines.count - inside)
    var end = start + inside
    if start <= 1 { (start, end) = (0, rows - 1) }
    if end >= lines.count - 1 { (start, end) = (lines.count - rows + 1, lines.count) }
    var shown = Array(lines[start..<end])
    if start > 0 { shown.insert(Line("   \(start) more above", .muted), at: 0) }
    if end < lines.count { shown.append(below(lines[end...])) }
    return shown
  }

  /// What is out of sight, and whether something among it would be made or must be known.
  private static func below(_ lines: ArraySlice<Line>) -> Line {
    var line = Line("   \(lines.count) more below", .muted)
    let changes = lines.count(where: \.isChange)
    if changes > 0 {
      line.spans.append(Line.Span(", \(changes) of them \(changes == 1 ? "a change" : "changes")"))
    }
    let warnings = lines.count(where: \.isWarning)
    if warnings > 0 {
      line.spans.append(Line.Span(", " + Words.count(warnings, "warning"), .warning))
    }
    return line
  }
}

extension Frame {
  /// Draws a page; the hardware cursor goes to its text cursor or its focused row.
  mutating func draw(_ page: Page, in rect: Rect) {
    draw(page.fitted(rows: rect.rows), in: rect)
  }

  mutating func draw(_ lines: [Line], in rect: Rect) {
    for (index, line) in lines.prefix(rect.rows).enumerated() {
      draw(line, in: rect.line(index))
    }
  }

  private mutating func draw(_ line: Line, in rect: Rect) {
    guard !rect.isEmpty else { return }
    if let id = line.row { name(rect, id) }
    var rect = rect
    if line.isFlush {
      rect = Rect(row: rect.row, column: 0, rows: rect.rows, columns: rect.endColumn)
    } else if line.runsOn {
      let room = max(rect.columns, size.columns - 1 - rect.column)
      rect = Rect(row: rect.row, column: rect.column, rows: rect.rows, columns: room)
    }
    if line.isFocused { fill(rect, .focus) }
    var column = 0
    for span in line.spans {
      column = put(span.text, in: rect, column: column, line.isFocused ? .focus : span.style)
    }
    if let trailing = line.trailing,
      column + 1 + TextWidth.width(of: trailing.text) <= rect.columns
    {
      putRight(trailing.text, in: rect, line.isFocused ? .focus : trailing.style)
    }
    if let at = line.cursor {
      cursor = Position(row: rect.row, column: rect.column + min(at, max(0, rect.columns - 1)))
    } else if line.isFocused, cursor == nil {
      cursor = Position(row: rect.row, column: rect.column)
    }
  }
}
