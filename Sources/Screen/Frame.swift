/// A whole screen as a value: what a view returns and the terminal shows.
///
/// Drawing is total: what lies outside is cut, and every string is cleaned on its way in, so no
/// text from outside can reach the terminal as anything but text.
package struct Frame: Hashable, Sendable {
  /// Larger claims are cut, so that memory does not follow them.
  package static let largest = Size(rows: 500, columns: 1000)

  package let size: Size
  package let glyphs: Glyphs
  /// Where the hardware cursor stands; hidden when `nil`.
  package var cursor: Position?
  /// For the terminal's window.
  package internal(set) var title: RemoteText?
  /// What can be pointed at.
  private var targets: [Target] = []
  private var storage: [Cell]

  package init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = Size(
      rows: min(size.rows, Self.largest.rows),
      columns: min(size.columns, Self.largest.columns)
    )
    self.glyphs = glyphs
    storage = Array(repeating: .blank, count: self.size.rows * self.size.columns)
  }

  package var bounds: Rect { Rect(size) }

  /// The cell at a place, counted from 0; blank outside the frame.
  package subscript(row: Int, column: Int) -> Cell {
    bounds.contains(row: row, column: column) ? storage[row * size.columns + column] : .blank
  }

  private struct Target: Hashable {
    var rect: Rect
    var id: String
  }

  /// Says what a place is, for those who point at it.
  package mutating func name(_ rect: Rect, _ id: String) {
    targets.append(Target(rect: rect.intersection(bounds), id: id))
  }

  /// What has been named at a place, the last one where there are several.
  package func name(at place: Position) -> String? {
    targets.last { $0.rect.contains(row: place.row, column: place.column) }?.id
  }

  /// Changes a cell that is known to lie inside.
  mutating func set(_ cell: Cell, row: Int, column: Int) {
    guard bounds.contains(row: row, column: column) else { return }
    let index = row * size.columns + column
    breakWide(at: index, column: column, keepingRight: cell.width == 0)
    storage[index] = cell
  }

  /// Half of a wide grapheme cannot stay: its other half becomes a blank.
  private mutating func breakWide(at index: Int, column: Int, keepingRight: Bool) {
    if storage[index].width == 2, column + 1 < size.columns {
      storage[index + 1] = Cell(" ", width: 1, style: storage[index + 1].style)
    }
    if storage[index].width == 0, column > 0, !keepingRight {
      storage[index - 1] = Cell(" ", width: 1, style: storage[index - 1].style)
    }
  }

  mutating func restyle(row: Int, column: Int, style: Style) {
    guard bounds.contains(row: row, column: column) else { return }
    storage[row * size.columns + column].style = style
  }

  /// The rows joined by newlines, blanks at line ends cut: for golden files.
  package var text: String {
    lines { $0.text }
  }

  /// The same shape with one letter a cell: the first of the role's name (`h` for a title, a
  /// heading), in upper case when bold; plain blanks stay blank.
  package var styleText: String {
    lines { cell in
      if cell.style == .text, cell.text == " " { return " " }
      let letter = String(cell.style.role.letter)
      return cell.style.flags.contains(.bold) ? letter.uppercased() : letter
    }
  }

  private func lines(_ draw: (Cell) -> String) -> String {
    (0..<size.rows).map { row in
      let cells = storage[row * size.columns..<(row + 1) * size.columns]
      let end = cells.lastIndex { draw($0) != " " }.map { $0 + 1 } ?? cells.startIndex
      return cells[..<end].map(draw).joined()
    }
    .joined(separator: "\n")
  }
}
