package import Federation
package import Screen
package import Wizard

/// One made-up customer, used by every test of the screens.
package enum Sample {
  package static let account = "432112349876"
  package static let organizationID = "65f0c1a2b3d4e5f60718293a"
  package static let environmentID = "66f1a0b1c2d3e4f506172839"
  package static let setup = "k3vq7m2d"
  package static let roleName = "Vertesia-acme-research-us-east-1-k3vq7m2d"
  package static let roleARN =
    "arn:aws:iam::432112349876:role/Vertesia-acme-research-us-east-1-k3vq7m2d"
  package static let providerARN = "arn:aws:iam::432112349876:oidc-provider/sts.becomposable.com"
  /// 2026-11-23T18:02:00Z.
  package static let timeline = Timeline(startedAt: 1_795_456_920)

  package static func at(_ seconds: Int) -> Message { .tick(.seconds(seconds)) }

  package static let signIns = [
    AWSSignIn(
      id: "prod-platform",
      kind: .sso,
      state: "signed in, 6 h 12 min left",
      isUsable: true,
      region: "us-east-1"
    ),
    AWSSignIn(
      id: "prod-data",
      kind: .sso,
      state: "expired 2 days ago",
      isUsable: false,
      command: "aws sso login --profile prod-data"
    ),
    AWSSignIn(id: "legacy", kind: .keys, state: "not checked", isUsable: true),
  ]

  package static let identity = CallerIdentity(
    account: account,
    alias: "acme-production",
    arn: "arn:aws:sts::432112349876:assumed-role/AdministratorAccess/jo",
    partition: "aws",
    source: "profile prod-platform"
  )

  package static let organization = Organization(
    id: organizationID,
    name: "Acme Research",
    projects: [.init(id: "6600000000000000000000aa", name: "Default")],
    keyProject: "6600000000000000000000aa",
    roles: ["admin"],
    mayAdministerEnvironments: true,
    source: "VERTESIA_API_KEY",
    site: "api.vertesia.io",
    issuer: "https://sts.becomposable.com",
    issuerSource: "your token",
    issuerIsAssumed: false
  )

  /// One that is in Vertesia without a key and without a marker.
  package static let environment = EnvironmentSummary(
    id: environmentID,
    name: "made before",
    region: "us-east-1",
    hasKey: false,
    keyHint: nil,
    marker: nil,
    createdAt: nil,
    projects: []
  )

  package static var firstSurvey: Survey {
    var survey = Survey()
    survey.now = "2026-11-23T18:02:00Z"
    survey.signIns = signIns
    return survey
  }

  package static var survey: Survey {
    var survey = firstSurvey
    survey.identity = .known(identity)
    survey.abilities = .known(Abilities(verdicts: ["iam:CreateRole": .allowed], source: "IAM"))
    survey.configuredRegion = "us-east-1"
    survey.organization = .known(organization)
    survey.environments = .known([])
    survey.catalogue = .known(
      RegionCatalogue(
        region: "us-east-1",
        models: ["amazon.nova-pro-v1:0", "amazon.nova-lite-v1:0"].map {
          FoundationModel(
            arn: "arn:aws:bedrock:us-east-1::foundation-model/" + $0,
            id: $0,
            name: $0,
            provider: "Amazon",
            inputModalities: ["TEXT"],
            outputModalities: ["TEXT"],
            inferenceTypes: ["ON_DEMAND"],
            lifecycle: "ACTIVE"
          )
        },
        profiles: [],
        customModels: []
      )
    )
    return survey
  }

  package static let answers = Answers([
    .profile: ["prod-platform"], .awsAccess: ["credentials"], .region: ["us-east-1"],
    .vertesiaAccess: ["key"], .organization: [organizationID],
    .project: ["6600000000000000000000aa"], .environmentName: ["bedrock-us-east-1"],
    .permissions: ["inference"],
  ])

  package static let saved = [
    SetupSummary(
      id: setup,
      name: "acme-research/us-east-1",
      organization: organizationID,
      organizationName: "Acme Research",
      account: account,
      region: "us-east-1",
      environmentID: environmentID,
      environmentName: "bedrock-us-east-1",
      settled: 5,
      of: 9,
      stoppedAt: .role,
      updatedAt: "2026-11-09T17:00:00Z"
    ),
    SetupSummary(
      id: "b2c3d4e5",
      name: "acme-research/eu-central-1",
      organization: organizationID,
      organizationName: "Acme Research",
      account: account,
      region: "eu-central-1",
      environmentID: "66f1a0b1c2d3e4f50617283a",
      environmentName: "bedrock-eu-central-1",
      roleARN: "arn:aws:iam::432112349876:role/Vertesia-acme-research-eu-central-1-b2c3d4e5",
      settled: 9,
      of: 9,
      updatedAt: "2026-10-02T09:30:00Z"
    ),
  ]

  /// One that was left at a question.
  package static let falseStart = SetupSummary(
    id: "e6f7g2h3",
    name: "acme-research/eu-west-1",
    organization: organizationID,
    organizationName: "Acme Research",
    account: account,
    region: "eu-west-1",
    settled: 0,
    of: 9,
    madeNothing: true,
    updatedAt: "2026-11-22T18:00:00Z"
  )

  package static let found = [
    SetupSummary(
      id: "c4d5e6f7",
      name: "acme-labs/us-west-2",
      organization: "65f0c1a2b3d4e5f60718293b",
      organizationName: "Acme Labs",
      account: account,
      region: "us-west-2",
      settled: 0,
      of: 9,
      updatedAt: "2026-11-01T00:00:00Z"
    )
  ]

  /// A model at the start, `seconds` after the program's.
  package static func start(
    _ survey: Survey = firstSurvey,
    size: Size = Size(rows: 24, columns: 80),
    glyphs: Glyphs = .unicode
  ) -> Model {
    Model.start(
      survey: survey,
      size: size,
      glyphs: glyphs,
      timeline: timeline,
      stateDirectory: "/home/jo/.local/state/vertesia-bedrock"
    ).0
  }

  /// A set-up with every answer given.
  package static func answered(size: Size = Size(rows: 24, columns: 80), glyphs: Glyphs = .unicode)
    -> Model
  {
    var model = start(size: size, glyphs: glyphs)
    model.apply([
      .event(
        .opened(
          setup: setup,
          name: "acme-research/us-east-1",
          resume: "vertesia-bedrock --setup k3vq7m2d"
        )
      ),
      .event(.surveyed(survey)), .event(.answered(answers)), at(122), .event(.saved),
    ])
    // One that means nothing, as what is said before the first key hides other things.
    model.press(.function(12))
    return model
  }
}

extension Model {
  /// Feeds messages and returns every effect, in order.
  @discardableResult
  package mutating func apply(_ messages: [Message]) -> [Effect] {
    messages.flatMap { update(&self, $0) }
  }

  @discardableResult
  package mutating func press(_ inputs: Input...) -> [Effect] {
    apply(inputs.map(Message.input))
  }

  package mutating func type(_ text: String) {
    apply(text.map { .input(.character($0)) })
  }
}
