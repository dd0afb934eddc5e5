/// Which model a person means.
extension ListingReport {
  package enum Named: Equatable, Sendable {
    /// Vertesia lists it, and this is its full id.
    case listed(String)
    /// It is known and listed in no way.
    case unlisted(ModelRow)
    /// A way in was named that is not listed; another one is, and may lead elsewhere.
    case otherwise(ModelRow, listed: String)
    /// Its name is that of several; these are their ids.
    case several([String])
    /// Nothing is called that; these names come near.
    case unknown(near: [String])
  }

  /// The model by its id, the id of any way in, whole or without what stands before its last `/`, or
  /// its exact name; capitals do not count. A model is called by its first way in that is listed.
  package func named(_ text: String) -> Named {
    if listed.contains(text) { return .listed(text) }
    let wanted = text.trimmed().lowercased()
    if let id = listed.first(where: { Self.isCalled($0, wanted) }) { return .listed(id) }
    let found = rows(named: wanted)
    guard let row = found.first else { return .unknown(near: near(wanted)) }
    guard found.count == 1 else { return .several(found.map(\.id)) }
    let ways = row.ways.filter(\.isListed).map(\.id)
    guard let first = ways.first else { return .unlisted(row) }
    if row.isCalled(wanted) { return .listed(first) }
    return ways.first { Self.isCalled($0, wanted) }.map { .listed($0) }
      ?? .otherwise(row, listed: first)
  }

  /// The rows that a text may mean; several where a name is that of several models.
  package func rows(named text: String) -> [ModelRow] {
    let wanted = text.trimmed().lowercased()
    let byID = rows.filter { row in
      row.id.lowercased() == wanted || row.ways.contains { Self.isCalled($0.id, wanted) }
    }
    return byID.isEmpty ? rows.filter { $0.name.lowercased() == wanted } : byID
  }

  /// Names that have every word of it, else the one that is written nearly so.
  package func near(_ text: String) -> [String] {
    let words = text.lowercased().split(separator: " ")
    let names = rows.map(\.name)
    let having = names.filter { name in
      !words.isEmpty && words.allSatisfy { name.lowercased().contains($0) }
    }
    if !having.isEmpty { return Array(having.prefix(3)) }
    let candidates = names + rows.map(\.id)
    let lowered = candidates.map { $0.lowercased() }
    guard let nearest = Spelling.nearest(to: text, in: lowered),
      let index = lowered.firstIndex(of: nearest)
    else { return [] }
    return [candidates[index]]
  }

  fileprivate static func isCalled(_ id: String, _ wanted: String) -> Bool {
    let id = id.lowercased()
    return id == wanted || id.hasSuffix("/" + wanted)
  }
}

extension ModelRow {
  /// Whether it is named itself, by its id or name, and not one of its ways in.
  package func isCalled(_ text: String) -> Bool {
    [id.lowercased(), name.lowercased()].contains(text.trimmed().lowercased())
  }

  /// The ways in that a text means: all of a model that is named itself.
  package func ways(called text: String) -> [Way] {
    let wanted = text.trimmed().lowercased()
    return isCalled(wanted) ? ways : ways.filter { ListingReport.isCalled($0.id, wanted) }
  }
}
