import Screen

/// Columns as wide as their widest cell, two blanks between; foreign text is cleaned.
enum Table {
  static func lines(_ rows: [[String]]) -> [String] {
    let clean = rows.map { $0.map { RemoteText($0).text } }
    let columns = clean.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      // A row with fewer cells spreads over the rest.
      clean.filter { $0.count > column + 1 }.map { TextWidth.width(of: $0[column]) }.max() ?? 0
    }
    return clean.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : TextWidth.pad(cell, to: widths[index])
      }.joined(separator: "  ")
    }
  }
}
