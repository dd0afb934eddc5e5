/// What Vertesia should list for a region, by the rules of `ListingRules`.
package struct Prediction: Equatable, Sendable {
  /// The day of our copy of the rules.
  package static let snapshot = ListingRules.snapshot

  /// The row of the rules that left a model out.
  package enum Rule: String, Sendable, CaseIterable {
    case notOnDemand = "F1"
    case embedding = "F2"
    case unnamed = "F3"
    case publisher = "F4"
    case kind = "F5"
    case customWithoutARN = "C1"
    case customEmbedding = "C2"
    case profilePublisher = "P1"
    case profileKind = "P2"
    case profileEmbedding = "P3"

    package var words: String {
      switch self {
      case .notOnDemand: "not on demand: through its inference profile, or provisioned only"
      case .embedding, .customEmbedding, .profileEmbedding: "an embedding model"
      case .unnamed: "has no id or no provider"
      case .publisher, .profilePublisher: "its publisher is not supported by Vertesia"
      case .kind, .profileKind: "this kind of model is not supported by Vertesia"
      case .customWithoutARN: "has no ARN"
      }
    }
  }

  package struct Exclusion: Equatable, Sendable {
    package var id: String
    package var name: String
    package var rule: Rule
  }

  /// Ids as Vertesia gives them, in its order: foundation models, custom models, profiles.
  package var listed: [String] = []
  package var excluded: [Exclusion] = []

  package static func predict(_ catalogue: RegionCatalogue) -> Prediction {
    var prediction = Prediction()
    for model in catalogue.models {
      prediction.take(
        model.arn.isEmpty ? model.id : model.arn,
        id: model.id,
        name: model.name,
        unless: rule(for: model)
      )
    }
    for model in catalogue.customModels {
      prediction.take(model.arn, id: model.arn, name: model.name, unless: rule(for: model))
    }
    for profile in catalogue.profiles {
      prediction.take(
        profile.arn,
        id: profile.id,
        name: profile.name,
        unless: rule(for: profile, in: catalogue)
      )
    }
    return prediction
  }

  private mutating func take(_ listing: String, id: String, name: String, unless rule: Rule?) {
    if let rule {
      excluded.append(Exclusion(id: id, name: name, rule: rule))
    } else {
      listed.append(listing)
    }
  }

  /// The first row that a foundation model fails.
  static func rule(for model: FoundationModel) -> Rule? {
    if model.inferenceTypes?.contains("ON_DEMAND") != true { return .notOnDemand }
    if model.outputModalities.contains("EMBEDDING") { return .embedding }
    if model.id.isEmpty || model.provider.isEmpty { return .unnamed }
    let provider = String(
      decoding: model.provider.lowercased().utf8.filter { $0.isLower || $0.isDigit },
      as: UTF8.self
    )
    guard let publisher = ListingRules.publishers.first(where: { provider.contains($0.key) })
    else { return .publisher }
    let id = model.id.lowercased()
    return publisher.excluded.contains(where: id.contains) ? .kind : nil
  }

  static func rule(for model: CustomModel) -> Rule? {
    if model.arn.isEmpty { return .customWithoutARN }
    let name = model.baseModelName.flatMap { $0.isEmpty ? nil : $0 } ?? model.arn
    return EmbeddingTest.isEmbedding(name) ? .customEmbedding : nil
  }

  static func rule(for profile: InferenceProfile, in catalogue: RegionCatalogue) -> Rule? {
    let id = profile.id.lowercased()
    let name = profile.name.lowercased()
    guard
      let publisher = ListingRules.publishers.first(where: {
        name.contains($0.key) || id.contains($0.key)
      })
    else { return .profilePublisher }
    if id.isEmpty || publisher.excluded.contains(where: id.contains) { return .profileKind }
    let behind = Set(profile.modelARNs.compactMap { $0.pieces(at: "/").last })
    let modalities = catalogue.models.filter { behind.contains($0.id) }
      .flatMap(\.outputModalities)
    return EmbeddingTest.isEmbedding(profile.arn, modalities: modalities)
      ? .profileEmbedding : nil
  }
}
