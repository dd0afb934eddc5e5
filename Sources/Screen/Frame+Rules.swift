extension Frame {
  /// Draws a line over a row of the rectangle. Where rules meet they join by themselves.
  package mutating func horizontalRule(in rect: Rect? = nil, row: Int = 0) {
    let rect = rect ?? bounds
    let row = rect.row + bounded(row)
    for column in rect.column..<rect.endColumn {
      var arms: Arms = [.left, .right]
      if column == rect.column { arms.remove(.left) }
      if column == rect.endColumn - 1 { arms.remove(.right) }
      join(arms, row: row, column: column, within: rect)
    }
  }

  /// Draws a line down a column of the rectangle. Its ends join to the rules they stand on, so it
  /// takes the rows of the horizontal rules in: from row 1 to row 20 between rules at 1 and 20.
  package mutating func verticalRule(in rect: Rect? = nil, column: Int = 0) {
    let rect = rect ?? bounds
    let column = rect.column + bounded(column)
    for row in rect.row..<rect.endRow {
      var arms: Arms = [.up, .down]
      if row == rect.row { arms.remove(.up) }
      if row == rect.endRow - 1 { arms.remove(.down) }
      join(arms, row: row, column: column, within: rect)
    }
  }

  private mutating func join(_ arms: Arms, row: Int, column: Int, within rect: Rect) {
    guard rect.intersection(bounds).contains(row: row, column: column) else { return }
    let joined = self[row, column].arms.union(arms)
    var cell = Cell(glyphs.rule(joined), width: 1, style: .rule)
    cell.arms = joined
    set(cell, row: row, column: column)
  }
}
