import Screen

/// Columns as wide as their widest cell, two blanks between; foreign text is cleaned.
enum Table {
  static func lines(_ rows: [[String]]) -> [String] {
    let clean = cleaned(rows)
    return drawn(clean, widths(of: clean))
  }

  /// The same within the terminal's width: one column wraps, and where that is not enough, others go
  /// one after the other, in this order, under their row. No word is cut. What goes into a file or a
  /// pipe has every row on one line.
  ///
  /// - Parameters:
  ///   - rows: without `labels`, the header first.
  ///   - folding: columns from the least important one on.
  ///   - wrapping: the column whose cells are broken between words; the last one if `nil`.
  ///   - labels: of columns that have no header.
  ///   - width: `nil` for no terminal.
  /// - Returns: one line for each row, or several.
  static func lines(
    _ rows: [[String]],
    folding: [Int],
    wrapping: Int? = nil,
    labels: [String]? = nil,
    in width: Int? = OutputWidth.columns
  ) -> [String] {
    let clean = cleaned(rows)
    guard let width, !clean.isEmpty, let header = labels ?? clean.first else { return lines(rows) }
    var kept = Array(header.indices)
    var wide: Int { wrapping.flatMap(kept.firstIndex) ?? kept.count - 1 }
    for column in folding where Fit(pick(kept, of: clean), wide, in: width).isTooWide {
      kept.removeAll { $0 == column }
    }
    let folded = header.indices.filter { !kept.contains($0) }
    let fit = Fit(pick(kept, of: clean), wide, in: width)
    return clean.enumerated().flatMap { index, row -> [String] in
      // A row with fewer cells has nothing that could be folded.
      guard row.count == header.count else { return fit.lines(row, wrapping: row.count - 1) }
      let below =
        labels == nil && index == 0
        ? []
        : folded.filter { !row[$0].isEmpty }.map { "\(header[$0].lowercased()): \(row[$0])" }
      return fit.lines(kept.map { row[$0] }, wrapping: wide) + packed(below, width)
    }
  }

  private static func cleaned(_ rows: [[String]]) -> [[String]] {
    rows.map { $0.map { RemoteText($0).text } }
  }

  private static func pick(_ columns: [Int], of rows: [[String]]) -> [[String]] {
    rows.map { row in columns.filter(row.indices.contains).map { row[$0] } }
  }

  fileprivate static func widths(of rows: [[String]]) -> [Int] {
    let columns = rows.map(\.count).max() ?? 0
    return (0..<columns).map { column in
      // A row with fewer cells spreads over the rest.
      rows.filter { $0.count > column + 1 }.map { TextWidth.width(of: $0[column]) }.max() ?? 0
    }
  }

  fileprivate static func drawn(_ rows: [[String]], _ widths: [Int]) -> [String] {
    rows.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : TextWidth.pad(cell, to: widths[index])
      }.joined(separator: "  ")
    }
  }

  /// As many on a line as fit; one that is too long has a line to itself.
  fileprivate static func packed(
    _ parts: [String],
    _ width: Int,
    _ gap: String = "  ",
    indent: Int = 2
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return parts.reduce(into: [String]()) { lines, part in
      if let line = lines.last, TextWidth.width(of: line + gap + part) <= width {
        lines[lines.count - 1] = line + gap + part
      } else if indent + TextWidth.width(of: part) > width, part.contains(" ") {
        lines += packed(part.split(separator: " ").map(String.init), width, " ", indent: indent)
      } else {
        lines.append(margin + part)
      }
    }
  }
}

/// Columns within a width, of which one wraps.
private struct Fit {
  let width: Int
  /// One too few rather than crumbs of a column.
  let isTooWide: Bool
  private let widths: [Int]

  init(_ rows: [[String]], _ wide: Int, in width: Int) {
    self.width = width
    var widths = Table.widths(of: rows)
    let cells = rows.filter { $0.count == widths.count }.map { $0[wide] }
    let whole = cells.map { TextWidth.width(of: $0) }.max() ?? 0
    let word = cells.flatMap { $0.split(separator: " ") }.map { TextWidth.width(of: String($0)) }
    let last = rows.filter { $0.count == widths.count }.compactMap(\.last)
    // Its width does not count where only columns are padded.
    widths[widths.count - 1] = last.map { TextWidth.width(of: $0) }.max() ?? 0
    let others = widths.reduce(2 * (widths.count - 1), +) - widths[wide]
    isTooWide = others + max(word.max() ?? 0, min(whole, 24)) > width
    widths[wide] = min(whole, max(1, width - others))
    self.widths = widths
  }

  func lines(_ row: [String], wrapping wide: Int) -> [String] {
    let isLast = wide == row.count - 1
    let start = widths.prefix(wide).reduce(0) { $0 + $1 + 2 }
    let words = row[wide].split(separator: " ").map(String.init)
    let room = isLast ? width - start : widths[wide]
    var row = row
    // What does not fit beside the others at all stands below, whole.
    if isLast, words.contains(where: { TextWidth.width(of: $0) > room }) {
      row[wide] = ""
      return Table.drawn([row], widths) + Table.packed([words.joined(separator: " ")], width)
    }
    let parts = Table.packed(words, room, " ", indent: 0)
    row[wide] = parts.first ?? ""
    return Table.drawn([row], widths)
      + parts.dropFirst().map { String(repeating: " ", count: start) + $0 }
  }
}
