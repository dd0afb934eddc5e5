import CTerminal
package import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which face this terminal can show.
package enum TerminalSupport: Hashable, Sendable {
  case fullScreen(Glyphs)
  case plain(PlainReason)

  /// What the decision rests on, so that it can be made without a terminal.
  package struct Facts: Sendable {
    package var environment: [String: String]
    package var inputIsTerminal: Bool
    package var outputIsTerminal: Bool

    package init(environment: [String: String], inputIsTerminal: Bool, outputIsTerminal: Bool) {
      self.environment = environment
      self.inputIsTerminal = inputIsTerminal
      self.outputIsTerminal = outputIsTerminal
    }

    /// The process's own input and output.
    package static func current(environment: [String: String]) -> Facts {
      Facts(
        environment: environment,
        inputIsTerminal: isatty(STDIN_FILENO) == 1,
        outputIsTerminal: isatty(STDOUT_FILENO) == 1
      )
    }
  }

  /// Decides, and sets the process's character type on the way: curses measures text with it.
  package static func decide(_ facts: Facts) -> TerminalSupport {
    guard facts.inputIsTerminal else { return .plain(.inputIsNoTerminal) }
    guard facts.outputIsTerminal else { return .plain(.outputIsNoTerminal) }
    guard facts.environment["ACCESSIBLE"]?.isEmpty ?? true else { return .plain(.accessible) }
    guard let term = facts.environment["TERM"], !term.isEmpty else { return .plain(.termUnset) }
    // It is in the database, but nothing can be placed on it.
    guard term != "dumb" else { return .plain(.termDumb) }
    // Names reach the file system and the screen.
    guard term.utf8.count <= 64, term.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F })
    else { return .plain(.termUnknown(RemoteText(TextWidth.fit(term, to: 64)))) }
    switch ct_supports(term) {
    case 1: return .fullScreen(glyphs(facts.environment))
    case 0: return .plain(.termCannotPlaceText(RemoteText(term)))
    default: return .plain(.termUnknown(RemoteText(term)))
    }
  }

  /// Unicode where the locale is UTF-8, names an UTF-8 locale that is not installed, or says
  /// nothing; ASCII where it asks for something else.
  package static func glyphs(_ environment: [String: String]) -> Glyphs {
    switch ct_locale("") {
    case 1: return .unicode
    case 0 where isNamed(environment): return .ascii
    default: break
    }
    let name = localeName(environment)?.lowercased() ?? "utf-8"
    if name.contains("utf-8") || name.contains("utf8") {
      for fallback in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where ct_locale(fallback) == 1 {
        return .unicode
      }
    }
    _ = ct_locale("C")
    return .ascii
  }

  private static func isNamed(_ environment: [String: String]) -> Bool {
    localeName(environment) != nil
  }

  private static func localeName(_ environment: [String: String]) -> String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }
}

/// Why the plain face is shown though nobody asked for it.
package enum PlainReason: Hashable, Sendable {
  case inputIsNoTerminal, outputIsNoTerminal
  /// Somebody said so for all programs.
  case accessible
  case termUnset, termDumb
  case termUnknown(RemoteText)
  case termCannotPlaceText(RemoteText)

  /// One sentence without its full stop.
  package var words: String {
    switch self {
    case .inputIsNoTerminal: "The input is not a terminal"
    case .outputIsNoTerminal: "The output is not a terminal"
    case .accessible: "ACCESSIBLE"
    case .termUnset: "TERM is not set"
    case .termDumb: "TERM is dumb, which can only show lines"
    case .termUnknown(let name): "TERM is \(name), which is not known on this machine"
    case .termCannotPlaceText(let name): "TERM is \(name), which can only show lines"
    }
  }

  /// Whether someone could still answer questions there.
  package var canAsk: Bool {
    switch self {
    case .inputIsNoTerminal, .outputIsNoTerminal: false
    case .accessible, .termUnset, .termDumb, .termUnknown, .termCannotPlaceText: true
    }
  }
}
