/// One action on one resource, with its condition keys in lower case.
struct AccessRequest: Sendable {
  var action: String
  var resource: String
  var context: [String: [String]]

  init(action: String, resource: String, context: [String: [String]] = [:]) {
    self.action = action
    self.resource = resource
    self.context = Dictionary(context.map { ($0.key.lowercased(), $0.value) }) { $1 }
  }
}

/// Where a decision was made, in the words of AWS.
enum PolicyKind: String, Sendable {
  case identity = "identity-based policy"
  case boundary = "permissions boundary"
  case session = "session policy"
}

enum Decision: Sendable, Equatable {
  case allowed
  case denied(by: PolicyKind)
  case notAllowed(by: PolicyKind)

  /// The tail of an AccessDenied message; `nil` when the action is allowed.
  func refusal(of action: String) -> String? {
    switch self {
    case .allowed: nil
    case .denied(let kind):
      "with an explicit deny in \(kind == .identity ? "an" : "a") \(kind.rawValue)"
    case .notAllowed(let kind):
      "because no \(kind.rawValue) allows the \(action) action"
    }
  }
}

enum Authorization {
  /// An explicit deny anywhere wins; then every kind of policy present must allow.
  static func decide(_ request: AccessRequest, for caller: Caller) -> Decision {
    decide(
      request,
      identity: caller.identityPolicies,
      boundary: caller.boundary,
      session: caller.sessionPolicies
    )
  }

  static func decide(
    _ request: AccessRequest,
    identity: [PolicyDocument],
    boundary: PolicyDocument?,
    session: [PolicyDocument]?
  ) -> Decision {
    var layers: [(PolicyKind, [PolicyDocument])] = [(.identity, identity)]
    if let boundary { layers.append((.boundary, [boundary])) }
    if let session { layers.append((.session, session)) }
    for (kind, policies) in layers where matches(request, policies, allowing: false) {
      return .denied(by: kind)
    }
    for (kind, policies) in layers where !matches(request, policies, allowing: true) {
      return .notAllowed(by: kind)
    }
    return .allowed
  }

  private static func matches(
    _ request: AccessRequest,
    _ policies: [PolicyDocument],
    allowing: Bool
  ) -> Bool {
    policies.contains { policy in
      policy.statements.contains { $0.allows == allowing && $0.covers(request) }
    }
  }
}

extension PolicyDocument.Statement {
  /// Action, resource and every condition match; principals are judged by whoever trusts.
  func covers(_ request: AccessRequest) -> Bool {
    guard actions.cover(request.action, ignoringCase: true) else { return false }
    if var resources {
      resources.patterns = resources.patterns.map { Self.filled($0, from: request.context) }
      guard resources.cover(request.resource, ignoringCase: false) else { return false }
    }
    return conditions.allSatisfy { condition in
      condition.test.holds(
        request.context[condition.key.lowercased()],
        condition.values.map { Self.filled($0, from: request.context) }
      )
    }
  }

  /// Puts the request's values in the place of `${aws:username}` and its like; what names no value
  /// stays as it stands.
  private static func filled(_ pattern: String, from context: [String: [String]]) -> String {
    var filled = ""
    var rest = pattern[...]
    while let opening = rest.firstRange(of: "${"),
      let closing = rest[opening.upperBound...].firstIndex(of: "}")
    {
      let end = rest.index(after: closing)
      let value = context[rest[opening.upperBound..<closing].lowercased()]?.first
      filled += rest[..<opening.lowerBound] + (value ?? String(rest[opening.lowerBound..<end]))
      rest = rest[end...]
    }
    return filled + rest
  }
}

extension PolicyDocument.Patterns {
  func cover(_ text: String, ignoringCase: Bool) -> Bool {
    patterns.contains { Glob.matches(text, $0, ignoringCase: ignoringCase) } != negated
  }
}
