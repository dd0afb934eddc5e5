extension AnswerCheck {
  /// What a person wants to call a set-up: commands take it as well as ids.
  ///
  /// - Parameters:
  ///   - value: as it was typed.
  ///   - others: the saved set-ups but for this one.
  /// - Returns: the name without the blanks around it.
  /// - Throws: VB131, whose summary is the rule that it breaks.
  package static func setupName(
    _ value: String,
    beside others: [SetupSummary]
  ) throws(Fault) -> String {
    let name = value.trimmed()
    let known = name.lowercased()
    let rule: String? =
      if name.isEmpty {
        "A name has at least one character"
      } else if name.count > longestSetupName {
        "A name has at most \(longestSetupName) characters"
      } else if !name.hasNoControls {
        "A name has no control characters"
      } else if name.hasPrefix("-") {
        "A name does not begin with a hyphen, as flags do"
      } else if SecretShape.isPlainlyIn(name) {
        "This looks like a secret, and a name is saved and shown"
      } else if others.contains(where: { $0.name.lowercased() == known }) {
        "Another saved set-up has this name"
      } else if let other = others.first(where: { $0.id.hasPrefix(known) }) {
        "The id of another saved set-up begins so: \(other.id)"
      } else {
        nil
      }
    if let rule {
      throw Fault(.badSetupName, rule, evidence: [Evidence(.value, shown(name))])
    }
    return name
  }

  private static let longestSetupName = 60
}
