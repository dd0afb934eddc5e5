import CTerminal
import Screen

/// How each role looks, by colour mode and background.
///
/// The indices were chosen by contrast: at least 4.5 for text and 3 for rules on common dark and
/// light backgrounds. On an unknown background only the terminal's own colours are that safe; who
/// wants colours even there gets middle tones, at least 3 on all of them.
struct Palette: Hashable, Sendable {
  struct Look: Hashable, Sendable {
    /// A colour number in the palette's mode; -1 is the terminal's own.
    var foreground: Int32 = -1
    var background: Int32 = -1
    var flags: Style.Flags = []
  }

  let mode: ColourMode
  var background: Background
  /// Colours are wanted on an unknown background too.
  var isForced = false

  subscript(role: Role) -> Look {
    switch (mode, background) {
    case (.none, _): Self.plain(role)
    case (_, .unknown) where !isForced: Self.plain(role)
    case (.eight, .unknown): Self.eightOnAny(role)
    case (.indexed, .unknown): Self.onAny(role)
    case (.direct, .unknown): Self.direct(Self.onAny(role))
    case (.eight, .dark): Self.eightOnDark(role)
    case (.eight, .light): Self.eightOnLight(role)
    case (.indexed, .dark): Self.onDark(role)
    case (.indexed, .light): Self.onLight(role)
    case (.direct, .dark): Self.direct(Self.onDark(role))
    case (.direct, .light): Self.direct(Self.onLight(role))
    }
  }

  private static func plain(_ role: Role) -> Look {
    switch role {
    case .title, .error: Look(flags: .bold)
    case .link: Look(flags: .underline)
    case .focus: Look(flags: .reverse)
    case .text, .muted, .accent, .ok, .warning, .rule: Look()
    }
  }

  private static func eightOnDark(_ role: Role) -> Look {
    switch role {
    case .accent: Look(foreground: 6)
    case .ok: Look(foreground: 2)
    case .warning: Look(foreground: 3)
    case .text, .title, .muted, .error, .link, .focus, .rule: plain(role)
    }
  }

  private static func eightOnLight(_ role: Role) -> Look {
    switch role {
    case .accent: Look(foreground: 4)
    case .warning: Look(foreground: 5)
    case .error: Look(foreground: 1)
    case .text, .title, .muted, .ok, .link, .focus, .rule: plain(role)
    }
  }

  private static func eightOnAny(_ role: Role) -> Look {
    switch role {
    case .accent, .warning: Look(foreground: 5)
    case .error: Look(foreground: 1, flags: .bold)
    case .text, .title, .muted, .ok, .link, .focus, .rule: plain(role)
    }
  }

  private static func onAny(_ role: Role) -> Look {
    switch role {
    case .accent: Look(foreground: 33)
    case .ok: Look(foreground: 64)
    case .warning: Look(foreground: 136)
    case .error: Look(foreground: 196, flags: .bold)
    case .link: Look(foreground: 33, flags: .underline)
    case .rule: Look(foreground: 244)
    case .text, .title, .muted, .focus: plain(role)
    }
  }

  private static func onDark(_ role: Role) -> Look {
    switch role {
    case .text: Look()
    case .title: Look(foreground: 255, flags: .bold)
    case .muted: Look(foreground: 247)
    case .accent: Look(foreground: 117)
    case .ok: Look(foreground: 114)
    case .warning: Look(foreground: 221)
    case .error: Look(foreground: 210)
    case .link: Look(foreground: 111, flags: .underline)
    case .focus: Look(foreground: 255, background: 24)
    case .rule: Look(foreground: 244)
    }
  }

  private static func onLight(_ role: Role) -> Look {
    switch role {
    case .text: Look()
    case .title: Look(foreground: 232, flags: .bold)
    case .muted: Look(foreground: 241)
    case .accent: Look(foreground: 25)
    case .ok: Look(foreground: 22)
    case .warning: Look(foreground: 94)
    case .error: Look(foreground: 124)
    case .link: Look(foreground: 26, flags: .underline)
    case .focus: Look(foreground: 235, background: 153)
    case .rule: Look(foreground: 245)
    }
  }

  private static func direct(_ look: Look) -> Look {
    Look(
      foreground: rgb(ofIndex: look.foreground),
      background: rgb(ofIndex: look.background),
      flags: look.flags
    )
  }

  /// The colour that an index above 15 has in the 256 colour palette, as 0xRRGGBB.
  static func rgb(ofIndex index: Int32) -> Int32 {
    switch index {
    case 16...231:
      let levels: [Int32] = [0, 95, 135, 175, 215, 255]
      let place = Int(index - 16)
      return levels[place / 36] << 16 | levels[place / 6 % 6] << 8 | levels[place % 6]
    case 232...255:
      let grey = 8 + 10 * (index - 232)
      return grey << 16 | grey << 8 | grey
    default:
      return index
    }
  }
}
