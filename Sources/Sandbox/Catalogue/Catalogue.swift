extension FoundationModel {
  /// Every model of the sandbox, in the order Bedrock lists them. Ids, names and ways in are those
  /// of the real regions as of late 2025; which region has which is simplified.
  static let catalogue: [FoundationModel] =
    (amazon + anthropic + cohereToMistral + meta + others).flatMap(\.withProvisioned)
}
