package import Federation

extension Sample {
  /// What a session tells of a saved set-up that it has opened.
  package static func opened(_ summary: SetupSummary) -> [Event] {
    var answers = Sample.answers
    answers[.region] = summary.region
    answers[.environmentName] = summary.environmentName
    let facts: [StepID: Facts] = [
      .awsIdentity: [.account: account, .arn: identity.arn],
      .organization: [.id: organizationID, .name: "Acme Research"],
      .modelAccess: [:],
      .identityProvider: [.arn: providerARN, .url: "https://sts.becomposable.com"],
      .environment: [
        .id: summary.environmentID, .name: summary.environmentName, .region: summary.region,
      ],
      .role: [
        .arn: summary.roleARN, .name: summary.roleARN?.split(separator: "/").last.map(String.init),
      ],
      .permissions: [.policy: "vertesia-bedrock", .permissions: "inference"],
      .connection: [.roleARN: summary.roleARN],
      .modelListing: [.verified: "true"],
    ]
    let outcomes: [StepID: Outcome] = [.identityProvider: .reused]
    var known = firstSurvey
    known.saved = saved.filter { $0.id != summary.id }
    return [
      .opened(
        setup: summary.id,
        name: summary.name,
        resume: "vertesia-bedrock --setup \(summary.id)"
      ), .answered(answers), .surveyed(known),
    ]
      + StepID.allCases.prefix(summary.settled).map { step in
        .settled(step, outcomes[step] ?? .created, facts[step] ?? [:])
      }
  }

  /// More set-ups than are seen at a glance.
  package static let foundMany = found + others

  private static let others: [SetupSummary] = {
    let regions = ["us-east-1", "us-east-2", "eu-west-1", "eu-west-3", "ap-southeast-2"]
    return regions.enumerated().map { index, region in
      SetupSummary(
        id: "d5e6f7g\(index)",
        name: "acme-labs/\(region)",
        organizationName: "Acme Labs",
        account: account,
        region: region,
        settled: 0,
        of: 9,
        updatedAt: "2026-11-01T00:00:00Z"
      )
    }
  }()
}
