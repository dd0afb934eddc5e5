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
  /// Throws `swappedIDs` when two ids are equal or stand in each other's place.
  static func check(_ answers: Answers, _ survey: Survey) throws(Fault) {
    let environments = survey.environments.value ?? []
    let projects = survey.organization.value?.projects ?? []
    var given: [(id: String, name: String)] = []
    for (key, name) in names {
      guard let id = answers[key] else { continue }
      if let other = given.first(where: { $0.id == id }) {
        throw Fault(
          .swappedIDs,
          "One id is given for two things",
          cause: "\(id) is given as the \(other.name) and as the \(name)"
        )
      }
      given.append((id, name))
      let environment = environments.first { $0.id == id }
      let project = projects.first { $0.id == id }
      let found =
        switch key {
        case .organization: environment.map(words) ?? project.map(words)
        case .environmentID:
          id == survey.organization.value?.id
            ? survey.organization.value.map { "the organization \(AnswerCheck.shown($0.name))" }
            : project.map(words)
        default: environment.map(words)
        }
      if let found { throw Fault(.swappedIDs, cause: "\(id) is \(found), not the \(name)") }
    }
  }

  private static let names: [(AnswerKey, String)] = [
    (.organization, "Organization ID"), (.environmentID, "Environment ID"),
    (.project, "project ID"),
  ]

  private static func words(_ environment: EnvironmentSummary) -> String {
    "the environment \(AnswerCheck.shown(environment.name))"
  }

  private static func words(_ project: Organization.Project) -> String {
    "the project \(AnswerCheck.shown(project.name))"
  }
}
