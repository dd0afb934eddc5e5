package import Screen

/// Why no full screen could be opened.
package enum TerminalError: Error, Hashable, Sendable {
  /// The machine does not know this terminal, or not how to place text on it.
  case unsupported(RemoteText)
  /// Only one full screen at a time: curses has one state for the process.
  case alreadyOpen
  /// No pipe or thread left.
  case outOfResources
}
