import Federation

/// How an answer is read.
package enum PlainReading: Equatable, Sendable {
  case line
  /// One line, unseen.
  case secret
  /// The lines that the access portal gives to copy, unseen from the first to the last.
  case keys

  package var isHidden: Bool { self != .line }

  /// Whether the lines so far answer. Three names or an empty line end the keys, and so does a
  /// general word.
  package func isWhole(_ text: String) -> Bool {
    guard self == .keys else { return true }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let last = Model.trimmed(String(lines.last ?? ""))
    return last.isEmpty || PlainModel.generalWords.contains(last) || PastedKeys.isWhole(text)
  }
}
