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
    case .strictCompany: "Company policy demands a boundary, a path and tags"
    case .govcloud: "An account in the partition aws-us-gov"
    case .twoOrganizations: "A second organization with its own key"
    }
  }

  /// How `apply --yes` ends here, in words.
  package var ending: String {
    switch self {
    case .instant, .happy, .slowPropagation, .throttled, .lostResponse, .staleListing, .govcloud:
      "done, exit 0"
    case .providerExists: "done with the provider reused, exit 0"
    case .providerWithoutAudience: "done with the provider changed, exit 0"
    case .roleNameTaken, .environmentExists: "a conflict to decide, exit 5"
    case .developerKey: "failed for want of environment:admin, exit 1"
    case .noIAMRights, .powerUser: "failed with nothing written in Vertesia, exit 1"
    case .modelsNotEnabled: "done with advice, exit 0; exit 6 with --model"
    case .wrongIssuer: "failed, no model is listed, exit 1"
    case .expiredSession: "sign-in needed, exit 4"
    case .strictCompany: "failed, exit 1; done with boundary, path and tags, exit 0"
    case .twoOrganizations: "done for each organization, exit 0"
    }
  }

  /// The region that fits the world's account.
  package var region: String { self == .govcloud ? "us-gov-west-1" : "us-east-1" }
}
