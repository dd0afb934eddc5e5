/// A shape in a trust policy that lets in more than one environment, or nobody.
public struct TrustDanger: Equatable, Sendable {
  /// Stable name of the rule: `VT01`.
  public var rule: String
  public var words: String

  init(_ rule: String, _ words: String) {
    self.rule = rule
    self.words = words
  }
}

extension TrustPolicy {
  /// Every dangerous shape in the statements for this issuer. Each statement is judged alone, as
  /// one bad one opens the role.
  public func dangers(issuer: String) -> [TrustDanger] {
    let prefix = TrustTarget.conditionPrefix(of: issuer)
    let relevant = statements.filter {
      $0.allowsWebIdentity && $0.names(issuerPrefix: prefix)
    }
    var found = relevant.flatMap { $0.dangers(prefix: prefix) }
    if document.hasRepeatedNames {
      found.append(TrustDanger("VT18", "A name stands twice in one object of the policy"))
    }
    return found
  }
}

extension TrustStatement {
  /// `prefix` is the issuer's host and path.
  fileprivate func dangers(prefix: String) -> [TrustDanger] {
    var found: [TrustDanger] = []
    if federated.contains(where: { $0.contains("*") }) || !otherPrincipals.isEmpty {
      found.append(TrustDanger("VT08", "It lets in others than the one identity provider"))
    }
    if hasNotAction || actions.contains(where: { $0.contains("*") }) {
      found.append(TrustDanger("VT16", "It allows more actions than the one that is needed"))
    }
    let subjects = conditions.filter { $0.key == "\(prefix):sub" }
    if subjects.isEmpty {
      found.append(
        TrustDanger(
          "VT01",
          "It does not limit \(prefix):sub, so every Vertesia environment could use the role"
        )
      )
    } else if !subjects.contains(where: { Self.holds($0.comparison) }) {
      found.append(
        TrustDanger(
          "VT04",
          "Its limit on \(prefix):sub is not in force when the claim is missing"
        )
      )
    }
    let values = subjects.flatMap { condition in
      condition.values.map { (value: $0, isPattern: Self.isPattern(condition.comparison)) }
    }
    if values.contains(where: { $0.isPattern && Self.opensOrganization($0.value) }) {
      found.append(
        TrustDanger("VT02", "Its \(prefix):sub is a pattern that takes in other organizations")
      )
    } else if values.contains(where: { $0.isPattern && $0.value.contains { "*?".contains($0) } }) {
      found.append(
        TrustDanger("VT03", "Its \(prefix):sub is a pattern that takes in other environments")
      )
    }
    if conditions.contains(where: { $0.values.contains { $0.contains("${") } }) {
      found.append(TrustDanger("VT18", "A condition holds a policy variable"))
    }
    let audiences = conditions.filter { $0.key == "\(prefix):aud" }
    if audiences.isEmpty {
      found.append(TrustDanger("VT07", "It does not limit \(prefix):aud"))
    } else if !audiences.contains(where: { Self.holds($0.comparison) }) {
      found.append(
        TrustDanger(
          "VT07",
          "Its limit on \(prefix):aud is not in force when the claim is missing"
        )
      )
    }
    return found
  }

  /// Whether a comparison fails when the claim is missing.
  private static func holds(_ comparison: String) -> Bool {
    let name = comparison.lowercased()
    return !name.hasSuffix("ifexists") && !name.hasPrefix("forallvalues:")
      && !name.hasPrefix("stringnot") && name != "null"
  }

  private static func isPattern(_ comparison: String) -> Bool {
    comparison.lowercased().contains("like")
  }

  /// Whether the part before the environment is open.
  private static func opensOrganization(_ value: String) -> Bool {
    let parts = value.pieces(at: ":")
    return parts.count < 3
      || parts.prefix(2).contains { part in part.contains { "*?".contains($0) } }
  }
}
