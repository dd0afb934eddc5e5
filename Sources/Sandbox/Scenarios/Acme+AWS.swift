extension Acme {
  /// What the company demands of every role, where it demands anything.
  static let boundaryName = "acme-boundary"
  static let rolePath = "/vertesia/"
  static let tagKey = "cost-center"

  /// Acme Production before anyone set up anything for Vertesia.
  static func account(in scenario: Scenario) -> Account {
    var account = Account(id: FakeKeys.awsAccount, alias: "acme-production")
    account.partition = Region(scenario.region).partition
    account.users[FakeKeys.callerName] = User(
      name: FakeKeys.callerName,
      id: "AIDASANDBOXPLATFORM01",
      created: Moment(year: 2024, 3, 11, 9, 30),
      policies: []
    )
    account.caller(may: administrator)
    if scenario.hasAdministrator {
      account.users[FakeKeys.administratorName] = User(
        name: FakeKeys.administratorName,
        id: "AIDASANDBOXIAMADMIN01",
        created: Moment(year: 2024, 3, 11, 9),
        policies: account.users[FakeKeys.callerName]?.policies ?? []
      )
    }
    account.addRole(
      ssoRole,
      path: "/aws-reserved/sso.amazonaws.com/",
      trusting:
        #"{"Federated":"arn:\#(account.partition):iam::\#(account.id):saml-provider/AWSSSO"}"#,
      action: "sts:AssumeRoleWithSAML",
      attached: "AdministratorAccess"
    )
    account.addProvider("token.actions.githubusercontent.com", clientIDs: ["sts.amazonaws.com"])
    account.addRole(
      "acme-ci-deploy",
      path: "/",
      trusting: #"{"Federated":"\#(account.providerARN("token.actions.githubusercontent.com"))"}"#,
      action: "sts:AssumeRoleWithWebIdentity",
      attached: "AmazonBedrockReadOnly"
    )
    account.addRole(
      "acme-administration",
      path: "/",
      trusting: #"{"AWS":"arn:\#(account.partition):iam::\#(account.id):root"}"#,
      action: "sts:AssumeRole",
      attached: "AdministratorAccess"
    )
    account.bedrock = bedrock
    return account
  }

  /// The form was sent in long ago; two publishers were never agreed with.
  private static var bedrock: BedrockAccess {
    var access = BedrockAccess()
    let form: JSON = [
      "companyName": "Acme Research", "companyWebsite": "https://acme.example",
      "intendedUsers": "0", "industryOption": "Research", "otherIndustryOption": "",
      "useCases": "Summaries of lab notebooks.",
    ]
    access.useCase = Base64.encode(form.bytes)
    access.withoutAgreement = Set(
      FoundationModel.catalogue.filter { ["Luma AI", "Writer"].contains($0.provider) }.map(\.id)
    )
    access.customModels = [
      .init(
        name: "acme-notebook-summaries",
        id: "k4x9q2m7p1zt",
        baseModel: "amazon.nova-lite-v1:0:300k",
        baseName: "Nova Lite",
        region: "us-east-1",
        created: Moment(year: 2026, 5, 19, 14, 2)
      )
    ]
    return access
  }
}

extension Account {
  /// Gives the caller of the scenario these rights and no others.
  mutating func caller(may text: String) {
    guard let policy = try? PolicyDocument(text, as: .identity) else { return }
    users[FakeKeys.callerName]?.policies = [policy]
  }

  mutating func addProvider(
    _ url: String = "sts.becomposable.com",
    clientIDs: [String]
  ) {
    let created = Moment(year: 2025, 12, 1, 15, 20)
    providers[url] = Replicated(
      IdentityProvider(
        url: url,
        clientIDs: clientIDs,
        thumbprints: ["08745487e891c19e3078c1f2a07e452950ef36f6"],
        created: created
      ),
      at: created
    )
  }

  /// A role of someone else, with one trusted principal (JSON) and one managed policy.
  mutating func addRole(
    _ name: String,
    path: String,
    trusting principal: String,
    action: String,
    condition: String = "{}",
    attached policy: String
  ) {
    let text = #"""
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\#(principal),\#
      "Action":"\#(action)","Condition":\#(condition)}]}
      """#
    guard let trust = try? PolicyDocument(text, as: .trust) else { return }
    var random = SeededRandom(seed: name.utf8.reduce(11) { $0 &* 31 &+ UInt64($1) })
    let created = Moment(year: 2025, 9, 8, 11, 45)
    let role = Role(
      name: name,
      id: random.uniqueID("AROA"),
      path: path,
      created: created,
      trust: trust,
      attached: ["arn:\(partition):iam::aws:policy/\(policy)"]
    )
    roles[name.lowercased()] = Replicated(role, at: created)
  }
}
