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

    /// The regions a call may be sent to; empty for all of them.
    private var regions: [String] {
      switch self {
      case .us: ["us-east-1", "us-east-2", "us-west-2"]
      case .eu: ["eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1"]
      case .global: []
      case .usGov: ["us-gov-west-1", "us-gov-east-1"]
      }
    }

    /// As descriptions of AWS say it.
    fileprivate var reach: String {
      guard let last = regions.last else { return "globally across all supported AWS Regions" }
      return "in \(regions.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// The ARNs of the model that a call from this region may reach.
    fileprivate func targets(of model: FoundationModel, from region: Region) -> [String] {
      guard regions.isEmpty else {
        return regions.map { Region($0).foundationModelARN(model.id) }
      }
      return [
        region.foundationModelARN(model.id), "arn:aws:bedrock:::foundation-model/\(model.id)",
      ]
    }
  }

  var id: String
  var name: String
  var description: String
  var modelARNs: [String]
  var created: Moment

  /// The profiles that AWS defines for callers in a region.
  static func defined(in region: Region) -> [InferenceProfile] {
    let here = FoundationModel.Places(region)
    return FoundationModel.catalogue.flatMap { model in
      model.profiles.filter { !$0.sources.isDisjoint(with: here) }.map { geography in
        InferenceProfile(
          id: "\(geography.rawValue).\(model.id)",
          name: "\(geography.title) \(title(of: model))",
          description: "Routes requests to \(title(of: model)) \(geography.reach).",
          modelARNs: geography.targets(of: model, from: region),
          created: Moment(year: 2025, 6, 2)
        )
      }
    }
  }

  /// AWS puts some publishers before the name of a model, and others not.
  private static func title(of model: FoundationModel) -> String {
    switch model.provider {
    case "Amazon", "DeepSeek", "Stability AI": model.name
    case "Mistral AI": "Mistral \(model.name)"
    default: "\(model.provider) \(model.name)"
    }
  }
}
