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
  }

  private(set) var sections: [Section] = []

  mutating func add(
    _ lines: [Line], _ weight: Weight = .needed, gap: Bool = true, isList: Bool = false
  ) {
    guard !lines.isEmpty else { return }
    sections.append(Section(lines: lines, weight: weight, hasGap: gap, isList: isList))
  }

  mutating func add(_ line: Line, _ weight: Weight = .needed, gap: Bool = true) {
    add([line], weight, gap: gap)
  }

  /// The rows that fit, in order.
  func fitted(rows: Int) -> [Line] {
    guard rows > 0 else { return [] }
    var sections = sections
    let listed = sections.first(where: \.isList)?.lines.count ?? 0
    func need(_ list: Int, gaps: Bool) -> Int {
      var total = 0
      for (index, section) in sections.enumerated() {
        total += section.isList ? min(list, section.lines.count) : section.lines.count
        if gaps, index > 0, section.hasGap { total += 1 }
      }
      return total
    }
    func drop(_ weight: Weight, list: Int, gaps: Bool) {
      while need(list, gaps: gaps) > rows,
        let last = sections.lastIndex(where: { $0.weight == weight && !$0.isList })
      {
        sections.remove(at: last)
      }
    }
    var gaps = true
    drop(.detail, list: min(listed, 8), gaps: true)
    if need(min(listed, 6), gaps: true) > rows { gaps = false }
    drop(.helpful, list: min(listed, 4), gaps: gaps)
    let fixed = need(0, gaps: gaps)
    return Array(
      Self.flatten(sections, gaps: gaps, list: max(listed == 0 ? 0 : 1, rows - fixed))
        .prefix(rows))
  }

  private static func flatten(_ sections: [Section], gaps: Bool, list: Int) -> [Line] {
    var lines: [Line] = []
    for (index, section) in sections.enumerated() {
      if gaps, index > 0, section.hasGap { lines.append(.blank) }
      lines += section.isList ? window(section.lines, rows: list) : section.lines
    }
    return lines
  }

  /// As many rows as there is room for, the focused one among them, away from the edges.
  static func window(_ lines: [Line], rows: Int) -> [Line] {
    guard lines.count > rows, rows > 0 else { return rows > 0 ? lines : [] }
    let focus = lines.firstIndex(where: \.isFocused) ?? 0
    let start = min(max(0, focus - rows / 2), lines.count - rows)
    return Array(lines[start..<start + rows])
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
