/// What has been read of the world so far, for the questions and the screens. Every reading belongs
/// to the answers it was made for; one made for other answers is dropped, not shown.
public struct Survey: Equatable, Sendable {
  /// Where AWS credentials could come from, read from files and the environment alone.
  public var signIns: [AWSSignIn] = []
  public var identity: Reading<CallerIdentity> = .notAsked
  public var abilities: Reading<Abilities> = .notAsked
  /// The region the chosen sign-in is configured for.
  public var configuredRegion: String?
  public var organization: Reading<Organization> = .notAsked
  /// Environments of provider `bedrock`, of every project.
  public var environments: Reading<[EnvironmentSummary]> = .notAsked
  /// The id of the one that the open set-up made or took in an earlier run.
  public var ownEnvironment: String?
  /// What the open set-up was done by, where answers have changed since and no run has begun to carry
  /// them out.
  public var doneAnswers: Answers?
  public var catalogue: Reading<RegionCatalogue> = .notAsked
  /// Regions that were read with this sign-in and offer nothing.
  public var emptyRegions: Set<String> = []
  /// Set-ups saved on this machine.
  public var saved: [SetupSummary] = []
  /// Set-ups saved on this machine that cannot be read, each a sentence.
  public var unreadable: [Notice] = []
  /// Set-ups found in the cloud that are not saved here.
  public var found: [SetupSummary] = []
  /// Why they could not all be found: there may be others.
  public var searchFault: Fault?
  /// Endpoint, proxy and CA overrides in force, each a sentence; or that this is a demo.
  public var overrides: [Notice] = []
  /// The moment of the newest reading, ISO-8601 in UTC: what ages are told against.
  public var now: String?
  /// Secrets in memory right now that no service has refused.
  public var held: Set<QuestionID> = []

  public init() {}
}

/// A source of AWS credentials that a person can choose, known without the network.
public struct AWSSignIn: Equatable, Sendable, Identifiable {
  public enum Kind: String, Sendable {
    case environment, sso, keys, role, process, webIdentity, pasted, other
  }

  /// `profile` answer that selects it; empty for the environment's own keys.
  public var id: String
  public var kind: Kind
  /// `signed in, 6 h 12 min left`, `expired 2 days ago`, `not checked`.
  public var state: String
  /// False when a person has to sign in first.
  public var isUsable: Bool
  public var region: String?
  /// The command that signs in, where one is known.
  public var command: String?

  /// What a person would type to sign in with a profile of IAM Identity Center.
  package static func login(_ profile: String) -> [String] {
    ["aws", "sso", "login", "--profile", profile]
  }

  public init(
    id: String,
    kind: Kind,
    state: String,
    isUsable: Bool,
    region: String? = nil,
    command: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.isUsable = isUsable
    self.region = region
    self.command = command
  }
}

/// Who calls AWS.
public struct CallerIdentity: Equatable, Sendable {
  /// 12 digits.
  public var account: String
  public var alias: String?
  public var arn: String
  public var partition: String
  /// Which credential source won, in words.
  public var source: String

  public init(account: String, alias: String?, arn: String, partition: String, source: String) {
    self.account = account
    self.alias = alias
    self.arn = arn
    self.partition = partition
    self.source = source
  }
}

/// What the caller may do, as far as AWS says before anything is tried.
public struct Abilities: Equatable, Sendable {
  public enum Verdict: String, Sendable { case allowed, denied, unknown }

  /// By IAM action: `iam:CreateRole`.
  public var verdicts: [String: Verdict]
  /// How it was found out, in words.
  public var source: String

  public init(verdicts: [String: Verdict], source: String) {
    self.verdicts = verdicts
    self.source = source
  }

  public var denied: [String] { verdicts.filter { $0.value == .denied }.keys.sorted() }
}

/// The Vertesia side of the pairing, and the key's rights in it.
public struct Organization: Equatable, Sendable {
  /// Vertesia's account id: 24 hex digits as a rule.
  public var id: String
  public var name: String
  public var projects: [Project]
  /// The project the key belongs to.
  public var keyProject: String?
  /// Role names the key holds; empty when its claims do not tell.
  public var roles: [String]
  /// Whether the key may create and change environments; `nil` when its claims do not tell.
  public var mayAdministerEnvironments: Bool?
  /// Where the key came from, in words: `VERTESIA_API_KEY`.
  public var source: String
  public var site: String
  public var issuer: String
  /// Where the issuer came from, in words.
  public var issuerSource: String
  /// True when nobody but the guide has said so.
  public var issuerIsAssumed: Bool

