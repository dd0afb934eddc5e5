/// A state's mark. It never stands alone: a word beside it says the same.
package enum Symbol: CaseIterable, Hashable, Sendable {
  case done, failed, attention, current, next, notApplicable, unknown
}

/// The drawn set: Unicode, or ASCII where the locale cannot show more.
package enum Glyphs: CaseIterable, Hashable, Sendable {
  case unicode, ascii

  /// Columns kept for a symbol in either set, so that layouts do not depend on it.
  package static let slot = 2

  /// The bare mark, one or two columns.
  package func mark(_ symbol: Symbol) -> String {
    switch (symbol, self) {
    case (.done, .unicode): "✓"
    case (.done, .ascii): "ok"
    case (.failed, .unicode): "✗"
    case (.failed, .ascii): "x"
    case (.attention, _): "!"
    case (.current, .unicode): "▸"
    case (.current, .ascii): ">"
    case (.next, .unicode): "∙"
    case (.next, .ascii): "."
    case (.notApplicable, _): "-"
    case (.unknown, _): "?"
    }
  }

  /// The mark, padded to its slot of two columns.
  package func slotted(_ symbol: Symbol) -> String {
    let mark = mark(symbol)
    return mark.count < Self.slot ? mark + " " : mark
  }

  /// One column; `tick` counts quarter seconds. The same in both sets: any terminal draws it.
  package func spinner(_ tick: Int) -> String {
    switch tick & 3 {
    case 0: "-"
    case 1: "\\"
    case 2: "|"
    default: "/"
    }
  }

  /// The line that leaves a cell in these directions.
  func rule(_ arms: Arms) -> String {
    let across = !arms.isDisjoint(with: [.left, .right])
    let down = !arms.isDisjoint(with: [.up, .down])
    if self == .ascii {
      return across && down ? "+" : across ? "-" : "|"
    }
    guard across, down else { return across ? "─" : "│" }
    return Self.joints[Int(arms.rawValue)]
  }

  /// By the arms' bits: up 1, down 2, left 4, right 8.
  private static let joints = [
    " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
  ]
}
