extension FoundationModel {
  /// The model and what Bedrock lists beside it: the same model bought as provisioned throughput,
  /// once for every context length, under ids of their own that nobody can call on demand.
  var withProvisioned: [FoundationModel] {
    [self]
      + (Self.provisioned[id] ?? []).map { ending in
        var model = self
        model.id += ":\(ending)"
        model.places = places.intersection(.unitedStates)
        model.by = [.provisioned]
        model.profiles = []
        return model
      }
  }

  /// What follows the id of the model.
  private static let provisioned: [String: [String]] = [
    "amazon.titan-embed-text-v1": ["2:8k"],
    "amazon.titan-embed-text-v2:0": ["8k"],
    "amazon.nova-micro-v1:0": ["24k", "128k"],
    "amazon.nova-lite-v1:0": ["24k", "300k"],
    "amazon.nova-pro-v1:0": ["24k", "300k"],
    "anthropic.claude-3-haiku-20240307-v1:0": ["48k", "200k"],
    "anthropic.claude-3-5-sonnet-20240620-v1:0": ["18k", "51k", "200k"],
    "cohere.embed-english-v3": ["0:512"],
    "cohere.embed-multilingual-v3": ["0:512"],
    "meta.llama3-1-70b-instruct-v1:0": ["128k"],
    "meta.llama3-2-1b-instruct-v1:0": ["128k"],
    "meta.llama3-2-3b-instruct-v1:0": ["128k"],
  ]
}
