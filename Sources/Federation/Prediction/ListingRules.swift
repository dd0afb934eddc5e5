/// What Vertesia offers of what Bedrock has: the rules of its open-source driver, as data.
enum ListingRules {
  /// The day of our copy.
  static let snapshot = "2026-08-21"

  /// A publisher that Vertesia supports, and the kinds of its models that it leaves out.
  struct Publisher {
    var key: String
    /// Pieces of model ids.
    var excluded: [String] = []
  }

  /// The first that fits counts, so the order matters.
  static let publishers: [Publisher] = [
    Publisher(
      key: "amazon",
      excluded: ["nova-reel", "nova-sonic", "titan-image-generator", "rerank"]
    ),
    Publisher(key: "anthropic"),
    Publisher(key: "cohere", excluded: ["rerank", "embed"]),
    Publisher(key: "ai21"),
    Publisher(key: "mistral"),
    Publisher(key: "meta"),
    Publisher(key: "deepseek"),
    Publisher(key: "writer"),
    Publisher(key: "openai"),
    Publisher(key: "twelvelabs", excluded: ["marengo"]),
    Publisher(key: "qwen"),
    Publisher(key: "google"),
    Publisher(key: "minimax"),
    Publisher(key: "moonshot"),
    Publisher(key: "moonshotai"),
    Publisher(key: "nvidia"),
    Publisher(key: "zai"),
  ]

  /// Words that make an id an embedding model's.
  static let embeddingWords: Set = ["embed", "embedding", "vector"]
  static let embeddingModalities: Set = ["embed", "embedding", "vectors"]
  /// Models known as embedding models, whatever their ids look like.
  static let embeddingModels = [
    "nova-2-multimodal-embeddings", "titan-embed", "cohere.embed", "marengo-embed",
  ]

  /// What an inference profile's id begins with.
  static let scopes = ["global.", "us.", "eu.", "apac."]
  /// What is left out of an id, after the scope, before its words are looked at.
  static let vendors = ["openai.", "anthropic.", "google.", "xai."]
}
