/// The programs that put text into a desktop's clipboard, for a face that may send no escapes.
package enum ClipboardProgram {
  /// Hands a text to the first one that is there.
  ///
  /// - Parameters:
  ///   - text: at most 4096 bytes.
  ///   - environment: tells which desktop there is, and is all that the program gets to know.
  /// - Returns: the program's name; `nil` when there is none, or it refused.
  package static func copy(_ text: String, environment: [String: String]) async -> String? {
    for arguments in candidates(environment) {
      let child = ForegroundChild(arguments, environment: environment, input: text)
      if await child.run() == 0 { return arguments.first }
    }
    return nil
  }

  static func candidates(_ environment: [String: String]) -> [[String]] {
    var found = [["pbcopy"]]
    if environment["WAYLAND_DISPLAY"]?.isEmpty == false { found.append(["wl-copy"]) }
    if environment["DISPLAY"]?.isEmpty == false {
      found.append(["xclip", "-selection", "clipboard"])
    }
    return found
  }
}
