extension Answers {
  /// The answers for a second set-up in another region. What belongs to the first one's environment
  /// and role is left out: each has its own.
  package func moved(from made: String, to region: String) -> Answers {
    var moved = self
    let isNamedAfterRegion = self[.environmentName]?.hasPrefix("bedrock-\(made)") ?? false
    if self[.environmentID] != nil || isNamedAfterRegion { moved[.environmentName] = nil }
    for key in [.environmentID, .roleName, .roleARN, .model, .onConflict] as [AnswerKey] {
      moved[key] = nil
    }
    moved[.region] = region
    return moved
  }

  /// Without what a run would put in by itself.
  package func withoutDefaults() -> Answers {
    var left = self
    for (key, value) in Self.defaults where left[key] == value { left[key] = nil }
    if left[.issuer].map(Issuer.isTrusted) == true { left[.issuer] = nil }
    left[.organization] = nil
    return left
  }

  private static let defaults: [AnswerKey: String] = [
    .audience: "bedrock", .permissions: "inference", .rolePath: "/",
  ]
}