  public struct Project: Equatable, Sendable, Identifiable {
    public var id: String
    public var name: String
    /// Visible to an administrator, not usable.
    public var isRestricted: Bool

    public init(id: String, name: String, isRestricted: Bool = false) {
      self.id = id
      self.name = name
      self.isRestricted = isRestricted
    }
  }

  public init(
    id: String,
    name: String,
    projects: [Project],
    keyProject: String?,
    roles: [String],
    mayAdministerEnvironments: Bool?,
    source: String,
    site: String,
    issuer: String,
    issuerSource: String,
    issuerIsAssumed: Bool
  ) {
    self.id = id
    self.name = name
    self.projects = projects
    self.keyProject = keyProject
    self.roles = roles
    self.mayAdministerEnvironments = mayAdministerEnvironments
    self.source = source
    self.site = site
    self.issuer = issuer
    self.issuerSource = issuerSource
    self.issuerIsAssumed = issuerIsAssumed
  }
}

/// A Vertesia environment of provider `bedrock`.
public struct EnvironmentSummary: Equatable, Sendable, Identifiable {
  public var id: String
  public var name: String
  /// Its endpoint URL: an AWS region, or whatever a person has put there.
  public var region: String
  public var hasKey: Bool
  public var keyHint: String?
  /// The set-up id in its description, when we made it.
  public var marker: String?
  /// ISO-8601.
  public var createdAt: String?
  public var projects: [String]

  public init(
    id: String,
    name: String,
    region: String,
    hasKey: Bool,
    keyHint: String?,
    marker: String?,
    createdAt: String?,
    projects: [String]
  ) {
    self.id = id
    self.name = name
    self.region = region
    self.hasKey = hasKey
    self.keyHint = keyHint
    self.marker = marker
    self.createdAt = createdAt
    self.projects = projects
  }
}

/// A set-up as a list shows it.
public struct SetupSummary: Equatable, Sendable, Identifiable, Codable {
  /// The set-up id, 8 base32 characters.
  public var id: String
  /// `acme-research/us-east-1`.
  public var name: String
  public var organization: String?
  public var organizationName: String?
  public var account: String?
  public var region: String?
  public var environmentID: String?
  public var environmentName: String?
  public var roleARN: String?
  public var site: String?
  /// Steps that have settled, of all.
  public var settled: Int
  public var of: Int
  /// The step it stopped at, if any failed or waits.
  public var stoppedAt: StepID?
  /// It stopped there because a person was asked for it; no part of a document.
  package var isHanded = false
  /// Vertesia has listed models through the role; else that rests on a person's word.
  public var verified: Bool
  /// Nothing stands or may stand anywhere because of it.
  public var madeNothing: Bool
  /// It is done, and answers that changed since wait to be carried out.
  public var isChanged: Bool
  /// ISO-8601, the newest write.
  public var updatedAt: String

  /// As the other documents name them.
  private enum CodingKeys: String, CodingKey {
    case id, name, organization, organizationName, account, region
    case environmentID = "environmentId"
    case environmentName
    case roleARN = "roleArn"
    case site, settled, of, stoppedAt, verified, madeNothing
    case isChanged = "changeWaiting"
    case updatedAt
  }

  public init(
    id: String,
    name: String,
    organization: String? = nil,
    organizationName: String? = nil,
    account: String? = nil,
    region: String? = nil,
    environmentID: String? = nil,
    environmentName: String? = nil,
    roleARN: String? = nil,
    site: String? = nil,
    settled: Int,
    of: Int,
    stoppedAt: StepID? = nil,
    verified: Bool = true,
    madeNothing: Bool = false,
    isChanged: Bool = false,
    updatedAt: String
  ) {
    self.id = id
    self.name = name
    self.organization = organization
    self.organizationName = organizationName
    self.account = account
    self.region = region
    self.environmentID = environmentID
    self.environmentName = environmentName
    self.roleARN = roleARN
    self.site = site
    self.settled = settled
    self.of = of
    self.stoppedAt = stoppedAt
    self.verified = verified
    self.madeNothing = madeNothing
    self.isChanged = isChanged
    self.updatedAt = updatedAt
  }
}
