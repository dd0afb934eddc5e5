import Federation

/// What is known of earlier choices while another one takes their place.
extension Inputs {
  /// Whether what was in force before may be taken away in the end: only a listing of this run
  /// proves that nobody needs it.
  func mayRemove(_ step: StepID) -> Bool {
    provesListing && !isByHand(.modelListing) && !isByHand(step)
  }

  /// What was in force before, until a listing has proven what took its place. Of another role than
  /// the one that is meant now nothing is undone.
  func previous(_ step: StepID) -> String? {
    guard step == .connection || fact(step, .name) == roleName else { return nil }
    return fact(step, .previous)?.nonEmpty
  }

  /// What this set-up itself has put into the role as it is called now.
  func placed(_ step: StepID) -> [String] {
    guard fact(step, .name) == roleName else { return [] }
    return Self.list(fact(step, .placed))
  }

  /// The end of a sentence on what stays: how it is taken off.
  func takingOff(_ operation: String, _ arguments: [String]) -> String {
    guard refusedRemovals.contains(operation) else {
      return "To take it off: \(AWSCommand.iam(arguments, self))"
    }
    return "This sign-in may not take it off. The command for an AWS administrator: "
      + AWSCommand.iam(arguments, forAnotherPerson)
  }

  static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: " ").map(String.init)
  }

  /// The facts after some of it was taken away, or put back.
  func marks(_ change: Change) -> Facts {
    let target = Self.list(change.target)
    let before = Self.list(previous(change.step)).filter { !target.contains($0) }
    let others = placed(change.step).filter { !target.contains($0) }
    let isRemoval = change.verb == .remove
    return [
      .placed: (isRemoval ? others : others + target).joined(separator: " "),
      .previous: (isRemoval ? before + target : before).joined(separator: " "),
      .name: roleName,
    ]
  }
}
