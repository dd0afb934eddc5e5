/// How a session looks and where it runs.
package struct TerminalOptions: Sendable {
  /// `TERM`, `NO_COLOR`, `COLORFGBG` and what tells a multiplexer are read.
  package var environment: [String: String]
  package var colour: ColourChoice
  /// Dark or light, where somebody said so; otherwise the terminal is asked.
  package var background: Background?
  /// Whether clicks and the wheel are inputs; the terminal does not select text by them then.
  package var hasMouse: Bool
  /// File descriptors of a terminal.
  package var input: Int32
  package var output: Int32

  package init(
    environment: [String: String],
    colour: ColourChoice = .auto,
    background: Background? = nil,
    hasMouse: Bool = false,
    input: Int32 = 0,
    output: Int32 = 1
  ) {
    self.environment = environment
    self.colour = colour
    self.background = background
    self.hasMouse = hasMouse
    self.input = input
    self.output = output
  }

  var term: String { environment["TERM"] ?? "" }
}
