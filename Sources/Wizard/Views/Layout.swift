import Screen

/// Where the parts of a screen lie. Decoration goes first when room is short.
struct Layout {
  /// Smaller screens say so and show nothing else.
  static let smallest = Size(rows: 16, columns: 60)
  static func isTooSmall(_ size: Size) -> Bool {
    size.rows < smallest.rows || size.columns < smallest.columns
  }

  /// Longer lines are hard to read.
  static let widestText = 76

  let size: Size
  let header: Rect
  let rail: Rect?
  let pane: Rect
  let activity: Rect?
  let status: Rect
  let footer: Rect

  /// - Parameters:
  ///   - size: of the whole screen.
  ///   - hasRail: the steps stand beside the pane where there is room.
  ///   - hasActivity: calls stand below it.
  ///   - isFull: nothing stands beside it, whatever room there is.
  init(
    size: Size,
    hasRail: Bool = true,
    hasActivity: Bool = false,
    isFull: Bool = false
  ) {
    self.size = size
    let bounds = Rect(size)
    header = bounds.line(0)
    footer = bounds.line(size.rows - 1)
    // Between the rules under the header and above the footer.
    var body = bounds.inset(top: 2, bottom: 2)
    activity = hasActivity ? Self.activity(of: body, screen: size) : nil
    if let activity { body = body.inset(bottom: activity.rows + 1) }
    let isWide = size.columns >= 120
    let railColumns = isWide ? 25 : 22
    rail =
      !isFull && (isWide || hasRail && size.columns >= 80)
      ? body.split(columns: railColumns).left : nil
    let beside = rail.map { body.split(columns: $0.columns + 1).right } ?? body
    let inner = beside.inset(
      top: Self.margin(size),
      left: rail == nil ? 1 : 2,
      right: 1
    )
    let (text, last) = inner.split(rows: -1)
    status = last.limited(columns: Self.widestText)
    pane = text.limited(columns: Self.widestText)
  }

  /// Columns from the start of the text almost to the edge of the screen, for what must not be
  /// broken: a terminal joins a row that it fills with the next one.
  var room: Int { max(pane.columns, size.columns - 1 - pane.column) }

  /// Blank rows under the header: 80x24 needs every row for the rail with its values.
  static func margin(_ size: Size) -> Int { size.rows < 26 ? 0 : 1 }

  /// Two rows on a small screen, nine on a large one, none below 20 rows.
  private static func activity(of body: Rect, screen: Size) -> Rect? {
    guard screen.rows >= 20, body.rows > 12 else { return nil }
    return body.split(rows: screen.rows >= 36 ? -9 : -2).bottom
  }

  /// One vertical rule, and horizontal ones that it joins.
  func drawRules(on frame: inout Frame) {
    frame.horizontalRule(row: 1)
    frame.horizontalRule(row: size.rows - 2)
    if let activity { frame.horizontalRule(row: activity.row - 1) }
    guard let rail else { return }
    frame.verticalRule(
      in: Rect(row: 1, column: rail.endColumn, rows: rail.rows + 2, columns: 1)
    )
  }
}
