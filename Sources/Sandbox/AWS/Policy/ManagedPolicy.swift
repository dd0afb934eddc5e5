/// A managed policy, of an account or of AWS itself.
struct ManagedPolicy: Sendable {
  var name: String
  var path = "/"
  var id: String
  var version = "v1"
  var created: Moment
  var document: PolicyDocument

  /// The policies that AWS manages, by name.
  static let allOfAWS: [String: ManagedPolicy] = {
    let policies = [
      administratorAccess, amazonBedrockFullAccess, amazonBedrockLimitedAccess,
      amazonBedrockMantleFullAccess, amazonBedrockMantleInferenceAccess,
      amazonBedrockMantleReadOnly, amazonBedrockMarketplaceAccess, amazonBedrockReadOnly,
      iamFullAccess, iamReadOnlyAccess, powerUserAccess,
    ].compactMap(\.self)
    return Dictionary(policies.map { ($0.name, $0) }) { first, _ in first }
  }()

  /// `nil` for another partition's ARN, which does not exist in this one.
  static func ofAWS(arn: String, partition: String) -> ManagedPolicy? {
    let prefix = "arn:\(partition):iam::aws:policy/"
    guard arn.hasPrefix(prefix) else { return nil }
    return allOfAWS[String(arn.dropFirst(prefix.count))]
  }

  static func ofAWS(
    _ name: String,
    version: String,
    created: Moment,
    _ text: String
  ) -> ManagedPolicy? {
    guard let document = try? PolicyDocument(text, as: .identity) else { return nil }
    // The id only has to be stable and look right.
    var random = SeededRandom(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    return ManagedPolicy(
      name: name,
      id: random.uniqueID("ANPA"),
      version: version,
      created: created,
      document: document
    )
  }
}
