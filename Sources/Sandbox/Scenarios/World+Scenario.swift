extension World {
  /// Builds the world of a scenario as it is at the start.
  package static func make(
    _ scenario: Scenario,
    at now: Moment,
    random: SeededRandom
  ) -> World {
    var random = random
    var site = VertesiaSite(signer: TokenSigner(using: &random))
    site.organizations = [Acme.organization]
    site.environments = [Acme.otherProviderEnvironment]
    site.keys[FakeKeys.vertesiaKey] = Acme.key
    var world = World(scenario: scenario, vertesia: site, random: random)
    world.accounts[FakeKeys.awsAccount] = Acme.account(in: scenario)
    world.accessKeys[FakeKeys.accessKeyID] = AccessKey(
      id: FakeKeys.accessKeyID,
      secret: FakeKeys.secretAccessKey,
      account: FakeKeys.awsAccount,
      owner: .user(FakeKeys.callerName)
    )
    if scenario.hasAdministrator {
      world.accessKeys[FakeKeys.administratorKeyID] = AccessKey(
        id: FakeKeys.administratorKeyID,
        secret: FakeKeys.administratorSecretKey,
        account: FakeKeys.awsAccount,
        owner: .user(FakeKeys.administratorName)
      )
    }
    world.timing.spread = 6000
    world.set(scenario, at: now)
    return world
  }

  /// What differs from the plain world.
  private mutating func set(_ scenario: Scenario, at now: Moment) {
    switch scenario {
    case .happy, .govcloud: break
    case .instant: timing.spread = 0
    case .slowPropagation: timing.spread = 40_000
    case .providerExists: account.addProvider(clientIDs: ["blobs", "bedrock"])
    case .providerWithoutAudience: account.addProvider(clientIDs: ["blobs"])
    case .roleNameTaken: account.takenRolePrefix = "vertesia-"
    case .environmentExists: vertesia.environments.append(Acme.colleaguesEnvironment)
    case .developerKey: vertesia.keys[FakeKeys.vertesiaKey]?.role = "developer"
    case .noIAMRights: account.caller(may: Acme.readsOnly)
    case .powerUser: account.caller(may: Acme.powerUser)
    case .modelsNotEnabled:
      account.bedrock.useCase = nil
      account.bedrock.withoutAgreement = Set(
        FoundationModel.catalogue.filter(\.needsAgreement).map(\.id)
      )
    case .wrongIssuer: vertesia.environmentIssuer = "https://sts.vertesia.io"
    case .throttled:
      pace.iamWrites = .init(capacity: 2, perSecond: 1, at: now)
      pace.vertesia = .init(capacity: 4, perSecond: 2, at: now)
      pace.tokens = .init(capacity: 2, perSecond: 1, at: now)
    case .lostResponse:
      for (service, operation) in [
        ("iam", "CreateOpenIDConnectProvider"), ("iam", "CreateRole"),
        ("vertesia", "CreateEnvironment"),
      ] {
        faults.add(FaultRule(service: service, operation: operation, kind: .dropAfter))
      }
    case .staleListing: timing.failedListingKept = 60_000
    case .expiredSession: replaceCallerBySession(endedAt: now.advanced(seconds: -7200))
    case .strictCompany:
      account.policies[account.policyARN(Acme.boundaryName)] = Acme.boundary
      account.caller(may: Acme.strictCaller(in: account))
    case .twoOrganizations:
      vertesia.organizations.append(Acme.secondOrganization)
      vertesia.keys[FakeKeys.secondVertesiaKey] = Acme.secondKey
    }
  }

  private var account: Account {
    get { accounts[FakeKeys.awsAccount] ?? Account(id: FakeKeys.awsAccount) }
    set { accounts[FakeKeys.awsAccount] = newValue }
  }

  private mutating func replaceCallerBySession(endedAt ended: Moment) {
    accessKeys = [
      FakeKeys.endedAccessKeyID: AccessKey(
        id: FakeKeys.endedAccessKeyID,
        secret: FakeKeys.endedSecretAccessKey,
        account: FakeKeys.awsAccount,
        owner: .role(Acme.ssoRole, session: FakeKeys.callerName),
        session: .init(token: FakeKeys.endedSessionToken, expires: ended)
      )
    ]
  }
}
