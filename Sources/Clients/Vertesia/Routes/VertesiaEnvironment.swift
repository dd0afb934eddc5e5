#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// An execution environment as Vertesia shows it. It is never sent back: half of its fields belong
/// to the server, and its key is masked.
public struct VertesiaEnvironment: Sendable, Equatable, Decodable {
  public var id: String
  public var name: String
  public var provider: String
  public var description: String?
  /// For provider `bedrock` the bare region: `eu-west-1`.
  public var endpointURL: String?
  public var defaultModel: String?
  public var enabledModels: [VertesiaModel]
  /// The masked key, its first and last characters: `arn:...Role`, or words for one too short for
  /// that. `nil` when no key is set.
  public var keyHint: String?
  public var account: String?
  public var allowedProjects: [String]
  public var createdBy: String?
  public var createdAt: Date?

  public init(
    id: String,
    name: String,
    provider: String,
    description: String? = nil,
    endpointURL: String? = nil,
    defaultModel: String? = nil,
    enabledModels: [VertesiaModel] = [],
    keyHint: String? = nil,
    account: String? = nil,
    allowedProjects: [String] = [],
    createdBy: String? = nil,
    createdAt: Date? = nil
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.description = description
    self.endpointURL = endpointURL
    self.defaultModel = defaultModel
    self.enabledModels = enabledModels
    self.keyHint = keyHint
    self.account = account
    self.allowedProjects = allowedProjects
    self.createdBy = createdBy
    self.createdAt = createdAt
  }

  enum CodingKeys: String, CodingKey {
    case id, name, provider, description, apiKey, account
    case endpointURL = "endpoint_url"
    case defaultModel = "default_model"
    case enabledModels = "enabled_models"
    case keyHint = "apikey_hint"
    case allowedProjects = "allowed_projects"
    case createdBy = "created_by"
    case createdAt = "created_at"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String? {
      try container.decodeIfPresent(String.self, forKey: key)
    }
    id = try container.decode(String.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    provider = try container.decode(String.self, forKey: .provider)
    description = try text(.description)
    endpointURL = try text(.endpointURL)
    defaultModel = try text(.defaultModel)
    enabledModels =
      try container.decodeIfPresent([VertesiaModel].self, forKey: .enabledModels) ?? []
    let hints = [try text(.keyHint), try text(.apiKey)]
    keyHint = hints.compactMap { $0 }.first { !$0.isEmpty }.map(Self.masked)
    account = try text(.account)
    allowedProjects = try container.decodeIfPresent([String].self, forKey: .allowedProjects) ?? []
    createdBy = try text(.createdBy)
    createdAt = try text(.createdAt).flatMap(Timestamp.iso8601)
  }
}

extension VertesiaEnvironment {
  /// First and last characters around three dots, in whatever way the service has masked the key,
  /// or where it has not: somebody else's key may be a secret. The ARN of a role is none.
  private static func masked(_ hint: String) -> String {
    let isMask: (Character) -> Bool = { "*•…".contains($0) }
    let isARN = hint.hasPrefix("arn:")
    var (start, end) = (hint[...], hint[...])
    if let dots = hint.firstRange(of: "...") {
      start = hint[..<dots.lowerBound]
      end = hint[dots.upperBound...].drop { $0 == "." }
    } else if let first = hint.firstIndex(where: isMask),
      let last = hint.lastIndex(where: isMask)
    {
      start = hint[..<first]
      end = hint[hint.index(after: last)...]
    } else if isARN {
      return hint
    } else if hint.count <= 12 {
      return "(not shown)"
    }
    return isARN ? "\(start)...\(end)" : "\(start.prefix(4))...\(end.suffix(4))"
  }
}
