import Federation

/// Whether what is about to be done is what was agreed to.
enum Consent {
  /// Fewer changes than agreed to are fine: somebody else has made them meanwhile.
  ///
  /// - Throws: VB129 for a change that is not in the plan with its blanks filled.
  static func check(
    _ changes: [Change],
    of step: StepID,
    against plan: Plan,
    _ inputs: Inputs
  ) throws(Fault) {
    let agreed = plan.changes.filter { $0.step == step }.map { filled($0, inputs) }
    for change in changes where !agreed.contains(where: { isSame($0, change) }) {
      throw Fault(
        .planChanged,
        cause: "The world changed after the plan was shown: it would now have to "
          + "\(change.sentence).",
        evidence: [
          Evidence(
            .expected,
            agreed.map(\.sentence).joined(separator: "; ").nonEmpty ?? "no change"
          ),
          Evidence(.found, ([change.sentence] + change.details).joined(separator: "; ")),
        ]
      )
    }
  }

  private static func isSame(_ one: Change, _ other: Change) -> Bool {
    one.operation == other.operation && one.verb == other.verb && one.object == other.object
      && one.details == other.details
  }

  private static func filled(_ change: Change, _ inputs: Inputs) -> Change {
    var change = change
    let known = [
      (Inputs.newEnvironment, inputs.environment), (Inputs.newRole, inputs.roleARN),
      (Inputs.newOrganization, inputs.organization),
    ]
    let fill: (String) -> String = { text in
      // Every blank stands in such brackets.
      guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
      return known.reduce(text) { text, blank in
        blank.1.map { text.replacing(blank.0, with: $0) } ?? text
      }
    }
    change.object = fill(change.object)
    change.details = change.details.map(fill)
    return change
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
