/// One AWS account: its IAM objects and what Bedrock knows about it.
struct Account: Sendable {
  var id: String
  var alias: String?
  var partition = "aws"
  var users: [String: User] = [:]
  /// By URL without the scheme, case-sensitive as in AWS.
  var providers: [String: Replicated<IdentityProvider>] = [:]
  /// By lower-case name: names are unique ignoring case.
  var roles: [String: Replicated<Role>] = [:]
  /// The account's own managed policies, by ARN.
  var policies: [String: ManagedPolicy] = [:]
  /// By role id.
  var lastUses: [String: Role.LastUse] = [:]
  /// See `revealTakenRole`; `nil` when no name is taken.
  var takenRolePrefix: String?
  var quotas = Quotas()
  var bedrock = BedrockAccess()

  func providerARN(_ url: String) -> String {
    "arn:\(partition):iam::\(id):oidc-provider/\(url)"
  }

  func roleARN(path: String = "/", _ name: String) -> String {
    "arn:\(partition):iam::\(id):role\(path)\(name)"
  }

  func policyARN(_ name: String) -> String {
    "arn:\(partition):iam::\(id):policy/\(name)"
  }

  /// The policy of an ARN: the account's own, or one that AWS manages.
  func managedPolicy(_ arn: String) -> ManagedPolicy? {
    policies[arn] ?? ManagedPolicy.ofAWS(arn: arn, partition: partition)
  }
}

struct Quotas: Sendable {
  var roles = 1000
  var providers = 100
  var attachedPoliciesPerRole = 10
  var trustPolicySize = 2048
  var inlinePolicySize = 10_240
  var clientIDsPerProvider = 100
  var tags = 50
}

struct User: Sendable {
  var name: String
  var id: String
  var created: Moment
  var policies: [PolicyDocument]
}

struct IdentityProvider: Sendable {
  /// Without `https://`.
  var url: String
  var clientIDs: [String]
  var thumbprints: [String]
  var created: Moment
  var tags: [String: String] = [:]
}

struct Role: Sendable {
  var name: String
  var id: String
  var path = "/"
  var created: Moment
  var trust: PolicyDocument
  var description: String?
  var maxSession = 3600
  var boundary: String?
  var tags: [String: String] = [:]
  /// ARNs, in the order they were attached.
  var attached: [String] = []
  var inline: [String: PolicyDocument] = [:]

  struct LastUse: Sendable {
    var at: Moment
    var region: String
  }
}
