/// A way to a model that spans regions.
struct InferenceProfile: Sendable {
  /// Whose regions a system-defined profile routes to.
  enum Geography: String, Sendable, CaseIterable {
    case us
    case eu
    case global
    case usGov = "us-gov"

    var title: String {
      switch self {
      case .us: "US"
      case .eu: "EU"
      case .global: "Global"
      case .usGov: "US-GOV"
      }
    }

    /// Where the profile may be called from.
    fileprivate var sources: FoundationModel.Places {
      switch self {
      case .us: .unitedStates
      case .eu: .ireland
      case .global: .commercial
      case .usGov: .govWest
      }
    }

    /// The ARNs of the model that a call from this region may reach.
    fileprivate func targets(of model: FoundationModel, from region: Region) -> [String] {
      let regions =
        switch self {
        case .us: ["us-east-1", "us-east-2", "us-west-2"]
        case .eu: ["eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1"]
        case .global: [region.name]
        case .usGov: ["us-gov-west-1", "us-gov-east-1"]
        }
      let arns = regions.map { Region($0).foundationModelARN(model.id) }
      return self == .global ? arns + ["arn:aws:bedrock:::foundation-model/\(model.id)"] : arns
    }
  }

  var id: String
  var name: String
  var description: String
  var modelARNs: [String]
  var created: Moment
  var isApplication = false

  /// The profiles that AWS defines for callers in a region.
  static func defined(in region: Region) -> [InferenceProfile] {
    let here = FoundationModel.Places(region)
    return FoundationModel.catalogue.flatMap { model in
      model.profiles.filter { !$0.sources.isDisjoint(with: here) }.map { geography in
        InferenceProfile(
          id: "\(geography.rawValue).\(model.id)",
          name: "\(geography.title) \(model.provider) \(model.name)",
          description: "Routes requests to \(model.name) in "
            + (geography == .global
              ? "all commercial AWS Regions." : "\(geography.title) regions."),
          modelARNs: geography.targets(of: model, from: region),
          created: Moment(year: 2025, 6, 2)
        )
      }
    }
  }
}
