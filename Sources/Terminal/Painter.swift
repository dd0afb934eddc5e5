import CTerminal
import Screen

/// Brings frames to the screen: only cells that differ from the last frame are drawn, and curses
/// sends only what differs from the terminal.
struct Painter {
  private(set) var palette: Palette
  /// What the screen shows; `nil` when that is not known.
  private var shown: Frame?
  private var looks: [Palette.Look] = []
  private var scalars: [UInt32] = []

  init(palette: Palette) {
    self.palette = palette
    if palette.mode != .none { ct_start_colours() }
    use(palette)
  }

  /// Takes other colours. What is on the screen changes with the next `show`.
  mutating func use(_ palette: Palette) {
    self.palette = palette
    looks = Role.allCases.map { palette[$0] }
    shown = nil
    guard palette.mode != .none else { return }
    for (index, look) in looks.enumerated() {
      ct_pair(Int32(index + 1), look.foreground, look.background)
    }
  }

  /// The terminal's contents are unknown, as after a resize or a stop.
  mutating func forget() {
    shown = nil
    ct_repaint()
  }

  mutating func show(_ frame: Frame, on size: Size) {
    let area = Rect(frame.size).intersection(Rect(size))
    if shown?.size != frame.size { shown = nil }
    if shown == nil { ct_erase() }
    for row in 0..<area.rows {
      for column in 0..<area.columns {
        let cell = frame[row, column]
        let before = shown?[row, column] ?? .blank
        if cell != before { draw(cell, row: row, column: column, limit: area.columns) }
      }
    }
    if let cursor = frame.cursor, area.contains(row: cursor.row, column: cursor.column) {
      ct_cursor(Int32(cursor.row), Int32(cursor.column))
    } else {
      ct_cursor(-1, -1)
    }
    ct_refresh()
    shown = frame
  }

  private mutating func draw(_ cell: Cell, row: Int, column: Int, limit: Int) {
    guard !cell.isContinuation, column + Int(cell.width) <= limit else { return }
    let role = Int(cell.style.role.rawValue)
    let look = looks[role]
    scalars.removeAll(keepingCapacity: true)
    scalars.append(contentsOf: cell.text.unicodeScalars.lazy.map(\.value))
    ct_put(
      Int32(row),
      Int32(column),
      scalars,
      Int32(scalars.count),
      Int32(cell.width),
      palette.mode == .none ? 0 : Int32(role + 1),
      Int32(look.flags.union(cell.style.flags).rawValue)
    )
  }
}
