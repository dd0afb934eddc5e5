import Federation

/// Values that tests begin with.
enum Sample {
  static let org = "64f0c1a2b3c4d5e6f7a8b9c0"
  static let env = "68c4d0e1f2a3b4c5d6e7f809"
  static let project = "65aa00112233445566778899"
  static let otherProject = "65aa00112233445566778800"
  static let account = "432112349876"
  static let issuer = "https://sts.vertesia.io"
  static let provider = "arn:aws:iam::432112349876:oidc-provider/sts.vertesia.io"

  /// Signed in on both sides, nothing made yet.
  static var survey: Survey {
    var survey = Survey()
    survey.now = "2026-08-22T10:12:30.000Z"
    survey.signIns = [
      AWSSignIn(
        id: "old",
        kind: .sso,
        state: "expired 2 days ago",
        isUsable: false,
        command: "aws sso login --profile old"
      ),
      AWSSignIn(id: "prod", kind: .sso, state: "signed in", isUsable: true, region: "eu-west-1"),
    ]
    survey.identity = .known(identity())
    survey.abilities = .known(Abilities(verdicts: ["iam:CreateRole": .allowed], source: "told"))
    survey.organization = .known(organization())
    survey.environments = .known([])
    return survey
  }

  static func identity(account: String = Sample.account, partition: String = "aws")
    -> CallerIdentity
  {
    CallerIdentity(
      account: account,
      alias: "Acme Production",
      arn: "arn:\(partition):sts::\(account):assumed-role/Admin/me",
      partition: partition,
      source: "profile prod"
    )
  }

  static func organization(projects: Int = 1, issuer: String = Sample.issuer) -> Organization {
    let all = [
      Organization.Project(id: project, name: "Main"),
      Organization.Project(id: otherProject, name: "Second"),
    ]
    return Organization(
      id: org,
      name: "Acme Research",
      projects: Array(all.prefix(projects)),
      keyProject: project,
      roles: ["admin"],
      mayAdministerEnvironments: true,
      source: "VERTESIA_API_KEY",
      site: "api.vertesia.io",
      issuer: issuer,
      issuerSource: "the key",
      issuerIsAssumed: false
    )
  }

  static func environment(
    _ id: String = Sample.env,
    name: String = "A",
    region: String = "eu-west-1",
    hasKey: Bool = false
  ) -> EnvironmentSummary {
    EnvironmentSummary(
      id: id,
      name: name,
      region: region,
      hasKey: hasKey,
      keyHint: nil,
      marker: nil,
      createdAt: "2026-08-22T10:00:00.000Z",
      projects: [project]
    )
  }

  static func saved(account: String, organization: String = Sample.org) -> SetupSummary {
    SetupSummary(
      id: "k3vq7m2d",
      name: "acme/eu-west-1",
      organization: organization,
      account: account,
      settled: 9,
      of: 9,
      updatedAt: "2026-08-22T10:00:00Z"
    )
  }

  static func subject(_ environment: String = Sample.env) throws -> Subject {
    try Subject(organization: org, environment: environment)
  }

  static func target(_ environment: String = Sample.env) throws -> TrustTarget {
    TrustTarget(
      providerARN: provider,
      issuer: issuer,
      audience: "bedrock",
      subject: try subject(environment)
    )
  }
}
