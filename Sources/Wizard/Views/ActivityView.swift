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
  /// `18:04:07.518  iam       CreateRole                     200  641 ms`; whole seconds and no
  /// request id where the row is short.
  func line(width: Int) -> String {
    let isWide = width >= 90
    let digits = isWide ? 12 : 8
    let clock = time.split(separator: "T").last.map { String($0.prefix(digits)) } ?? time
    // The operation says which of a service's hosts it is.
    let service = String(service.prefix { $0 != "-" })
    var line = [
      TextWidth.pad(clock, to: digits), TextWidth.pad(service, to: 8),
      TextWidth.pad(operation, to: min(30, max(16, width - 34))) + " "
        + TextWidth.pad(status.map(String.init) ?? "-", to: 3)
        + TextWidth.pad("\(milliseconds) ms", to: 8, .right),
    ].joined(separator: "  ")
    guard let errorCode else { return line }
    for more in [errorCode, isWide ? requestID.map { "request " + $0 } : nil].compactMap(\.self)
    where TextWidth.width(of: line) + 2 + TextWidth.width(of: more) <= width {
      line += "  " + more
    }
    return line
  }
}
