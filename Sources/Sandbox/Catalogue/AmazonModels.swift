extension FoundationModel {
  /// Models of Amazon.
  static let amazon: [FoundationModel] = [
    .init(
      id: "amazon.titan-text-premier-v1:0",
      name: "Titan Text G1 - Premier",
      provider: "Amazon",
      input: [.text],
      output: [.text],
      places: .virginia,
      tuning: ["FINE_TUNING"],
      isLegacy: true
    ),
    .init(
      id: "amazon.titan-tg1-large",
      name: "Titan Text Large",
      provider: "Amazon",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      isLegacy: true
    ),
    .init(
      id: "amazon.titan-embed-text-v1",
      name: "Titan Embeddings G1 - Text",
      provider: "Amazon",
      input: [.text],
      output: [.embedding],
      places: .unitedStates,
      streams: false
    ),
    .init(
      id: "amazon.titan-embed-text-v2:0",
      name: "Titan Text Embeddings V2",
      provider: "Amazon",
      input: [.text],
      output: [.embedding],
      places: .all,
      streams: false
    ),
    .init(
      id: "amazon.titan-embed-image-v1",
      name: "Titan Multimodal Embeddings G1",
      provider: "Amazon",
      input: [.text, .image],
      output: [.embedding],
      places: .commercial,
      streams: false,
      tuning: ["FINE_TUNING"]
    ),
    .init(
      id: "amazon.titan-image-generator-v2:0",
      name: "Titan Image Generator G1 v2",
      provider: "Amazon",
      input: [.text, .image],
      output: [.image],
      places: .unitedStates,
      streams: false,
      tuning: ["FINE_TUNING"],
      by: [.provisioned, .onDemand]
    ),
    .init(
      id: "amazon.nova-micro-v1:0",
      name: "Nova Micro",
      provider: "Amazon",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      tuning: ["FINE_TUNING", "DISTILLATION"],
      by: [.onDemand, .profile],
      profiles: [.us]
    ),
    .init(
      id: "amazon.nova-lite-v1:0",
      name: "Nova Lite",
      provider: "Amazon",
      input: [.text, .image, .video],
      output: [.text],
      places: .unitedStates,
      tuning: ["FINE_TUNING", "DISTILLATION"],
      by: [.onDemand, .profile],
      profiles: [.us]
    ),
    .init(
      id: "amazon.nova-pro-v1:0",
      name: "Nova Pro",
      provider: "Amazon",
      input: [.text, .image, .video],
      output: [.text],
      places: .all,
      tuning: ["FINE_TUNING", "DISTILLATION"],
      by: [.onDemand, .profile],
      profiles: [.us, .eu, .usGov]
    ),
    .init(
      id: "amazon.nova-premier-v1:0",
      name: "Nova Premier",
      provider: "Amazon",
      input: [.text, .image, .video],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "amazon.nova-2-lite-v1:0",
      name: "Nova 2 Lite",
      provider: "Amazon",
      input: [.text, .image, .video],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu, .global]
    ),
    .init(
      id: "amazon.nova-2-multimodal-embeddings-v1:0",
      name: "Amazon Nova Multimodal Embeddings",
      provider: "Amazon",
      input: [.text, .image, .audio, .video],
      output: [.embedding],
      places: .virginia,
      streams: false
    ),
    .init(
      id: "amazon.nova-canvas-v1:0",
      name: "Nova Canvas",
      provider: "Amazon",
      input: [.text, .image],
      output: [.image],
      places: .virginia,
      streams: false,
      tuning: ["FINE_TUNING"]
    ),
    .init(
      id: "amazon.nova-reel-v1:1",
      name: "Nova Reel",
      provider: "Amazon",
      input: [.text, .image],
      output: [.video],
      places: .virginia,
      streams: false
    ),
    .init(
      id: "amazon.nova-sonic-v1:0",
      name: "Nova Sonic",
      provider: "Amazon",
      input: [.speech],
      output: [.speech, .text],
      places: .virginia
    ),
    .init(
      id: "amazon.rerank-v1:0",
      name: "Rerank 1.0",
      provider: "Amazon",
      input: [.text],
      output: [.text],
      places: .oregon,
      streams: false
    ),
  ]
}
