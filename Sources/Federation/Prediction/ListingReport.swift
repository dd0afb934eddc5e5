/// The models of an environment as a person wants to see them: by name, with every way in.
public struct ListingReport: Equatable, Sendable, Codable {
  public var rows: [ModelRow]
  /// Ids Vertesia listed.
  public var listed: [String]
  /// Ids predicted and not listed; empty when nothing could be predicted.
  public var missing: [String]
  /// Models that Vertesia never offers (embeddings, rerankers, ..): folded away, in Bedrock's
  /// order.
  public var excluded: [Excluded]
  /// Differences from the prediction and what they mean; never failures.
  public var findings: [Notice]

  public init(
    rows: [ModelRow],
    listed: [String],
    missing: [String],
    excluded: [Excluded],
    findings: [Notice]
  ) {
    self.rows = rows
    self.listed = listed
    self.missing = missing
    self.excluded = excluded
    self.findings = findings
  }

  /// How many models there are by name, which is how every face counts them: one model can be
  /// listed under several ids.
  package var counted: ModelCount {
    let listed = rows.count { $0.ways.contains(where: \.isListed) }
    return ModelCount(listed: listed, missing: rows.count - listed)
  }

  /// A model that Vertesia never offers, and the rule that leaves it out.
  public struct Excluded: Equatable, Sendable, Codable, Identifiable {
    public var id: String
    public var name: String
    /// `an embedding model`.
    public var why: String

    public init(id: String, name: String, why: String) {
      self.id = id
      self.name = name
      self.why = why
    }
  }
}

/// Models by name: those listed in at least one way, and those expected and listed in none.
package struct ModelCount: Equatable, Sendable, Codable {
  package var listed: Int
  package var missing: Int

  package init(listed: Int, missing: Int) {
    self.listed = listed
    self.missing = missing
  }

  /// `17 listed, 1 missing`.
  package var words: String {
    missing == 0 ? "\(listed) listed" : "\(listed) listed, \(missing) missing"
  }
}

/// One model by name.
public struct ModelRow: Equatable, Sendable, Codable, Identifiable {
  public enum State: String, Codable, Sendable, CaseIterable {
    case listed
    /// Listed, and all four access fields are positive.
    case likelyReady
    case answered
    case needsForm
    case needsMarketplace
    case refusedByRole
    case unknown

    public var words: String {
      switch self {
      case .listed: "listed"
      case .likelyReady: "likely ready"
      case .answered: "answered"
      case .needsForm: "needs form"
      case .needsMarketplace: "needs Marketplace"
      case .refusedByRole: "refused by this role"
      case .unknown: "unknown"
      }
    }
  }

  /// One way to call it.
  public struct Way: Equatable, Sendable, Codable {
    /// `on demand`, `us.`, `eu.`, `global.`, `custom`.
    public var label: String
    /// The id Vertesia gives it: an ARN as a rule.
    public var id: String
    public var isListed: Bool
    public var isEnabled: Bool

    public init(label: String, id: String, isListed: Bool, isEnabled: Bool = false) {
      self.label = label
      self.id = id
      self.isListed = isListed
      self.isEnabled = isEnabled
    }
  }

  /// The model id without a way: `anthropic.claude-sonnet-4-5-20250929-v1:0`.
  public var id: String
  public var name: String
  public var provider: String
  public var ways: [Way]
  public var state: State
  /// What to do about it, with the page to open.
  public var advice: Remedy?
  public var isDefault: Bool

  public init(
    id: String,
    name: String,
    provider: String,
    ways: [Way],
    state: State,
    advice: Remedy?,
    isDefault: Bool = false
  ) {
    self.id = id
    self.name = name
    self.provider = provider
    self.ways = ways
    self.state = state
    self.advice = advice
    self.isDefault = isDefault
  }

  public var isEnabled: Bool { ways.contains(where: \.isEnabled) }

  /// What has been chosen for it: `enabled`, `default`, both or nothing.
  package var use: [String] {
    [isEnabled ? "enabled" : nil, isDefault ? "default" : nil].compactMap(\.self)
  }
}
