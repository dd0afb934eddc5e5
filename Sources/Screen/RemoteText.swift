/// Text from outside (a server, a file, the environment), made safe to show on a terminal.
///
/// Gone are control characters, whole escape sequences, bidirectional controls and everything
/// invisible; line ends and tabs are single spaces. Letters, accents and wide text stay. A `Frame`
/// cleans what it is given in any case; plain output takes this type, so that no raw string gets
/// there.
package struct RemoteText: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  package init(_ raw: String) {
    text = Self.clean(raw)
  }

  package var description: String { text }

  /// Text over several lines, each of them clean.
  package static func lines(_ raw: String) -> [RemoteText] {
    cleanLines(raw).map(RemoteText.init(cleaned:))
  }

  private init(cleaned text: String) {
    self.text = text
  }

  /// Printable ASCII only, which is nearly all that is ever shown.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  static func clean(_ raw: String) -> String {
    if isPlain(raw) { return raw }
    var sanitiser = Sanitiser(keepsLines: false)
    return sanitiser.clean(raw)
  }

  static func cleanLines(_ raw: String) -> [String] {
    if isPlain(raw) { return [raw] }
    var sanitiser = Sanitiser(keepsLines: true)
    return sanitiser.clean(raw).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }
}
