import Clients
import Federation

extension Engine {
  /// How a step stands by the last look; `changes` would make it as it should be.
  func standing<S: Step>(of step: S, _ changes: [Change]) -> Standing {
    guard step.id != .modelListing else {
      return .notLookedAt(because: "the command models asks Vertesia for the list")
    }
    guard let sight = sight(of: step) else {
      return .notLookedAt(
        because: inputs.isByHand(step.id) ? "a person does it" : "there is no sign-in to look with"
      )
    }
    if changes.isEmpty {
      let refusal = (sight as? PermissionsStep.Sight)?.refusal
      return refusal.map { .notLookedAt(because: $0.summary) } ?? .asItShouldBe
    }
    // A policy may be written otherwise, and do.
    if inputs.isHanded(step.id), let sight = sight as? PermissionsStep.Sight,
      !PermissionsStep().isAsBefore(sight, inputs)
    {
      return .notLookedAt(because: "it is written otherwise: that models are listed proves it")
    }
    if let connection = sight as? ConnectionStep.Sight, isMasked(connection) {
      return .notLookedAt(because: "the key fits, is masked, and is not known to be set from here")
    }
    if changes.contains(where: { [.add, .update, .remove].contains($0.verb) }) { return .differs }
    if case .present = step.seen(sight, inputs) { return .differs }
    return .missing
  }

  /// A key that may be the role's: more than its ends cannot be read.
  private func isMasked(_ sight: ConnectionStep.Sight) -> Bool {
    guard let hint = sight.environment?.keyHint, let arn = inputs.roleARN else { return false }
    return ConnectionStep().fits(hint, arn, inputs)
  }
}
