/// Which Bedrock models Vertesia offers, as its driver decides it (snapshot of August 2026).
enum ListingRules {
  enum Purpose { case all, trainable }

  /// Publishers in the driver's order, with the parts of model ids it leaves out.
  private static let publishers: [(key: String, without: [String])] = [
    ("amazon", ["nova-reel", "nova-sonic", "titan-image-generator", "rerank"]),
    ("anthropic", []), ("cohere", ["rerank", "embed"]), ("ai21", []), ("mistral", []),
    ("meta", []), ("deepseek", []), ("writer", []), ("openai", []), ("twelvelabs", ["marengo"]),
    ("qwen", []), ("google", []), ("minimax", []), ("moonshot", []), ("moonshotai", []),
    ("nvidia", []), ("zai", []),
  ]

  /// Foundation models, then custom models, then profiles; not sorted, not de-duplicated.
  static func listed(
    models: [JSON],
    customModels: [JSON],
    profiles: [JSON],
    for purpose: Purpose
  ) -> [JSON] {
    models.compactMap { foundationModel($0, purpose) } + customModels.compactMap(customModel)
      + profiles.compactMap { profile($0, models: models) }
  }

  static func foundationModel(_ model: JSON, _ purpose: Purpose = .all) -> JSON? {
    let output = model["outputModalities"]?.strings ?? []
    switch purpose {
    case .all:
      guard model["inferenceTypesSupported"]?.strings?.contains("ON_DEMAND") ?? false,
        !output.contains("EMBEDDING")
      else { return nil }
    case .trainable:
      guard model["customizationsSupported"]?.strings?.contains("FINE_TUNING") ?? false else {
        return nil
      }
    }
    guard let id = model["modelId"]?.text, !id.isEmpty, let provider = model["providerName"]?.text,
      !provider.isEmpty,
      let publisher = publisher(in: provider.lowercased().filter(\.isPlainLetterOrDigit)),
      !publisher.without.contains(where: id.lowercased().contains)
    else { return nil }
    let arn = model["modelArn"]?.text ?? ""
    return .sparse([
      "id": .string(arn.isEmpty ? id : arn),
      "name": .string(model["modelName"]?.text ?? id), "provider": "bedrock",
      "owner": .string(provider), "can_stream": model["responseStreamingSupported"],
      "input_modalities": modalities(model["inputModalities"]),
      "output_modalities": modalities(model["outputModalities"]),
    ])
  }

  static func customModel(_ model: JSON) -> JSON? {
    guard let arn = model["modelArn"]?.text else { return nil }
    let base = model["baseModelName"]?.text
    guard !isEmbedding(base ?? arn, modalities: []) else { return nil }
    return .sparse([
      "id": .string(arn), "name": .string(model["modelName"]?.text ?? arn),
      "provider": "bedrock", "owner": "custom", "is_custom": true,
      "description": base.map { "Custom model from \($0)" },
      "input_modalities": ["text"], "output_modalities": ["text"],
    ])
  }

  static func profile(_ profile: JSON, models: [JSON]) -> JSON? {
    let id = profile["inferenceProfileId"]?.text ?? ""
    let name = profile["inferenceProfileName"]?.text ?? ""
    let found = publishers.first {
      name.lowercased().contains($0.key) || id.lowercased().contains($0.key)
    }
    guard let found, !id.isEmpty, !found.without.contains(where: id.lowercased().contains),
      let arn = profile["inferenceProfileArn"]?.text
    else { return nil }
    let target = profile["models"]?.items?.first?["modelArn"]?.text?.split(separator: "/").last
    let model = models.first { $0["modelId"]?.text == target.map(String.init) }
    let output = modalities(model?["outputModalities"]) ?? ["text"]
    guard !isEmbedding(arn, modalities: output.strings ?? []) else { return nil }
    return .sparse([
      "id": .string(arn), "name": .string(name.isEmpty ? arn : name), "provider": "bedrock",
      "owner": .string(found.key),
      "input_modalities": modalities(model?["inputModalities"]) ?? ["text"],
      "output_modalities": output,
    ])
  }

  /// By a word in the id, by a modality, or by what is known of the id.
  static func isEmbedding(_ id: String, modalities: [String]) -> Bool {
    if ["embed", "embedding", "vectors"].contains(where: modalities.contains) { return true }
    let id = id.lowercased()
    let known = ["nova-2-multimodal-embeddings", "titan-embed", "cohere.embed", "marengo-embed"]
    if known.contains(where: id.contains) { return true }
    var last = id.split(separator: "/").last ?? id[...]
    for prefixes in [
      ["global.", "us.", "eu.", "apac."], ["openai.", "anthropic.", "google.", "xai."],
    ] {
      if let prefix = prefixes.first(where: { last.hasPrefix($0) }) {
        last = last.dropFirst(prefix.count)
      }
    }
    return [id[...], last].contains { text in
      text.split { "-_.:".contains($0) }.contains { ["embed", "embedding", "vector"].contains($0) }
    }
  }

  private static func publisher(in name: String) -> (key: String, without: [String])? {
    publishers.first { name.contains($0.key) }
  }

  /// `EMBEDDING` is `embed` in Vertesia's words.
  private static func modalities(_ json: JSON?) -> JSON? {
    json?.strings.map { names in
      JSON(strings: names.map { $0 == "EMBEDDING" ? "embed" : $0.lowercased() })
    }
  }
}

extension Character {
  fileprivate var isPlainLetterOrDigit: Bool {
    ("a"..."z").contains(self) || ("0"..."9").contains(self)
  }
}
