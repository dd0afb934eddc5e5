/// A command that a person can paste into a shell and run as printed.
package struct ShellCommand: Equatable, Sendable, CustomStringConvertible {
  package var arguments: [String]

  package init(_ arguments: [String]) { self.arguments = arguments }

  /// One line, every argument quoted where a POSIX shell would read it differently.
  package var text: String { arguments.map(Self.quoted).joined(separator: " ") }
  package var description: String { text }

  /// In single quotes unless every character is plain; a quote itself becomes `'\''`.
  static func quoted(_ argument: String) -> String {
    let isPlain =
      !argument.isEmpty && argument.isMade(of: { $0.isAlphanumeric || $0.isOne(of: "_-./:=@%+,") })
    return isPlain ? argument : "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
