import Federation

/// Which saved set-up a command means that names none.
enum WhichSetup {
  /// The one saved set-up with the same site, account, organization, region and environment.
  ///
  /// - Returns: its id; `nil` when there is none, and a new one is meant.
  /// - Throws: VB119 when there are several.
  static func choose(
    _ answers: Answers,
    _ survey: Survey
  ) throws(Fault) -> String? {
    let account = survey.identity.value?.account
    let organization = survey.organization.value?.id ?? answers[.organization]
    let site = survey.organization.value?.site
    guard let organization, let region = answers[.region] else { return nil }
    let matches = survey.saved.filter { saved in
      saved.organization == organization && saved.region == region
        && same(saved.account, account) && same(saved.site, site)
        && isSameEnvironment(saved, answers)
    }
    // One in which nothing has been done yet is no choice beside one that came further.
    let begun = matches.filter(\.hasBegun)
    if begun.count == 1 || matches.count < 2 { return (begun.first ?? matches.first)?.id }
    throw Fault(
      .ambiguousSetup,
      cause: "Several saved set-ups have these answers.",
      remedies: matches.map {
        Remedy(
          "Go on with \($0.id): \(words($0, survey.now))",
          ProductCommand(.apply, of: .saved($0.id))
        )
      },
      evidence: matches.map { Evidence(.found, $0.id) }
    )
  }

  /// `acme-research/us-east-1, Lab, 68c4d0e1, role Vertesia-lab, 9 of 9 done, 2 hours ago`: so that
  /// set-ups of one name are told apart.
  private static func words(_ saved: SetupSummary, _ now: String?) -> String {
    let environment = [saved.environmentName, saved.environmentID].compactMap { $0 }
    let role = saved.roleARN.flatMap { ARN($0) }.map { "role \($0.name)" }
    let age = now.flatMap { Age.words(since: saved.updatedAt, now: $0) }
    return
      ([saved.name] + (environment.isEmpty ? ["no environment yet"] : environment)
      + [role, saved.standing, age].compactMap { $0 }).joined(separator: ", ")
  }

  private static func same(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return true }
    return one == other
  }

  private static func isSameEnvironment(_ saved: SetupSummary, _ answers: Answers) -> Bool {
    if let id = answers[.environmentID] { return saved.environmentID == id }
    guard let name = saved.environmentName else {
      // An id that led nowhere, such as a mistyped one, is not what is meant without it.
      return saved.environmentID == nil || saved.settled > 0
    }
    return name == answers[.environmentName]
  }
}
