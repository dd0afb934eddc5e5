extension Fault {
  /// What to do, for somebody who answers by keys and choices.
  ///
  /// Flags of answers stand in brackets at the end of what they do, and are left out here: the
  /// choice is on the screen. What only the start of the program takes stays.
  public var remediesHere: [Remedy] {
    // What can be done at once comes before what needs a new start.
    let pasted = remedies.filter { $0 == .pasteKeys }
    let here = (pasted + remedies.filter { $0 != .idsWithoutWizard && $0 != .pasteKeys })
      .map(\.here)
    return here.isEmpty ? remedies : here
  }
}

extension Remedy {
  private static let said = [
    ("Run the command again", "Try again"), ("run the command again", "try again"),
    ("into the wizard", "here"),
    ("Or use a profile whose session has not ended", "Or choose another profile"),
    ("Run the wizard and type", "Type"), ("run the wizard and type", "type"),
  ]

  fileprivate var here: Remedy {
    var remedy = self
    for (told, meant) in Self.said { remedy.words = remedy.words.replacing(told, with: meant) }
    while let flags = remedy.words.bracketedFlags { remedy.words.removeSubrange(flags) }
    return remedy
  }
}

extension String {
  /// ` (--role-path, --tag)`, ` (no --role-arn)`.
  fileprivate var bracketedFlags: Range<Index>? {
    var start = startIndex
    while let opening = self[start...].firstRange(of: " (") {
      let end = self[opening.upperBound...].firstIndex(of: ")")
      guard let end else { return nil }
      if self[opening.upperBound..<end].contains("--") {
        return opening.lowerBound..<index(after: end)
      }
      start = opening.upperBound
    }
    return nil
  }
}
