/// A model as an environment lists it.
public struct VertesiaModel: Sendable, Equatable, Decodable {
  /// For Bedrock an ARN: of a foundation model, a custom model, or an inference profile.
  public var id: String
  public var name: String
  public var provider: String?
  /// The publisher: `Anthropic`; for a profile in lower case.
  public var owner: String?
  public var description: String?
  public var canStream: Bool?
  public var isCustom: Bool?

  public init(
    id: String,
    name: String,
    provider: String? = nil,
    owner: String? = nil,
    description: String? = nil,
    canStream: Bool? = nil,
    isCustom: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.owner = owner
    self.description = description
    self.canStream = canStream
    self.isCustom = isCustom
  }

  enum CodingKeys: String, CodingKey {
    case id, name, provider, owner, description
    case canStream = "can_stream"
    case isCustom = "is_custom"
  }
}
