/// How far one statement limits one claim. All its conditions must hold; of the values of one
/// condition, one is enough.
struct ClaimLimit {
  private let conditions: [TrustStatement.Condition]
  private let naming: [TrustStatement.Condition]

  /// `key` is the issuer's host and path, a colon, and the claim.
  init(on key: String, in statement: TrustStatement) {
    conditions = statement.conditions.filter { $0.key == key }
    naming = conditions.filter(\.comparison.namesWhoComesIn)
  }

  var isAbsent: Bool { conditions.isEmpty }

  /// There are conditions, and none says who comes in: a negation only says who does not.
  var namesNobody: Bool { naming.isEmpty }

  /// Whether a token without the claim passes.
  var isSkippedWithoutClaim: Bool {
    !conditions.contains { $0.comparison.turnsAwayWithoutClaim($0.values) }
  }

  /// What the conditions name.
  var values: [String] { naming.flatMap(\.values) }

  /// Whether every condition that names somebody takes in more by a pattern that passes `test`.
  func isOpen(_ test: (String) -> Bool = { _ in true }) -> Bool {
    !naming.isEmpty
      && naming.allSatisfy { condition in
        condition.comparison.base == .like
          && condition.values.contains { $0.contains { "*?".contains($0) } && test($0) }
      }
  }
}
