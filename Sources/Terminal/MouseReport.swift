import Screen

/// What a terminal tells of the mouse by SGR: `button;column;row`, counted from 1.
enum MouseReport {
  /// In bytes; what is longer is none.
  static let longest = 24

  /// A press of the main button without a modifier, or a turn of the wheel; `nil` for all else.
  static func input(_ report: [UInt8]) -> Input? {
    let parts = report.split(separator: 0x3B, omittingEmptySubsequences: false)
    guard report.count <= longest, parts.count == 3 else { return nil }
    let numbers = parts.compactMap(number)
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    switch numbers[0] {
    case 0: return .click(Position(row: numbers[2] - 1, column: numbers[1] - 1))
    case 64: return .wheelUp
    case 65: return .wheelDown
    default: return nil
    }
  }

  /// Digits and nothing else, so that no sign passes.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: text, as: UTF8.self))
  }
}
