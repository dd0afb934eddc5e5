/// Everything a person has decided, whatever face asked. Checked before it gets in here.
public struct Answers: Equatable, Sendable {
  public private(set) var values: [AnswerKey: [String]]
  /// Answers given before one that they depend on changed: kept as suggestions, asked again.
  public var doubtful: Set<AnswerKey>

  public init(_ values: [AnswerKey: [String]] = [:], doubtful: Set<AnswerKey> = []) {
    self.values = values
    self.doubtful = doubtful
  }

  /// The only value of `key`; setting it settles any doubt, `nil` removes it.
  public subscript(_ key: AnswerKey) -> String? {
    get { values[key]?.first }
    set {
      values[key] = newValue.map { [$0] }
      doubtful.remove(key)
    }
  }

  /// All values of a key that may have several.
  public subscript(all key: AnswerKey) -> [String] {
    get { values[key] ?? [] }
    set {
      values[key] = newValue
      doubtful.remove(key)
    }
  }

  /// Answered, and nothing it depends on has changed since.
  public func has(_ key: AnswerKey) -> Bool { values[key] != nil && !doubtful.contains(key) }

  /// The answers of both; those of `stronger` win.
  public func merging(_ stronger: Answers) -> Answers {
    Answers(
      values.merging(stronger.values) { $1 },
      doubtful: doubtful.subtracting(stronger.values.keys).union(stronger.doubtful)
    )
  }
}

extension Answers: Codable {
  /// A key that is not ours is left out: an answers file is checked for those by its own reader.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    values = [:]
    for name in container.allKeys {
      guard let key = AnswerKey(rawValue: name.stringValue) else { continue }
      values[key] =
        key.isList
        ? try container.decode([String].self, forKey: name)
        : [try container.decode(String.self, forKey: name)]
    }
    let awaited = try container.decodeIfPresent([String].self, forKey: .awaited) ?? []
    for key in awaited.compactMap(AnswerKey.init) where values[key] == nil { values[key] = [] }
    doubtful = Set(
      try container.decodeIfPresent([AnswerKey].self, forKey: .doubtful) ?? []
    )
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    for (key, value) in values {
      if key.isList {
        try container.encode(value, forKey: Name(key.rawValue))
      } else {
        try container.encodeIfPresent(value.first, forKey: Name(key.rawValue))
      }
    }
    let awaited = values.filter { $0.value.isEmpty && !$0.key.isList }.map(\.key.rawValue)
    if !awaited.isEmpty { try container.encode(awaited.sorted(), forKey: .awaited) }
    if !doubtful.isEmpty {
      try container.encode(doubtful.map(\.rawValue).sorted(), forKey: .doubtful)
    }
  }

  private struct Name: CodingKey {
    /// Chosen to be given as a text, which is still to come.
    static let awaited = Name("still-to-come")
    static let doubtful = Name("check-again")
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
