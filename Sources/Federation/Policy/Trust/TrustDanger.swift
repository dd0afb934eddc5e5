/// A shape in a trust policy that lets in more than one environment, or nobody.
package struct TrustDanger: Equatable, Sendable {
  /// Stable name of the rule: `VT01`.
  package var rule: String
  package var words: String

  init(_ rule: String, _ words: String) {
    self.rule = rule
    self.words = words
  }
}

extension TrustPolicy {
  /// Every dangerous shape in the statements for this issuer. Each statement is judged alone, as
  /// one bad one opens the role.
  package func dangers(issuer: String) -> [TrustDanger] {
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
    found += subjectDangers(ClaimLimit(on: "\(prefix):sub", in: self), key: "\(prefix):sub")
    if conditions.contains(where: { $0.values.contains { $0.contains("${") } }) {
      found.append(TrustDanger("VT18", "A condition holds a policy variable"))
    }
    found += audienceDangers(ClaimLimit(on: "\(prefix):aud", in: self), key: "\(prefix):aud")
    return found
  }

  private func subjectDangers(_ limit: ClaimLimit, key: String) -> [TrustDanger] {
    if limit.isAbsent {
      let words = "It does not limit \(key), so every Vertesia environment could use the role"
      return [TrustDanger("VT01", words)]
    }
    if limit.namesNobody {
      let words = "Its conditions on \(key) do not say who comes in, so others could use the role"
      return [TrustDanger("VT04", words)]
    }
    var found: [TrustDanger] = []
    if limit.isSkippedWithoutClaim {
      found.append(
        TrustDanger("VT04", "Its limit on \(key) is not in force when the claim is missing")
      )
    }
    if limit.isOpen(Self.opensOrganization) {
      found.append(TrustDanger("VT02", "Its \(key) is a pattern that takes in other organizations"))
    } else if limit.isOpen() {
      found.append(TrustDanger("VT03", "Its \(key) is a pattern that takes in other environments"))
    }
    return found
  }

  private func audienceDangers(_ limit: ClaimLimit, key: String) -> [TrustDanger] {
    let words: String? =
      if limit.isAbsent {
        "It does not limit \(key)"
      } else if limit.namesNobody {
        "Its conditions on \(key) do not say which one is taken"
      } else if limit.isSkippedWithoutClaim {
        "Its limit on \(key) is not in force when the claim is missing"
      } else if limit.isOpen() {
        "Its \(key) is a pattern that takes in other audiences"
      } else {
        nil
      }
    return words.map { [TrustDanger("VT07", $0)] } ?? []
  }

  /// Whether the part before the environment is open.
  private static func opensOrganization(_ value: String) -> Bool {
    let parts = value.pieces(at: ":")
    return parts.count < 3
      || parts.prefix(2).contains { part in part.contains { "*?".contains($0) } }
  }
}
