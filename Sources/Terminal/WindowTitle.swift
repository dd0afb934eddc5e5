import Screen

/// The title of the terminal's window.
enum WindowTitle {
  /// Whether the terminal puts the title before aside and gives it back. Of one that nobody has seen
  /// do it, the title is left alone: nothing else could restore it.
  static func canKeep(_ environment: [String: String]) -> Bool {
    let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
    func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
    func isLike(_ names: [String]) -> Bool {
      names.contains { term == $0 || term.hasPrefix($0 + "-") }
    }
    if isLike(["tmux"]) { return true }
    // tmux names itself so, too; GNU Screen keeps no titles, whatever its windows are called.
    if isLike(["screen"]) { return isSet("TMUX") }
    if isSet("STY"), !isSet("TMUX") { return false }
    if isLike(["alacritty", "foot", "xterm-kitty"]) { return true }
    // Many call themselves xterm, and not all of them keep titles.
    return isLike(["xterm"])
      && (isSet("XTERM_VERSION") || isSet("VTE_VERSION") || program == "iTerm.app")
  }

  static func sequence(_ title: RemoteText) -> String {
    "\u{1B}]2;\(title)\u{7}"
  }
}
