extension VertesiaClient {
  /// The organization of the credential.
  public func account() async throws(VertesiaError) -> VertesiaAccount {
    try await call(
      Route(method: .get, name: "/account", path: "/account"),
      as: VertesiaAccount.self
    )
  }

  /// Every project of the organization, also those that the credential may see and not use.
  public func projects() async throws(VertesiaError) -> [VertesiaProject] {
    let route = Route(method: .get, name: "/account/projects", path: "/account/projects")
    return try await call(route, as: Wrapped.self).data
  }

  private struct Wrapped: Decodable {
    let data: [VertesiaProject]
  }
}

/// An organization. Its id is the Organization ID of trust policies.
public struct VertesiaAccount: Sendable, Equatable, Decodable {
  public var id: String
  public var name: String

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

public struct VertesiaProject: Sendable, Equatable, Decodable {
  public var id: String
  public var name: String
  /// The organization it belongs to.
  public var account: String?
  /// Listed for an administrator, and not usable with this credential.
  public var isRestricted: Bool

  public init(id: String, name: String, account: String? = nil, isRestricted: Bool = false) {
    self.id = id
    self.name = name
    self.account = account
    self.isRestricted = isRestricted
  }

  enum CodingKeys: String, CodingKey {
    case id, name, account
    case isRestricted = "restricted"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    account = try container.decodeIfPresent(String.self, forKey: .account)
    isRestricted = try container.decodeIfPresent(Bool.self, forKey: .isRestricted) ?? false
  }
}
