/// A policy as IAM holds it: the text as sent, and what it says.
struct PolicyDocument: Sendable, Equatable {
  var text: String
  var statements: [Statement]

  struct Statement: Sendable, Equatable {
    var sid: String?
    var allows: Bool
    var principals: Principals?
    var actions: Patterns
    /// `nil` in a trust policy.
    var resources: Patterns?
    var conditions: [Condition]
  }

  /// A list that must match, or must not (`NotAction`, `NotResource`).
  struct Patterns: Sendable, Equatable {
    var patterns: [String]
    var negated = false
  }

  struct Principals: Sendable, Equatable {
    /// `*`, and `{"AWS": "*"}`.
    var everyone = false
    var byKind: [String: [String]] = [:]
  }

  /// One key of one operator, such as `StringEquals` on `aws:RequestTag/owner`.
  struct Condition: Sendable, Equatable {
    var test: ConditionOperator
    var key: String
    var values: [String]
  }
}
