/// Who may use a role: ours to write, anybody's to read.
package struct TrustPolicy: Equatable, Sendable {
  /// The whole document; what we do not understand in it is kept as it is.
  package let document: JSONTree

  /// The policy of a role that trusts one environment and nobody else.
  package init(for target: TrustTarget) {
    document = ["Version": "2012-10-17", "Statement": [target.statement]]
  }

  /// Any document IAM returned; `nil` when it is not JSON with at least one statement.
  package init?(parsing text: String) {
    guard let tree = JSONTree.parse(text), let statement = tree["Statement"],
      statement.elements.allSatisfy({ $0.members != nil }), !statement.elements.isEmpty
    else { return nil }
    document = tree
  }

  private init(document: JSONTree) { self.document = document }

  /// As it is sent to IAM.
  package var json: String { document.compact }
  package var pretty: String { document.pretty }

  private var trees: [JSONTree] { document["Statement"]?.elements ?? [] }
  var statements: [TrustStatement] { trees.map(TrustStatement.init) }

  /// What a role's policy means for one environment.
  package enum Standing: Equatable, Sendable {
    /// It lets in our environment through our provider, and no other environment.
    case equal
    /// It lets in ours in the right way, and these others.
    case shared(others: [String])
    /// It speaks of our provider, not as we need it; why, one sentence each.
    case differs([String])
    /// It does not speak of our provider.
    case absent
  }

  package func standing(toward target: TrustTarget) -> Standing {
    let relevant = statements.filter { $0.names(target.providerARN) }
    guard !relevant.isEmpty else { return .absent }
    var reasons = dangers(issuer: target.issuer).map(\.words)
    var subjects: [String] = []
    for statement in relevant {
      if let found = statement.subjects(for: target) {
        subjects += found
      } else {
        reasons += differences(of: statement, from: target)
      }
    }
    if reasons.isEmpty, !subjects.contains(target.subject.text) {
      reasons = ["It trusts \(subjects.joined(separator: ", ")), not \(target.subject.text)"]
    }
    guard reasons.isEmpty else {
      return .differs(reasons.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }
    let others = subjects.filter { $0 != target.subject.text }
    return others.isEmpty ? .equal : .shared(others: others)
  }

  private func differences(of statement: TrustStatement, from target: TrustTarget) -> [String] {
    var reasons: [String] = []
    if !statement.isAllow { reasons.append("A statement denies our provider") }
    if !statement.allowsWebIdentity, statement.isAllow {
      reasons.append("It does not allow \(TrustStatement.action)")
    }
    let prefix = target.conditionPrefix
    for (claim, wanted) in [("aud", target.audience), ("sub", target.subject.text)] {
      let key = "\(prefix):\(claim)"
      let limit = ClaimLimit(on: key, in: statement)
      if limit.isAbsent {
        reasons.append("It has no condition on \(key)")
      } else if !limit.namesNobody, limit.values != [wanted] {
        let values = limit.values.joined(separator: ", ")
        reasons.append("It wants \(key) = \(values), not \(wanted)")
      }
    }
    return reasons.isEmpty ? ["It has conditions or actions that are not ours"] : reasons
  }

  /// This policy with `target` let in too, everything else as it was.
  package func adding(_ target: TrustTarget) -> TrustPolicy {
    let subject = target.subject.text
    guard !statements.contains(where: { $0.subjects(for: target)?.contains(subject) == true })
    else { return self }
    var trees = trees
    let key = "\(target.conditionPrefix):sub"
    if let place = trees.firstIndex(where: {
      TrustStatement($0).subjects(for: target) != nil
    }) {
      let subjects = TrustStatement(trees[place]).subjects(for: target) ?? []
      trees[place] = Self.replacing(trees[place], key: key, with: subjects + [subject])
    } else {
      trees.append(target.statement)
    }
    return TrustPolicy(document: document.setting("Statement", to: .array(trees)))
  }

  func filtered(_ stays: (TrustStatement) -> Bool) -> TrustPolicy? {
    let kept = trees.filter { stays(TrustStatement($0)) }
    guard !kept.isEmpty else { return nil }
    return TrustPolicy(document: document.setting("Statement", to: .array(kept)))
  }

  private static func replacing(_ tree: JSONTree, key: String, with subjects: [String]) -> JSONTree
  {
    guard let blocks = tree["Condition"]?.members else { return tree }
    let changed = blocks.map { block in
      block.value[key] == nil
        ? block
        : JSONTree.Member(
          block.name,
          block.value.setting(key, to: .array(subjects.map { .string($0) }))
        )
    }
    return tree.setting("Condition", to: .object(changed))
  }

  /// Whether both let in the same, however they are written.
  package func isSame(as other: TrustPolicy) -> Bool {
    Set(trees.map(Self.normal)) == Set(other.trees.map(Self.normal))
  }

  /// A statement with every list sorted and the Sid, which means nothing, left out.
  private static func normal(_ tree: JSONTree) -> String {
    func sorted(_ tree: JSONTree) -> JSONTree {
      switch tree {
      case .array(let elements):
        let elements = elements.map(sorted)
        return elements.count == 1
          ? elements[0] : .array(elements.sorted { $0.canonical < $1.canonical })
      case .object(let members):
        return .object(members.map { JSONTree.Member($0.name, sorted($0.value)) })
      case .null, .bool, .number, .string: return tree
      }
    }
    return sorted(.object((tree.members ?? []).filter { $0.name != "Sid" })).canonical
  }

  /// Every environment that any statement for this issuer lets in by name; wildcards as they
  /// stand.
  package func subjects(issuer: String) -> [String] {
    let key = "\(TrustTarget.conditionPrefix(of: issuer)):sub"
    return statements.filter(\.isAllow).flatMap { ClaimLimit(on: key, in: $0).values }
  }

  package func mentions(providerARN: String) -> Bool {
    statements.contains { $0.names(providerARN) }
  }
}
