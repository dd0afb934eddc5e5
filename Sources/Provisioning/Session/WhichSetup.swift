import Federation

/// Which saved set-up a command means that names none.
enum WhichSetup {
  /// The one saved set-up with the same site, account, organization, region and environment.
  ///
  /// - Returns: its id; `nil` when there is none, and a new one is meant.
  /// - Throws: VB119 when there are several.
  static func choose(
    _ answers: Answers,
    _ survey: Survey,
    _ invocation: Invocation
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
    guard matches.count > 1 else { return matches.first?.id }
    throw Fault(
      .ambiguousSetup,
      cause: "Several saved set-ups have these answers.",
      remedies: matches.map {
        Remedy("Go on with \($0.name)", command: invocation("apply", "--setup", $0.id))
      },
      evidence: matches.map { Evidence(.found, $0.id) }
    )
  }

  private static func same(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return true }
    return one == other
  }

  private static func isSameEnvironment(_ saved: SetupSummary, _ answers: Answers) -> Bool {
    if let id = answers[.environmentID] { return saved.environmentID == id }
    return saved.environmentName == nil || saved.environmentName == answers[.environmentName]
  }
}
