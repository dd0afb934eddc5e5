import Screen

extension Model {
  /// Which row was clicked, where and when.
  struct Click: Equatable, Sendable {
    /// Two clicks on one cell within this time are one gesture.
    static let double = Duration.milliseconds(400)

    var place: Place
    var row: String
    var cell: Position
    var time: Duration
  }

  /// A click marks a row, and another one on it does what Enter does; a double click does, too, where
  /// a long list has moved with the mark. What is typed ends with it: the filter stays, and a field is
  /// no row to be taken.
  mutating func click(_ row: String?, at cell: Position) -> [Effect] {
    guard overlay == nil, !isAway, !Layout.isTooSmall(size) else { return [] }
    let before = clicked.flatMap { $0.place == place && $0.row == markedRow ? $0 : nil }
    let isDouble = before.map { $0.cell == cell && timeline.elapsed - $0.time <= Click.double }
    guard let row = isDouble == true ? before?.row : row, rows.contains(row) else { return [] }
    (isFresh, followsNews) = (false, false)
    remark = nil
    draft.isFiltering = false
    draft.marked = row
    guard before?.row == row, editing == nil, offers.contains(where: { $0.action == .accept })
    else {
      clicked = Click(place: place, row: row, cell: cell, time: timeline.elapsed)
      return []
    }
    clicked = nil
    return act(.accept)
  }

  /// A text goes by three lines, as elsewhere; of a list the mark moves, and the list with it.
  mutating func turnWheel(_ key: Input) -> [Effect] {
    var effects: [Effect] = []
    for _ in 0..<(overlay == nil ? 1 : 3) { effects += take(key) }
    return effects
  }
}
