extension FoundationModel {
  /// Models of Anthropic.
  static let anthropic: [FoundationModel] = [
    .init(
      id: "anthropic.claude-3-haiku-20240307-v1:0",
      name: "Claude 3 Haiku",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .all,
      by: [.onDemand, .profile],
      isLegacy: true,
      profiles: [.us, .eu]
    ),
    .init(
      id: "anthropic.claude-3-5-haiku-20241022-v1:0",
      name: "Claude 3.5 Haiku",
      provider: "Anthropic",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      isLegacy: true,
      profiles: [.us]
    ),
    .init(
      id: "anthropic.claude-3-5-sonnet-20240620-v1:0",
      name: "Claude 3.5 Sonnet",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .all,
      by: [.onDemand, .profile],
      isLegacy: true,
      profiles: [.us, .eu, .usGov]
    ),
    .init(
      id: "anthropic.claude-3-7-sonnet-20250219-v1:0",
      name: "Claude 3.7 Sonnet",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .all,
      by: [.profile],
      isLegacy: true,
      profiles: [.us, .eu, .usGov]
    ),
    .init(
      id: "anthropic.claude-sonnet-4-20250514-v1:0",
      name: "Claude Sonnet 4",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu, .global]
    ),
    .init(
      id: "anthropic.claude-opus-4-1-20250805-v1:0",
      name: "Claude Opus 4.1",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "anthropic.claude-sonnet-4-5-20250929-v1:0",
      name: "Claude Sonnet 4.5",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .all,
      by: [.profile],
      profiles: [.us, .eu, .global, .usGov]
    ),
    .init(
      id: "anthropic.claude-haiku-4-5-20251001-v1:0",
      name: "Claude Haiku 4.5",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu, .global]
    ),
    .init(
      id: "anthropic.claude-opus-4-5-20251101-v1:0",
      name: "Claude Opus 4.5",
      provider: "Anthropic",
      input: [.text, .image],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu, .global]
    ),
  ]
}
