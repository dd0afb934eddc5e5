/// The Vertesia half of the world: organizations, keys, environments, and the token server.
struct VertesiaSite: Sendable {
  var organizations: [Organization] = []
  var keys: [String: APIKey] = [:]
  /// In the order they were made.
  var environments: [Environment] = []
  var signer: TokenSigner
  /// What user tokens name as issuer.
  var issuer = VertesiaSite.canonicalIssuer
  /// What environment tokens, those that AWS sees, are signed as; the discovery document names it.
  var environmentIssuer = VertesiaSite.canonicalIssuer
  var tokenSeconds = 3600

  static let canonicalIssuer = "https://sts.becomposable.com"

  init(signer: TokenSigner) {
    self.signer = signer
  }

  /// Whether AWS finds a discovery document and keys there.
  func answersAsIssuer(_ url: String) -> Bool {
    url == issuer || url == environmentIssuer
  }

  func organization(_ id: String) -> Organization? {
    organizations.first { $0.id == id }
  }
}

struct Organization: Sendable {
  var id: String
  var name: String
  var created: Moment
  var owner: String
  var projects: [Project]
}

struct Project: Sendable {
  var id: String
  var name: String
  var isRestricted = false
}

/// A secret key: it acts in one project, in one role.
struct APIKey: Sendable {
  var id: String
  var name: String
  var organization: String
  var project: String
  var role: String
  /// What the token server refuses this key with, if it does.
  var refusal: String?
}

struct Environment: Sendable {
  var id: String
  var organization: String
  var name: String
  var provider: String
  var description: String?
  var endpointURL: String?
  var apiKey: String?
  var defaultModel: String?
  var enabledModels: [JSON] = []
  var config: JSON?
  var settings: JSON?
  var allowedProjects: [String]?
  var createdBy: String
  var updatedBy: String
  var created: Moment
  var updated: Moment
  /// A failed listing is repeated until then.
  var listingFailedUntil: Moment?
}
