extension SetupResult {
  /// Whether Vertesia has listed a model through the role; what else rests on a person's word does
  /// not matter then.
  package var isProven: Bool {
    guard !verified else { return true }
    let listing = steps.first { $0.id == .modelListing }
    return listing?.fault == nil && listing?.facts[.verified] == "true"
  }

  /// Whether the role may list models and not call them, by permissions that were put on it here.
  package var listsOnly: Bool {
    func facts(_ step: StepID) -> Facts? { steps.first { $0.id == step }?.facts }
    let outcome = steps.first { $0.id == .permissions }?.outcome
    return Self.listsOnly(outcome, role: facts(.role), permissions: facts(.permissions))
  }

  /// Of a role that somebody else made nothing is known: it may have other policies.
  package static func listsOnly(_ outcome: Outcome?, role: Facts?, permissions: Facts?) -> Bool {
    guard let outcome, outcome != .byHand, outcome != .waiting, role?[.ours] == "true" else {
      return false
    }
    return permissions?[.permissions].flatMap(PermissionChoice.init) == .listing
  }

  /// What that means for calls.
  package static let listsOnlyWords =
    "The permissions are \(PermissionChoice.listing.words): they allow no call of a model."

  /// Whether something is still to be done, by a run or by a person. Advice that could not be read is
  /// not.
  package var isOpen: Bool {
    steps.contains { !$0.id.isAdvice && ($0.outcome == nil || $0.outcome == .waiting) }
  }

  /// How a run ended that reached its end: no more than is known.
  package func headline(region: String?) -> String {
    let region = region.map { " in \($0)" } ?? ""
    if exit == .modelNotUsable {
      return "Connected to Bedrock\(region), but a model you asked for is not usable"
    }
    if isProven {
      return listsOnly
        ? "Vertesia may list models\(region), not call them"
        : "Vertesia can reach Bedrock\(region)"
    }
    let isByHand = steps.contains { $0.outcome == .byHand }
    return isByHand
      ? "Done by hand; not checked from here" : "Done; that models are listed was not checked"
  }
}
