import Federation
import Screen

extension Frame {
  /// The newest calls, the last at the bottom.
  mutating func drawActivity(_ model: Model, in rect: Rect) {
    let inner = rect.inset(columns: 1)
    var rows = inner
    if inner.rows > 4 {
      put("Activity", in: inner)
      putRight(
        Words.count(model.run.calls.count, "call") + "   l all of them",
        in: inner,
        .muted
      )
      rows = inner.inset(top: 1)
    }
    let shown = model.run.calls.suffix(rows.rows)
    for (index, call) in shown.enumerated() {
      put(call.line(width: rows.columns), in: rows, row: index, .muted)
    }
  }
}

extension Call {
  /// `18:04:07.518  iam       CreateRole                      200    641 ms`; narrower columns
  /// and whole seconds where the row is short.
  func line(width: Int) -> String {
    let isWide = width >= 90
    let digits = isWide ? 12 : 8
    let clock = time.split(separator: "T").last.map { String($0.prefix(digits)) } ?? time
    let state = status.map(String.init) ?? "none"
    let milliseconds = TextWidth.pad("\(milliseconds) ms", to: 9, .right)
    var line =
      TextWidth.pad(clock, to: digits) + "  " + TextWidth.pad(service, to: 8) + "  "
      + TextWidth.pad(operation, to: isWide ? 28 : 24) + "  " + TextWidth.pad(state, to: 4)
      + milliseconds
    if let errorCode { line += "   " + errorCode }
    if isWide, let requestID, errorCode != nil { line += "   request " + requestID }
    return line
  }
}
