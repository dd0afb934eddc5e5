/// The worlds that can be started by name.
package enum Scenario: String, CaseIterable, Sendable {
  case instant
  case happy
  case providerExists = "provider-exists"
  case providerWithoutAudience = "provider-without-audience"
  case roleNameTaken = "role-name-taken"
  case environmentExists = "environment-exists"
  case developerKey = "developer-key"
  case noIAMRights = "no-iam-rights"
  case powerUser = "power-user"
  case modelsNotEnabled = "models-not-enabled"
  case wrongIssuer = "wrong-issuer"
  case slowPropagation = "slow-propagation"
  case throttled
  case lostResponse = "lost-response"
  case staleListing = "stale-listing"
  case expiredSession = "expired-session"
  case strictCompany = "strict-company"
  case govcloud
  case twoOrganizations = "two-organizations"

  /// One line for `sandbox --list`.
  package var summary: String {
    switch self {
    case .instant: "Everything usable at once"
    case .happy: "Roles usable after 6 seconds"
    case .providerExists: "Someone made the identity provider already"
    case .providerWithoutAudience: "Someone made the provider, without the audience bedrock"
    case .roleNameTaken: "The default role name trusts another environment"
    case .environmentExists: "An environment of the same name and region, made by someone else"
    case .developerKey: "The Vertesia key may not change environments"
    case .noIAMRights: "The AWS caller may only read"
    case .powerUser: "The AWS caller may read, but not simulate or get a role"
    case .modelsNotEnabled: "Third-party models have no agreement yet"
    case .wrongIssuer: "Environment tokens are signed by another issuer than the key's"
    case .slowPropagation: "Roles usable after 40 seconds"
    case .throttled: "IAM writes and Vertesia calls are rate limited"
    case .lostResponse: "The first create of each kind takes effect, its answer is lost"
    case .staleListing: "Vertesia repeats a failed model listing for 60 seconds"
    case .expiredSession: "The AWS session is over"
    case .strictCompany:
      "Company policy demands the role path \(Acme.rolePath), the boundary \(Acme.boundaryName) and "
        + "a tag \(Acme.tagKey)"
    case .govcloud: "An account in the partition aws-us-gov"
    case .twoOrganizations: "A second organization with its own key"
    }
  }

  /// What nobody can find out from inside and has to know to get through it, for a demo.
  package var hint: String? {
    switch self {
    case .strictCompany:
      "Company rules of this demo: path \(Acme.rolePath), boundary "
        + "arn:aws:iam::\(FakeKeys.awsAccount):policy/\(Acme.boundaryName), tag \(Acme.tagKey)=4711"
    case .expiredSession:
      "No sign-in of this demo works any more. Another begins with: vertesia-bedrock --demo"
    default: nil
    }
  }

  /// Whether somebody else in the account may do what the caller may not.
  package var hasAdministrator: Bool {
    switch self {
    case .noIAMRights, .powerUser, .strictCompany: true
    default: false
    }
  }

  /// The region that fits the world's account.
  package var region: String { self == .govcloud ? "us-gov-west-1" : "us-east-1" }
}
