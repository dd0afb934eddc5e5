/// What a step learned, by name: what the checkpoint keeps and, less what is for later runs alone,
/// `--json` prints. Never a secret.
public struct Facts: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  public private(set) var values: [Fact: String]

  public init(_ values: [Fact: String] = [:]) { self.values = values }

  public init(dictionaryLiteral elements: (Fact, String?)...) {
    values = [:]
    for (fact, value) in elements { values[fact] = value }
  }

  public subscript(_ fact: Fact) -> String? {
    get { values[fact] }
    set { values[fact] = newValue }
  }

  public var isEmpty: Bool { values.isEmpty }

  /// Every fact of both; those of `newer` win. Empty ones stay, for what is stored to lose.
  public func joined(by newer: Facts) -> Facts { Facts(values.merging(newer.values) { $1 }) }

  /// Every fact of both; those of `newer` win, and an empty one takes away what it stands for.
  public func merging(_ newer: Facts) -> Facts {
    Facts(values.merging(newer.values) { $1 }.filter { !$0.value.isEmpty })
  }

  /// Without what only later runs of this set-up need.
  public var told: Facts {
    Facts(values.filter { ![.placed, .previous, .resent].contains($0.key) })
  }
}

/// The names under which facts stand in the checkpoint; they never change.
public enum Fact: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  // aws-identity
  case account, arn, partition, source, alias
  // organization
  case id, name, project, projectName, roles, issuer, issuerSource, site
  // identity-provider (arn), url, audiences separated by blanks
  case url, audiences
  // environment (id, name)
  case region, marker, hint
  /// `true` when its making was sent again: the first request may still arrive.
  case resent
  // role (arn, name): path, and the trust policy as it stands in IAM
  case path, trust
  // permissions: the choice, and the policy's name or ARN
  case permissions, policy
  // connection, model-listing
  case roleARN, models, missing, at
  /// `true` when we made it, by marker or tag; only then may undo touch it.
  case ours
  /// What this set-up has put there itself and may take away again, with blanks between: issuers that
  /// a role trusts, choices of permissions.
  case placed
  /// What was in force before, until a listing has proven what took its place.
  case previous
  /// When it was last made or changed from here, ISO-8601; absent where that is not known.
  case changed
  /// `false` when a person said so and nothing could be checked.
  case verified
}

extension Facts: Codable {
  public init(from decoder: any Decoder) throws {
    let named = try [String: String](from: decoder)
    values = [:]
    for (name, value) in named { if let fact = Fact(rawValue: name) { values[fact] = value } }
  }

  public func encode(to encoder: any Encoder) throws {
    try Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
      .encode(to: encoder)
  }
}
