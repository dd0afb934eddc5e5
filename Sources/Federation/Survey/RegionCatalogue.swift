/// What Bedrock offers in one region, as the operator's own credentials see it.
public struct RegionCatalogue: Equatable, Sendable {
  public var region: String
  public var models: [FoundationModel]
  public var profiles: [InferenceProfile]
  public var customModels: [CustomModel]
  /// By model id; absent when it was not asked or could not be read.
  public var access: [String: ModelAccess]
  /// Whether Anthropic's use-case form has been sent; `nil` when it could not be read.
  public var useCaseFormSent: Bool?
  /// What could not be read, in words.
  public var gaps: [String]
  /// Whether the lists of models, profiles and custom models were all read.
  public var isWhole: Bool

  /// Whether an environment for the region would certainly stay empty.
  public var offersNothing: Bool {
    isWhole && models.isEmpty && profiles.isEmpty && customModels.isEmpty
  }

  public init(
    region: String,
    models: [FoundationModel],
    profiles: [InferenceProfile],
    customModels: [CustomModel],
    access: [String: ModelAccess] = [:],
    useCaseFormSent: Bool? = nil,
    gaps: [String] = [],
    isWhole: Bool = true
  ) {
    self.region = region
    self.models = models
    self.profiles = profiles
    self.customModels = customModels
    self.access = access
    self.useCaseFormSent = useCaseFormSent
    self.gaps = gaps
    self.isWhole = isWhole
  }
}

/// One entry of ListFoundationModels. Values that AWS may extend are open strings.
public struct FoundationModel: Equatable, Sendable {
  public var arn: String
  public var id: String
  public var name: String
  public var provider: String
  public var inputModalities: [String]
  public var outputModalities: [String]
  /// `nil` when AWS did not say.
  public var inferenceTypes: [String]?
  public var lifecycle: String?

  public init(
    arn: String,
    id: String,
    name: String,
    provider: String,
    inputModalities: [String],
    outputModalities: [String],
    inferenceTypes: [String]?,
    lifecycle: String?
  ) {
    self.arn = arn
    self.id = id
    self.name = name
    self.provider = provider
    self.inputModalities = inputModalities
    self.outputModalities = outputModalities
    self.inferenceTypes = inferenceTypes
    self.lifecycle = lifecycle
  }
}

/// One entry of ListInferenceProfiles.
public struct InferenceProfile: Equatable, Sendable {
  public var arn: String
  /// `us.anthropic.claude-sonnet-4-5-20250929-v1:0`.
  public var id: String
  public var name: String
  /// ARNs of the foundation models behind it, one a destination region.
  public var modelARNs: [String]

  public init(arn: String, id: String, name: String, modelARNs: [String]) {
    self.arn = arn
    self.id = id
    self.name = name
    self.modelARNs = modelARNs
  }
}

/// One entry of ListCustomModels.
public struct CustomModel: Equatable, Sendable {
  public var arn: String
  public var name: String
  public var baseModelName: String?

  public init(arn: String, name: String, baseModelName: String?) {
    self.arn = arn
    self.name = name
    self.baseModelName = baseModelName
  }
}

/// The four answers of GetFoundationModelAvailability, as AWS spells them.
public struct ModelAccess: Equatable, Sendable {
  public var agreement: String
  public var agreementMessage: String?
  public var authorization: String
  public var entitlement: String
  public var region: String

  public init(
    agreement: String,
    agreementMessage: String? = nil,
    authorization: String,
    entitlement: String,
    region: String
  ) {
    self.agreement = agreement
    self.agreementMessage = agreementMessage
    self.authorization = authorization
    self.entitlement = entitlement
    self.region = region
  }
}
