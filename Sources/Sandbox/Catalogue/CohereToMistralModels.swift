extension FoundationModel {
  /// Models of Cohere, AI21 Labs and Mistral AI.
  static let cohereToMistral: [FoundationModel] = [
    .init(
      id: "cohere.command-r-v1:0",
      name: "Command R",
      provider: "Cohere",
      input: [.text],
      output: [.text],
      places: .unitedStates
    ),
    .init(
      id: "cohere.command-r-plus-v1:0",
      name: "Command R+",
      provider: "Cohere",
      input: [.text],
      output: [.text],
      places: .unitedStates
    ),
    .init(
      id: "cohere.embed-english-v3",
      name: "Embed English",
      provider: "Cohere",
      input: [.text],
      output: [.embedding],
      places: .commercial,
      streams: false
    ),
    .init(
      id: "cohere.embed-multilingual-v3",
      name: "Embed Multilingual",
      provider: "Cohere",
      input: [.text],
      output: [.embedding],
      places: .commercial,
      streams: false
    ),
    .init(
      id: "cohere.embed-v4:0",
      name: "Embed v4",
      provider: "Cohere",
      input: [.text, .image],
      output: [.embedding],
      places: .commercial,
      streams: false,
      by: [.onDemand, .profile],
      profiles: [.us, .eu, .global]
    ),
    .init(
      id: "cohere.rerank-v3-5:0",
      name: "Rerank 3.5",
      provider: "Cohere",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      streams: false
    ),
    .init(
      id: "ai21.jamba-1-5-large-v1:0",
      name: "Jamba 1.5 Large",
      provider: "AI21 Labs",
      input: [.text],
      output: [.text],
      places: .virginia
    ),
    .init(
      id: "ai21.jamba-1-5-mini-v1:0",
      name: "Jamba 1.5 Mini",
      provider: "AI21 Labs",
      input: [.text],
      output: [.text],
      places: .virginia
    ),
    .init(
      id: "mistral.mistral-7b-instruct-v0:2",
      name: "Mistral 7B Instruct",
      provider: "Mistral AI",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "mistral.mixtral-8x7b-instruct-v0:1",
      name: "Mixtral 8x7B Instruct",
      provider: "Mistral AI",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "mistral.mistral-large-2402-v1:0",
      name: "Mistral Large (24.02)",
      provider: "Mistral AI",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "mistral.mistral-large-2407-v1:0",
      name: "Mistral Large (24.07)",
      provider: "Mistral AI",
      input: [.text],
      output: [.text],
      places: .oregon
    ),
    .init(
      id: "mistral.pixtral-large-2502-v1:0",
      name: "Pixtral Large (25.02)",
      provider: "Mistral AI",
      input: [.text, .image],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu]
    ),
    .init(
      id: "mistral.voxtral-mini-3b-2507",
      name: "Voxtral Mini 3B 2507",
      provider: "Mistral AI",
      input: [.speech, .text],
      output: [.text],
      places: .commercial
    ),
  ]
}
