/// Whether the terminal is dark or light: colours for one are unreadable on the other.
package enum Background: Hashable, Sendable {
  case dark, light, unknown

  /// From `COLORFGBG`, such as `15;0`: foreground and background as numbers of the 16 colours.
  init(colorfgbg: String?) {
    switch colorfgbg?.split(separator: ";").last.flatMap({ Int($0) }) {
    case 0, 1, 2, 3, 4, 5, 6, 8: self = .dark
    case 7, 9, 10, 11, 12, 13, 14, 15: self = .light
    default: self = .unknown
    }
  }

  /// The question, ended the way every terminal understands.
  static let query = "\u{1B}]11;?\u{1B}\\"

  /// Terminals that answer the question or at least swallow it.
  static func canAsk(term: String) -> Bool {
    ["xterm", "tmux", "screen", "rxvt", "alacritty", "kitty", "foot", "wezterm", "ghostty", "st"]
      .contains { term == $0 || term.hasPrefix($0 + "-") }
  }

  /// From the terminal's answer to the query, such as `11;rgb:1e1e/1e1e/1e1e`.
  init?(reply: String) {
    guard reply.hasPrefix("11;rgb") else { return nil }
    let parts = reply.drop { $0 != ":" }.dropFirst().split(separator: "/").prefix(3)
    let levels = parts.compactMap { part -> Double? in
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      return Double(value) / Double((1 << (4 * part.count)) - 1)
    }
    guard levels.count == 3 else { return nil }
    // Perceived brightness; the exact formula does not matter this far from the middle.
    let brightness = 0.299 * levels[0] + 0.587 * levels[1] + 0.114 * levels[2]
    self = brightness < 0.5 ? .dark : .light
  }
}
