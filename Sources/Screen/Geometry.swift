/// How far a coordinate may go. Sizes come from terminals and may lie; sums must not overflow.
let coordinateLimit = 10_000

func bounded(_ value: Int) -> Int {
  min(max(value, -coordinateLimit), coordinateLimit)
}

/// The extent of a screen or a part of it, in cells.
package struct Size: Hashable, Sendable {
  package let rows: Int
  package let columns: Int

  /// Negative values become 0, absurd ones are cut at 10 000.
  package init(rows: Int, columns: Int) {
    self.rows = max(0, bounded(rows))
    self.columns = max(0, bounded(columns))
  }

  package var isEmpty: Bool { rows == 0 || columns == 0 }
}

/// A cell's place, counted from 0 at the top left.
package struct Position: Hashable, Sendable {
  package let row: Int
  package let column: Int

  package init(row: Int, column: Int) {
    self.row = bounded(row)
    self.column = bounded(column)
  }
}

/// A rectangle of cells, possibly empty. All operations are total: what does not fit is cut.
package struct Rect: Hashable, Sendable {
  package let row: Int
  package let column: Int
  package let rows: Int
  package let columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = bounded(row)
    self.column = bounded(column)
    self.rows = max(0, bounded(rows))
    self.columns = max(0, bounded(columns))
  }

  package init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  package var size: Size { Size(rows: rows, columns: columns) }
  package var isEmpty: Bool { rows == 0 || columns == 0 }
  /// The first row below, the first column to the right.
  package var endRow: Int { row + rows }
  package var endColumn: Int { column + columns }

  package func contains(row: Int, column: Int) -> Bool {
    row >= self.row && row < endRow && column >= self.column && column < endColumn
  }

  package func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: top,
      column: left,
      rows: min(endRow, other.endRow) - top,
      columns: min(endColumn, other.endColumn) - left
    )
  }

  /// The rectangle without `rows` at top and bottom and `columns` at both sides.
  package func inset(rows: Int = 0, columns: Int = 0) -> Rect {
    inset(top: rows, left: columns, bottom: rows, right: columns)
  }

  package func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
    let top = clamp(top, self.rows)
    let left = clamp(left, self.columns)
    return Rect(
      row: row + top,
      column: column + left,
      rows: self.rows - top - clamp(bottom, self.rows),
      columns: self.columns - left - clamp(right, self.columns)
    )
  }

  /// The first `count` rows and the rest. A negative count is measured from the bottom.
  package func split(rows count: Int) -> (top: Rect, bottom: Rect) {
    let height = clamp(count < 0 ? rows + bounded(count) : count, rows)
    return (
      Rect(row: row, column: column, rows: height, columns: columns),
      Rect(row: row + height, column: column, rows: rows - height, columns: columns)
    )
  }

  /// The first `count` columns and the rest. A negative count is measured from the right.
  package func split(columns count: Int) -> (left: Rect, right: Rect) {
    let width = clamp(count < 0 ? columns + bounded(count) : count, columns)
    return (
      Rect(row: row, column: column, rows: rows, columns: width),
      Rect(row: row, column: column + width, rows: rows, columns: columns - width)
    )
  }

  /// The same rectangle, at most `limit` columns wide.
  package func limited(columns limit: Int) -> Rect {
    Rect(row: row, column: column, rows: rows, columns: min(columns, limit))
  }

  /// One row of the rectangle, counted from its top; empty when there is none.
  package func line(_ index: Int) -> Rect {
    Rect(row: row + bounded(index), column: column, rows: 1, columns: columns).intersection(self)
  }

  private func clamp(_ value: Int, _ limit: Int) -> Int {
    min(max(0, value), limit)
  }
}
