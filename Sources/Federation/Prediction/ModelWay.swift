/// One id that Vertesia lists, read: which model it is, and by which way.
package struct ModelWay: Equatable {
  /// The model's id without a way; the ARN for what has no better name.
  package let model: String
  /// `on demand`, `us.`, `custom`, `profile`.
  let label: String

  /// From an ARN, or from a plain model id.
  package init(_ id: String, in catalogue: RegionCatalogue?) {
    (model, label) = ARN(id).map { Self.read($0, in: catalogue) } ?? Self.read(plain: id)
  }

  private static func read(
    _ arn: ARN,
    in catalogue: RegionCatalogue?
  ) -> (model: String, label: String) {
    switch arn.kind {
    case "foundation-model": return (arn.path, "on demand")
    case "inference-profile": return read(plain: arn.path)
    case "custom-model": return (arn.text, "custom")
    default:
      let profile = catalogue?.profiles.first { $0.arn == arn.text }
      return (profile?.modelARNs.first.flatMap { ARN($0)?.path } ?? arn.text, "profile")
    }
  }

  private static func read(plain id: String) -> (model: String, label: String) {
    guard let scope = scope(of: id) else { return (id, "on demand") }
    return (String(id.dropFirst(scope.count)), scope)
  }

  /// A known scope, or any short first word before a publisher's: new ones appear.
  private static func scope(of id: String) -> String? {
    if let known = ListingRules.scopes.first(where: id.hasPrefix) { return known }
    let parts = id.pieces(at: ".")
    guard parts.count >= 3, (2...6).contains(parts[0].count), parts[0].isMade(of: \.isLower),
      ListingRules.publishers.contains(where: { parts[1].contains($0.key) })
    else { return nil }
    return parts[0] + "."
  }
}
