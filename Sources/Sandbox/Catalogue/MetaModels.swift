extension FoundationModel {
  /// Models of Meta.
  static let meta: [FoundationModel] = [
    .init(
      id: "meta.llama3-8b-instruct-v1:0",
      name: "Llama 3 8B Instruct",
      provider: "Meta",
      input: [.text],
      output: [.text],
      places: [.unitedStates, .govWest]
    ),
    .init(
      id: "meta.llama3-70b-instruct-v1:0",
      name: "Llama 3 70B Instruct",
      provider: "Meta",
      input: [.text],
      output: [.text],
      places: [.unitedStates, .govWest]
    ),
    .init(
      id: "meta.llama3-1-70b-instruct-v1:0",
      name: "Llama 3.1 70B Instruct",
      provider: "Meta",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      tuning: ["FINE_TUNING"],
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "meta.llama3-2-1b-instruct-v1:0",
      name: "Llama 3.2 1B Instruct",
      provider: "Meta",
      input: [.text],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu]
    ),
    .init(
      id: "meta.llama3-2-3b-instruct-v1:0",
      name: "Llama 3.2 3B Instruct",
      provider: "Meta",
      input: [.text],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu]
    ),
    .init(
      id: "meta.llama3-3-70b-instruct-v1:0",
      name: "Llama 3.3 70B Instruct",
      provider: "Meta",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "meta.llama4-scout-17b-instruct-v1:0",
      name: "Llama 4 Scout 17B Instruct",
      provider: "Meta",
      input: [.text, .image],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "meta.llama4-maverick-17b-instruct-v1:0",
      name: "Llama 4 Maverick 17B Instruct",
      provider: "Meta",
      input: [.text, .image],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
  ]
}
