extension FoundationModel {
  /// Models of publishers with one or a few; some of them Vertesia never offers.
  static let others: [FoundationModel] = [
    .init(
      id: "deepseek.r1-v1:0",
      name: "DeepSeek-R1",
      provider: "DeepSeek",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "deepseek.v3-v1:0",
      name: "DeepSeek-V3.1",
      provider: "DeepSeek",
      input: [.text],
      output: [.text],
      places: .oregon
    ),
    .init(
      id: "writer.palmyra-x4-v1:0",
      name: "Palmyra X4",
      provider: "Writer",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "writer.palmyra-x5-v1:0",
      name: "Palmyra X5",
      provider: "Writer",
      input: [.text],
      output: [.text],
      places: .unitedStates,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "openai.gpt-oss-20b-1:0",
      name: "gpt-oss-20b",
      provider: "OpenAI",
      input: [.text],
      output: [.text],
      places: [.commercial, .govWest]
    ),
    .init(
      id: "openai.gpt-oss-120b-1:0",
      name: "gpt-oss-120b",
      provider: "OpenAI",
      input: [.text],
      output: [.text],
      places: [.commercial, .govWest]
    ),
    .init(
      id: "qwen.qwen3-32b-v1:0",
      name: "Qwen3 32B (dense)",
      provider: "Qwen",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "qwen.qwen3-coder-30b-a3b-v1:0",
      name: "Qwen3-Coder-30B-A3B-Instruct",
      provider: "Qwen",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "google.gemma-3-27b-it",
      name: "Gemma 3 27B PT",
      provider: "Google",
      input: [.text, .image],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "minimax.minimax-m2",
      name: "MiniMax M2",
      provider: "MiniMax",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "moonshot.kimi-k2-thinking",
      name: "Kimi K2 Thinking",
      provider: "Moonshot AI",
      input: [.text],
      output: [.text],
      places: .unitedStates
    ),
    .init(
      id: "nvidia.nemotron-nano-9b-v2",
      name: "NVIDIA Nemotron Nano 9B v2",
      provider: "NVIDIA",
      input: [.text],
      output: [.text],
      places: .commercial
    ),
    .init(
      id: "zai.glm-4.6",
      name: "GLM 4.6",
      provider: "Z.AI",
      input: [.text],
      output: [.text],
      places: .unitedStates
    ),
    .init(
      id: "twelvelabs.pegasus-1-2-v1:0",
      name: "Pegasus v1.2",
      provider: "TwelveLabs",
      input: [.text, .video],
      output: [.text],
      places: .commercial,
      by: [.profile],
      profiles: [.us, .eu, .global]
    ),
    .init(
      id: "twelvelabs.marengo-embed-2-7-v1:0",
      name: "Marengo Embed v2.7",
      provider: "TwelveLabs",
      input: [.text, .image, .audio, .video],
      output: [.embedding],
      places: [.virginia, .ireland],
      streams: false,
      by: [.onDemand, .profile],
      profiles: [.us, .eu]
    ),
    .init(
      id: "stability.stable-image-core-v1:1",
      name: "Stable Image Core 1.0",
      provider: "Stability AI",
      input: [.text],
      output: [.image],
      places: .oregon,
      streams: false
    ),
    .init(
      id: "stability.sd3-5-large-v1:0",
      name: "Stable Diffusion 3.5 Large",
      provider: "Stability AI",
      input: [.text, .image],
      output: [.image],
      places: .oregon,
      streams: false
    ),
    .init(
      id: "stability.stable-image-inpaint-v1:0",
      name: "Stable Image Inpaint",
      provider: "Stability AI",
      input: [.text, .image],
      output: [.image],
      places: .unitedStates,
      streams: false,
      by: [.profile],
      profiles: [.us]
    ),
    .init(
      id: "luma.ray-v2:0",
      name: "Ray v2",
      provider: "Luma AI",
      input: [.text],
      output: [.video],
      places: .oregon,
      streams: false
    ),
  ]
}
