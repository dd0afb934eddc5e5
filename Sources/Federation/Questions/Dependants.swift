/// Which answers rest on which.
enum Dependants {
  private static let rests: [AnswerKey: Set<AnswerKey>] = [
    .organization: [.site, .vertesiaAccess],
    .issuer: [.site, .vertesiaAccess],
    .project: [.site, .vertesiaAccess, .organization],
    .environmentID: [.region, .site, .vertesiaAccess, .organization],
    .environmentName: [.region, .site, .vertesiaAccess, .organization],
    .model: [.region],
    .roleARN: [.profile, .awsAccess, .environmentID],
  ]

  /// The answers that rest on one that differs between the two. An answer that was not there
  /// before shakes nothing.
  static func shaken(from old: Answers, to new: Answers) -> Set<AnswerKey> {
    let changed = old.values.filter { key, values in
      !values.isEmpty && new.values[key] != values
    }.keys
    var shaken = rests.filter { !$0.value.isDisjoint(with: changed) }.map(\.key)
    if changed.contains(.profile) || changed.contains(.awsAccess) {
      // A policy of the customer's own lives in one account.
      shaken += [.permissions, .permissionsBoundary].filter {
        ARN(new[$0] ?? "").map { ARN.isAccount($0.account) } ?? false
      }
    }
    return Set(shaken.filter { new.values[$0] != nil && old.values[$0] == new.values[$0] })
  }

  static func of(_ key: AnswerKey) -> Set<AnswerKey> { rests[key] ?? [] }
}

/// Ids that were pasted into each other's place.
enum Identifiers {
  /// Throws `swappedIDs` when two ids are equal or stand in each other's place, and
  /// `organizationMismatch` when the key belongs to another organization.
  static func check(_ answers: Answers, _ survey: Survey) throws(Fault) {
    let organization = answers[.organization]
    let environment = answers[.environmentID]
    let environments = Set((survey.environments.value ?? []).map(\.id))
    let known = answers[.vertesiaAccess] == "by-hand" ? nil : survey.organization.value
    let ids = [organization, environment, answers[.project]].compactMap { $0 }
    if Set(ids).count < ids.count {
      throw Fault(.swappedIDs, cause: "The same id is given for two different things")
    }
    if let organization, environments.contains(organization) {
      throw Fault(
        .swappedIDs,
        cause: "\(organization) is an environment, not an organization"
      )
    }
    if let environment, let known {
      let projects = known.projects.map(\.id)
      if environment == known.id {
        throw Fault(
          .swappedIDs,
          cause: "\(environment) is the organization, not an environment"
        )
      }
      if projects.contains(environment) {
        throw Fault(.swappedIDs, cause: "\(environment) is a project, not an environment")
      }
    }
  }
}
