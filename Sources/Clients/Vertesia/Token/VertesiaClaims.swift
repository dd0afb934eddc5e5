#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What a Vertesia token says of itself. Nothing here is verified: it is for display, for hints and
/// for finding the issuer, and no decision about rights rests on it.
public struct VertesiaClaims: Sendable, Equatable {
  public struct Named: Sendable, Equatable {
    public var id: String
    public var name: String?

    public init(id: String, name: String? = nil) {
      self.id = id
      self.name = name
    }
  }

  /// Where a token says its site is.
  public enum Endpoints: Sendable, Equatable {
    /// The host of the API, or `local`.
    case domain(String)
    /// Full addresses of the API and, when named, of the token server.
    case addresses(api: String, sts: String?)
  }

  public var issuer: String?
  public var subject: String?
  public var audience: [String]
  public var expiration: Date?
  public var name: String?
  public var email: String?
  /// `user`, `apikey`, `service_account` ...
  public var type: String?
  /// Its id is the Organization ID.
  public var account: Named?
  public var accounts: [Named]
  public var accountRoles: [String]
  public var project: Named?
  public var projectRoles: [String]
  public var permissions: [String]
  public var endpoints: Endpoints?

  /// Bytes of a token that is looked at.
  static let largestToken = 16 << 10

  /// Reads the middle part of a token.
  ///
  /// - Returns: `nil` for a token of more than 16 KiB, of other than three parts, or whose middle
  ///   is not a JSON object with each name once.
  public init?(token: Secret) {
    let text = token.reveal()
    guard text.utf8.count <= Self.largestToken else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }),
      let payload = Self.base64URL(parts[1]),
      let claims = JSONAnswer.value(Payload.self, from: Array(payload))
    else { return nil }
    self = claims.claims
  }

  private static func base64URL(_ text: Substring) -> Data? {
    var standard = ""
    standard.reserveCapacity(text.utf8.count + 3)
    for character in text {
      switch character {
      case "-": standard.append("+")
      case "_": standard.append("/")
      // The two that belong to the other alphabet, and padding, have no place in a token.
      case "+", "/", "=": return nil
      default: standard.append(character)
      }
    }
    standard += String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: standard)
  }

  private init(_ container: KeyedDecodingContainer<Payload.Keys>) {
    func text(_ key: Payload.Keys) -> String? { try? container.decode(String.self, forKey: key) }
    func list(_ key: Payload.Keys) -> [String] {
      (try? container.decode([String].self, forKey: key)) ?? []
    }
    func named(_ key: Payload.Keys) -> Named? {
      (try? container.decode(Payload.Entry.self, forKey: key)).map {
        Named(id: $0.id, name: $0.name)
      }
    }
    issuer = text(.iss)
    subject = text(.sub)
    audience = text(.aud).map { [$0] } ?? list(.aud)
    let seconds = try? container.decode(Double.self, forKey: .exp)
    // Anything outside 1970 to 9999 is not a time.
    expiration = seconds.flatMap {
      (0...253_402_300_799).contains($0) ? Date(timeIntervalSince1970: $0) : nil
    }
    name = text(.name)
    email = text(.email)
    type = text(.type)
    account = named(.account)
    accounts = ((try? container.decode([Payload.Entry].self, forKey: .accounts)) ?? [])
      .map { Named(id: $0.id, name: $0.name) }
    accountRoles = list(.accountRoles)
    project = named(.project)
    projectRoles = list(.projectRoles)
    permissions = list(.permissions)
    if let domain = text(.endpoints) {
      endpoints = .domain(domain)
    } else if let urls = try? container.decode(Payload.Addresses.self, forKey: .endpoints) {
      endpoints = .addresses(api: urls.studio, sts: urls.token)
    } else {
      endpoints = nil
    }
  }

  private struct Payload: Decodable {
    let claims: VertesiaClaims

    enum Keys: String, CodingKey {
      case iss, sub, aud, exp, name, email, type, account, accounts, project, permissions, endpoints
      case accountRoles = "account_roles"
      case projectRoles = "project_roles"
    }

    struct Entry: Decodable {
      let id: String
      let name: String?
    }

    struct Addresses: Decodable {
      let studio: String
      let token: String?
    }

    init(from decoder: any Decoder) throws {
      claims = VertesiaClaims(try decoder.container(keyedBy: Keys.self))
    }
  }
}

extension VertesiaClaims {
  private static let administrators: Set<String> = ["owner", "admin", "manager"]
  private static let others: Set<String> = [
    "developer", "application", "automation", "content_processor", "consumer", "executor", "reader",
    "auditor", "support", "billing", "member", "app_member", "content_superadmin",
  ]

  /// Account and project roles together, each once, in order.
  public var roles: [String] {
    var seen: Set<String> = []
    return (accountRoles + projectRoles).filter { seen.insert($0).inserted }
  }

  /// Whether these roles hold `environment:admin`; `nil` when the token does not tell, or names a
  /// role that is not one of the system's.
  public var mayAdministerEnvironments: Bool? {
    if permissions.contains("environment:admin") { return true }
    if roles.contains(where: Self.administrators.contains) { return true }
    return !roles.isEmpty && roles.allSatisfy(Self.others.contains) ? false : nil
  }
}
