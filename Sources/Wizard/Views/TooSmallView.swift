import Screen

extension Frame {
  /// Says the size that is needed. Answers are kept whatever the size.
  mutating func drawTooSmall(_ model: Model) {
    let need = "\(Layout.smallest.columns)x\(Layout.smallest.rows)"
    paragraph(
      "Needs \(need), this is \(size.columns)x\(size.rows). Make it larger, or run again with "
        + "--plain.\(model.keepsNothing ? "" : " Your answers are saved.") q quits."
    )
  }
}
