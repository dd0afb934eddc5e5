/// One place on the screen.
package struct Cell: Hashable, Sendable {
  /// One clean grapheme; empty in the second half of a wide one.
  package internal(set) var text: String
  package internal(set) var style: Style
  /// Columns taken: 1 or 2, and 0 for the second half of a wide grapheme.
  package internal(set) var width: UInt8
  /// The directions in which a rule leaves this cell; empty for text.
  var arms: Arms = []

  init(_ text: String, width: UInt8, style: Style) {
    self.text = text
    self.style = style
    self.width = width
  }

  package static let blank = Cell(" ", width: 1, style: .text)

  /// The right half of a wide grapheme.
  package var isContinuation: Bool { width == 0 }
}

/// Where a rule's line leaves a cell. Crossing rules add up, which gives the joint.
struct Arms: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let up = Arms(rawValue: 1)
  static let down = Arms(rawValue: 2)
  static let left = Arms(rawValue: 4)
  static let right = Arms(rawValue: 8)
}
