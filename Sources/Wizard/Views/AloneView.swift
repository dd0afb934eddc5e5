import Screen

extension Frame {
  /// The value and nothing else, so that a mouse can take all of it.
  mutating func drawAlone(_ model: Model) {
    put(lines: TextWidth.wrapARN(model.covered.valueToCopy ?? "", to: max(1, size.columns)))
    put("Esc goes back" + (model.hasMouse ? "; Shift selects" : ""), row: size.rows - 1, .muted)
    cursor = Position(row: 0, column: 0)
  }
}
