/// Whether Vertesia takes a model for one that makes embeddings.
enum EmbeddingTest {
  /// `id` may be a name or an ARN; `modalities` in any case.
  static func isEmbedding(_ id: String, modalities: [String] = []) -> Bool {
    let id = id.lowercased()
    return hasWord(id) || hasWord(bare(id))
      || modalities.contains { ListingRules.embeddingModalities.contains($0.lowercased()) }
      || ListingRules.embeddingModels.contains { id.contains($0) }
  }

  /// The last piece of a path, without its scope and without the vendors that are left out.
  private static func bare(_ id: String) -> String {
    var name = id.pieces(at: "/").last ?? id
    for heads in [ListingRules.scopes, ListingRules.vendors] {
      if let head = heads.first(where: name.hasPrefix) { name = String(name.dropFirst(head.count)) }
    }
    return name
  }

  /// A word stands between the ends and `- _ . :`.
  private static func hasWord(_ text: String) -> Bool {
    text.split { "-_.:".contains($0) }.contains {
      ListingRules.embeddingWords.contains(String($0))
    }
  }
}
