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
    let columns = CallColumns(Array(shown), width: rows.columns)
    for (index, call) in shown.enumerated() {
      put(columns.line(of: call), in: rows, row: index, .muted)
    }
  }
}

/// The columns of calls that stand below each other: an operation's name is whole as long as there is
/// room for the longest.
struct CallColumns {
  private let width: Int
  private let operation: Int

  init(_ calls: [Call], width: Int) {
    self.width = width
    let longest = calls.map { TextWidth.width(of: $0.operation) }.max() ?? 0
    operation = min(max(30, longest), max(16, width - 34))
  }

  private var isWide: Bool { width >= 90 }
  private var digits: Int { isWide ? 12 : 8 }
  /// Where the operation begins.
  private var indent: Int { digits + 12 }

  /// `18:04:07.518  iam       CreateRole                     200  641 ms`; whole seconds and no
  /// request id where the row is short.
  func line(of call: Call) -> String {
    var line = head(of: call, call.operation)
    for more in extras(of: call) where fits(more, behind: line) { line += "  " + more }
    return line
  }

  /// The same whole: what has no room in its line stands below it.
  func lines(of call: Call) -> [String] {
    let parts = TextWidth.wrapARN(call.operation, to: operation)
    var lines = [head(of: call, parts.first ?? "")]
    lines += parts.dropFirst().map { String(repeating: " ", count: indent) + $0 }
    for more in extras(of: call) {
      let last = lines[lines.count - 1]
      if fits(more, behind: last) {
        lines[lines.count - 1] = last + "  " + more
      } else {
        lines.append(String(repeating: " ", count: indent) + more)
      }
    }
    return lines
  }

  private func fits(_ more: String, behind line: String) -> Bool {
    TextWidth.width(of: line) + 2 + TextWidth.width(of: more) <= width
  }

  private func head(of call: Call, _ shown: String) -> String {
    let clock = call.time.split(separator: "T").last.map { String($0.prefix(digits)) }
    // The operation says which of a service's hosts it is.
    let service = String(call.service.prefix { $0 != "-" })
    return [
      TextWidth.pad(clock ?? call.time, to: digits), TextWidth.pad(service, to: 8),
      TextWidth.pad(shown, to: operation) + " "
        + TextWidth.pad(call.status.map(String.init) ?? "-", to: 3)
        + TextWidth.pad("\(call.milliseconds) ms", to: 8, .right),
    ].joined(separator: "  ")
  }

  private func extras(of call: Call) -> [String] {
    guard let errorCode = call.errorCode else { return [] }
    return [errorCode, isWide ? call.requestID.map { "request " + $0 } : nil].compactMap(\.self)
  }
}
