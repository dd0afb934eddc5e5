/// A foundation model as Bedrock lists it.
struct FoundationModel: Sendable {
  enum Modality: String, Sendable, CaseIterable {
    case text = "TEXT"
    case image = "IMAGE"
    case embedding = "EMBEDDING"
    case video = "VIDEO"
    case speech = "SPEECH"
    case audio = "AUDIO"
  }

  enum Inference: String, Sendable, CaseIterable {
    case onDemand = "ON_DEMAND"
    case provisioned = "PROVISIONED"
    case profile = "INFERENCE_PROFILE"
  }

  /// The regions that the sandbox has a catalogue for. Those that one cross-region profile reaches
  /// have the same.
  struct Places: OptionSet, Sendable {
    let rawValue: Int
    static let virginia = Places(rawValue: 1)
    static let oregon = Places(rawValue: 2)
    static let ireland = Places(rawValue: 4)
    static let govWest = Places(rawValue: 8)
    /// Regions that no profile of a geography reaches.
    static let elsewhere = Places(rawValue: 16)
    static let unitedStates: Places = [.virginia, .oregon]
    static let commercial: Places = [.virginia, .oregon, .ireland, .elsewhere]
    static let all: Places = [.commercial, .govWest]

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Empty for a region without a catalogue.
    init(_ region: Region) {
      switch region.name {
      case "us-east-1": self = .virginia
      case "us-west-2", "us-east-2": self = .oregon
      case "eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1": self = .ireland
      case "us-gov-west-1", "us-gov-east-1": self = .govWest
      default: self = Self.others.contains(region.name) ? .elsewhere : []
      }
    }

    private static let others: Set = [
      "us-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "eu-west-2", "ap-east-2",
      "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
      "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
      "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "sa-east-1",
      "mx-central-1", "il-central-1", "me-central-1", "me-south-1", "af-south-1",
    ]
  }

  var id: String
  var name: String
  var provider: String
  var input: [Modality]
  var output: [Modality]
  var places: Places
  var streams = true
  var tuning: [String] = []
  var by: [Inference] = [.onDemand]
  var isLegacy = false
  /// The geographies that have a cross-region profile of this model.
  var profiles: [InferenceProfile.Geography] = []

  func isOffered(in region: Region) -> Bool {
    !places.isDisjoint(with: Places(region))
  }

  static func offered(in region: Region) -> [FoundationModel] {
    catalogue.filter { $0.isOffered(in: region) }
  }

  func json(in region: Region) -> JSON {
    let start = Moment(year: 2025, 1, 15)
    return [
      "modelArn": .string(region.foundationModelARN(id)), "modelId": .string(id),
      "modelName": .string(name), "providerName": .string(provider),
      "inputModalities": JSON(strings: input.map(\.rawValue)),
      "outputModalities": JSON(strings: output.map(\.rawValue)),
      "responseStreamingSupported": .bool(streams),
      "customizationsSupported": JSON(strings: tuning),
      "inferenceTypesSupported": JSON(strings: by.map(\.rawValue)),
      "modelLifecycle": .sparse([
        "status": isLegacy ? "LEGACY" : "ACTIVE", "startOfLifeTime": .string(start.iso),
        "legacyTime": isLegacy ? .string(Moment(year: 2026, 3, 1).iso) : nil,
        "endOfLifeTime": isLegacy ? .string(Moment(year: 2027, 3, 1).iso) : nil,
      ]),
    ]
  }
}
