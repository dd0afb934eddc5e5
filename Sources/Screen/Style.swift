/// What a piece of text is, never which colour it has: the terminal's palette decides that.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
  case text, title, muted, accent, ok, warning, error, link, focus, rule

  /// The letter that stands for the role in `Frame.styleText`.
  var letter: Character {
    switch self {
    case .text: "t"
    case .title: "h"
    case .muted: "m"
    case .accent: "a"
    case .ok: "o"
    case .warning: "w"
    case .error: "e"
    case .link: "l"
    case .focus: "f"
    case .rule: "r"
    }
  }
}

/// A role and what is added to it on purpose. A role brings its own attributes (a title is bold, a
/// link underlined, focus a bar), so most text needs no flag.
package struct Style: Hashable, Sendable {
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Flags(rawValue: 1)
    package static let reverse = Flags(rawValue: 2)
    package static let underline = Flags(rawValue: 4)
  }

  package var role: Role
  package var flags: Flags

  package init(_ role: Role, _ flags: Flags = []) {
    self.role = role
    self.flags = flags
  }

  package static let text = Style(.text)
  package static let title = Style(.title)
  package static let muted = Style(.muted)
  package static let accent = Style(.accent)
  package static let ok = Style(.ok)
  package static let warning = Style(.warning)
  package static let error = Style(.error)
  package static let link = Style(.link)
  package static let focus = Style(.focus)
  package static let rule = Style(.rule)

  package var bold: Style { Style(role, flags.union(.bold)) }
}
