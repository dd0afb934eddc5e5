extension ListingReport {
  /// Holds what Vertesia listed against what Bedrock has.
  ///
  /// `catalogue` is `nil` when nothing could be predicted; `enabled` and `defaultModel` are ids as
  /// Vertesia gives them; `answering` are the models that have answered a test call, and `listsOnly`
  /// where the role may list models and not call them.
  package static func make(
    catalogue: RegionCatalogue?,
    listed: [ListedModel],
    enabled: Set<String>,
    defaultModel: String?,
    answering: Set<String> = [],
    listsOnly: Bool = false
  ) -> ListingReport {
    let prediction = catalogue.flatMap { catalogue in
      catalogue.models.isEmpty && catalogue.profiles.isEmpty && !catalogue.gaps.isEmpty
        ? nil : Prediction.predict(catalogue)
    }
    let ids = Set(listed.map(\.id))
    let missing = (prediction?.listed ?? []).filter { !ids.contains($0) }
    var rows = Rows(catalogue: catalogue, listsOnly: listsOnly)
    for model in listed {
      rows.add(model.id, name: model.name, isListed: true, isEnabled: enabled.contains(model.id))
    }
    for id in missing { rows.add(id, name: nil, isListed: false, isEnabled: enabled.contains(id)) }
    // What is enabled can be disabled, whether it is listed now or not.
    for id in enabled.subtracting(ids).subtracting(missing).sorted() {
      rows.add(id, name: nil, isListed: false, isEnabled: true)
    }
    let made = rows.made(defaultModel: defaultModel, answering: answering)
    return ListingReport(
      rows: made,
      listed: listed.map(\.id),
      missing: missing,
      excluded: excluded(prediction, catalogue, shown: Set(made.map(\.id))),
      findings: Findings.of(
        prediction,
        listed: listed.map(\.id),
        missing: missing,
        catalogue: catalogue
      )
    )
  }

  /// One entry a model that is left out in every way. That it cannot be called on demand is the
  /// reason only for want of another.
  private static func excluded(
    _ prediction: Prediction?,
    _ catalogue: RegionCatalogue?,
    shown: Set<String>
  ) -> [Excluded] {
    var order: [String] = []
    var reasons: [String: Prediction.Exclusion] = [:]
    for exclusion in prediction?.excluded ?? [] {
      let model = ModelWay(exclusion.id, in: catalogue).model
      guard !shown.contains(model) else { continue }
      if reasons[model] == nil { order.append(model) }
      if (reasons[model]?.rule ?? .notOnDemand) == .notOnDemand { reasons[model] = exclusion }
    }
    return order.compactMap { id in
      reasons[id].map { exclusion in
        let name = catalogue?.models.first { $0.id == id }?.name ?? exclusion.name
        return Excluded(id: id, name: name, why: exclusion.rule.words)
      }
    }
  }
}

/// Gathers the ways in of each model.
private struct Rows {
  let catalogue: RegionCatalogue?
  let listsOnly: Bool
  private var order: [String] = []
  private var names: [String: String] = [:]
  private var ways: [String: [ModelRow.Way]] = [:]

  init(catalogue: RegionCatalogue?, listsOnly: Bool) {
    self.catalogue = catalogue
    self.listsOnly = listsOnly
  }

  mutating func add(_ id: String, name: String?, isListed: Bool, isEnabled: Bool) {
    let way = ModelWay(id, in: catalogue)
    if ways[way.model] == nil { order.append(way.model) }
    if names[way.model] == nil { names[way.model] = name }
    // Vertesia does not remove doubles, and one row a way is enough.
    guard ways[way.model]?.contains(where: { $0.id == id }) != true else { return }
    ways[way.model, default: []].append(
      ModelRow.Way(label: way.label, id: id, isListed: isListed, isEnabled: isEnabled)
    )
  }

  func made(defaultModel: String?, answering: Set<String>) -> [ModelRow] {
    order.map { id in
      let model = catalogue?.models.first { $0.id == id }
      let custom = catalogue?.customModels.first { $0.arn == id }
      let ways = ways[id] ?? []
      let isListed = ways.contains(where: \.isListed)
      let known = answering.contains(id) ? .answered : state(of: id, isListed: isListed)
      // What somebody else may call is not what the role may.
      let isRefused = listsOnly && [.listed, .likelyReady, .answered].contains(known)
      let state = isRefused ? .refusedByRole : known
      return ModelRow(
        id: id,
        name: model?.name ?? custom?.name ?? names[id] ?? id,
        provider: model?.provider ?? (custom == nil ? publisher(of: id) : "Custom"),
        ways: ways,
        state: state,
        advice: state.advice(region: catalogue?.region),
        isDefault: ways.contains { $0.id == defaultModel }
      )
    }.sorted {
      ($0.rank, $0.name.lowercased(), $0.id) < ($1.rank, $1.name.lowercased(), $1.id)
    }
  }

  private func publisher(of id: String) -> String {
    let head = id.hasPrefix("arn:") ? "" : id.pieces(at: ".").first ?? ""
    return head.prefix(1).uppercased() + head.dropFirst()
  }

  /// What stands in the way of calling it, as far as the operator's own reads tell.
  private func state(of id: String, isListed: Bool) -> ModelRow.State {
    let access = catalogue?.access[id]
    if id.hasPrefix("anthropic."), catalogue?.useCaseFormSent == false,
      access?.isPositive != true
    {
      return .needsForm
    }
    if let access, !access.isAgreed { return .needsMarketplace }
    guard isListed else { return .unknown }
    return access?.isPositive == true ? .likelyReady : .listed
  }
}

extension ModelRow {
  /// What can be used stands first, a customer's own models last.
  fileprivate var rank: Int {
    if ways.contains(where: { $0.label == "custom" }) { return 3 }
    return switch state {
    case .answered, .likelyReady: 0
    case .listed: 1
    case .needsForm, .needsMarketplace, .refusedByRole, .unknown: 2
    }
  }
}

extension ModelRow.State {
  /// What to do about it.
  package func advice(region: String?) -> Remedy? {
    let page = region.flatMap(BedrockConsole.modelAccess)
    switch self {
    case .listed, .likelyReady, .answered: return nil
    case .needsForm:
      return Remedy(
        "Send Anthropic's use-case form once, from any of its models in the Bedrock console",
        url: region.flatMap(BedrockConsole.useCaseForm)
      )
    case .needsMarketplace:
      return Remedy(
        "Call it once as somebody with AWS Marketplace rights, or accept its terms in the "
          + "Bedrock console",
        url: page
      )
    case .refusedByRole:
      return Remedy("Change what Vertesia may do, to list and call models")
    case .unknown:
      return Remedy("Ask Vertesia for the models again in a minute")
    }
  }
}
