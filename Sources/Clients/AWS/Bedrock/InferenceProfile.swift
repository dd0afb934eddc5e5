/// A way into a model across regions, AWS's own or the account's.
public struct InferenceProfile: Sendable, Equatable, Decodable {
  /// `us.anthropic.claude-3-haiku-20240307-v1:0`.
  public var id: String
  public var arn: String
  public var name: String
  public var description: String?
  /// `ACTIVE`.
  public var status: String?
  /// `SYSTEM_DEFINED`, `APPLICATION`.
  public var type: String?
  public var models: [Model]?

  public struct Model: Sendable, Equatable, Decodable {
    public var arn: String?

    public init(arn: String?) { self.arn = arn }

    enum CodingKeys: String, CodingKey {
      case arn = "modelArn"
    }
  }

  public init(
    id: String,
    arn: String,
    name: String,
    description: String? = nil,
    status: String? = nil,
    type: String? = nil,
    models: [Model]? = nil
  ) {
    self.id = id
    self.arn = arn
    self.name = name
    self.description = description
    self.status = status
    self.type = type
    self.models = models
  }

  enum CodingKeys: String, CodingKey {
    case id = "inferenceProfileId"
    case arn = "inferenceProfileArn"
    case name = "inferenceProfileName"
    case description
    case status
    case type
    case models
  }
}
