#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A new Bedrock environment: exactly what the route accepts of it.
public struct EnvironmentDraft: Sendable, Equatable, Encodable {
  public let provider = "bedrock"
  public var name: String
  public var description: String?
  /// The bare AWS region, which Vertesia keeps as the endpoint URL.
  public var region: String
  /// Always sent: what an absent or empty list means is not documented.
  public var allowedProjects: [String]

  public init(
    name: String,
    description: String? = nil,
    region: String,
    allowedProjects: [String]
  ) {
    self.name = name
    self.description = description
    self.region = region
    self.allowedProjects = allowedProjects
  }

  enum CodingKeys: String, CodingKey {
    case provider, name, description
    case region = "endpoint_url"
    case allowedProjects = "allowed_projects"
  }

  /// The body as it is sent: keys sorted, the same bytes for the same draft.
  public var body: [UInt8] { ClosedBody.encode(self) }
}

/// A change of an environment: only what is set is sent, and the server keeps the rest.
public struct EnvironmentUpdate: Sendable, Equatable, Encodable {
  public var name: String?
  public var description: String?
  public var region: String?
  public var defaultModel: String?
  /// For Bedrock the ARN of the role, in full; never the masked form of a read.
  public var key: String?
  public var allowedProjects: [String]?

  public init(
    name: String? = nil,
    description: String? = nil,
    region: String? = nil,
    defaultModel: String? = nil,
    key: String? = nil,
    allowedProjects: [String]? = nil
  ) {
    self.name = name
    self.description = description
    self.region = region
    self.defaultModel = defaultModel
    self.key = key
    self.allowedProjects = allowedProjects
  }

  enum CodingKeys: String, CodingKey {
    case name, description
    case region = "endpoint_url"
    case defaultModel = "default_model"
    case key = "apiKey"
    case allowedProjects = "allowed_projects"
  }

  /// The body as it is sent: keys sorted, the same bytes for the same change.
  public var body: [UInt8] { ClosedBody.encode(self) }
}

/// Bodies of strings and lists of strings.
enum ClosedBody {
  static func encode(_ body: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(body))
    } catch {
      preconditionFailure("Strings and lists of strings can always be written as JSON.")
    }
  }
}
