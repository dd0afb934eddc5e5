#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A foundation model as a region lists it. Words of AWS's enumerations are kept as they come.
public struct FoundationModel: Sendable, Equatable, Decodable {
  public var arn: String
  /// `anthropic.claude-3-haiku-20240307-v1:0`.
  public var id: String
  public var name: String?
  public var provider: String?
  /// `TEXT`, `IMAGE` and so on.
  public var inputModalities: [String]?
  /// `TEXT`, `IMAGE`, `EMBEDDING` and so on.
  public var outputModalities: [String]?
  public var streams: Bool?
  public var customizations: [String]?
  /// `ON_DEMAND`, `PROVISIONED`, `INFERENCE_PROFILE`.
  public var inferenceTypes: [String]?
  public var lifecycle: Lifecycle?

  public struct Lifecycle: Sendable, Equatable, Decodable {
    /// `ACTIVE`, `LEGACY`.
    public var status: String?
    public var endOfLife: Date?

    public init(status: String? = nil, endOfLife: Date? = nil) {
      self.status = status
      self.endOfLife = endOfLife
    }

    enum CodingKeys: String, CodingKey {
      case status
      case endOfLife = "endOfLifeTime"
    }
  }

  public init(
    arn: String,
    id: String,
    name: String? = nil,
    provider: String? = nil,
    inputModalities: [String]? = nil,
    outputModalities: [String]? = nil,
    streams: Bool? = nil,
    customizations: [String]? = nil,
    inferenceTypes: [String]? = nil,
    lifecycle: Lifecycle? = nil
  ) {
    self.arn = arn
    self.id = id
    self.name = name
    self.provider = provider
    self.inputModalities = inputModalities
    self.outputModalities = outputModalities
    self.streams = streams
    self.customizations = customizations
    self.inferenceTypes = inferenceTypes
    self.lifecycle = lifecycle
  }

  enum CodingKeys: String, CodingKey {
    case arn = "modelArn"
    case id = "modelId"
    case name = "modelName"
    case provider = "providerName"
    case inputModalities
    case outputModalities
    case streams = "responseStreamingSupported"
    case customizations = "customizationsSupported"
    case inferenceTypes = "inferenceTypesSupported"
    case lifecycle = "modelLifecycle"
  }
}
