extension IAMService {
  /// Evaluates the policies of a user or role of this account, with the same rules that decide
  /// real calls.
  func simulatePrincipalPolicy(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let source = try parameters.requiredText("PolicySourceArn", 20...2048)
    try authorize(.simulatePrincipalPolicy, on: source)
    let principal = try principal(source)
    let actions = parameters.list("ActionNames")
    guard !actions.isEmpty else {
      throw .validation(
        "Value at 'actionNames' failed to satisfy constraint: Member must not be null"
      )
    }
    for action in actions where !(3...128).contains(action.count) || !action.contains(":") {
      throw .invalidInput("Invalid action name: \(action)")
    }
    let resources = parameters.list("ResourceArns")
    var context = principal.context.merging(now.conditionKeys) { $1 }
    for entry in parameters.structures("ContextEntries") {
      context[try entry.required("ContextKeyName").lowercased()] = entry.list("ContextKeyValues")
    }
    var identity = principal.policies
    for text in parameters.list("PolicyInputList") {
      identity.append(try PolicyDocument(text, as: .identity))
    }
    var boundary = principal.boundary
    if let text = parameters.list("PermissionsBoundaryPolicyInputList").first {
      boundary = try PolicyDocument(text, as: .identity)
    }
    var results: [(String, XML)] = []
    for action in actions {
      for resource in resources.isEmpty ? ["*"] : resources {
        let request = AccessRequest(action: action, resource: resource, context: context)
        let result = Self.result(request, identity: identity, boundary: boundary)
        results.append((results.count.padded, result))
      }
    }
    return try Page(parameters).cut(results, by: \.0) { page in
      .element("EvaluationResults", page.map(\.1))
    }
  }

  private static func result(
    _ request: AccessRequest,
    identity: [PolicyDocument],
    boundary: PolicyDocument?
  ) -> XML {
    let decision = Authorization.decide(
      request,
      identity: identity,
      boundary: boundary,
      session: nil
    )
    let (word, byBoundary) =
      switch decision {
      case .allowed: ("allowed", true)
      case .denied(let kind): ("explicitDeny", kind != .boundary)
      case .notAllowed(let kind): ("implicitDeny", kind != .boundary)
      }
    var fields: [XML] = [
      .text(request.action, in: "EvalActionName"), .text(request.resource, in: "EvalResourceName"),
      .text(word, in: "EvalDecision"),
      .list("MatchedStatements", []),
      .list("MissingContextValues", texts: missingKeys(request, identity)),
    ]
    if boundary != nil {
      fields.append(
        .element(
          "PermissionsBoundaryDecisionDetail",
          [.flag(byBoundary, in: "AllowedByPermissionsBoundary")]
        )
      )
    }
    return .element("member", fields)
  }

  /// Condition keys that a statement about this action asks for and the request does not carry.
  private static func missingKeys(
    _ request: AccessRequest,
    _ policies: [PolicyDocument]
  ) -> [String] {
    let keys = policies.flatMap(\.statements)
      .filter { $0.actions.cover(request.action, ignoringCase: true) }
      .flatMap(\.conditions).map(\.key)
      .filter { request.context[$0.lowercased()] == nil }
    return Set(keys).sorted()
  }

  private struct SimulatedPrincipal {
    var policies: [PolicyDocument]
    var boundary: PolicyDocument?
    var context: [String: [String]]
  }

  private func principal(_ arn: String) throws(AWSFault) -> SimulatedPrincipal {
    if let role = RoleARN(arn), role.account == account.id, role.partition == account.partition,
      let held = account.roles[role.name.lowercased()]?.seen(at: now, lag: readLag)
    {
      return SimulatedPrincipal(
        policies: account.policies(of: held),
        boundary: held.boundary.flatMap { account.managedPolicy($0)?.document },
        context: ["aws:principalarn": [arn]]
      )
    }
    let prefix = "arn:\(account.partition):iam::\(account.id):user/"
    if arn.hasPrefix(prefix), let user = account.users[String(arn.dropFirst(prefix.count))] {
      return SimulatedPrincipal(
        policies: user.policies,
        boundary: nil,
        context: ["aws:principalarn": [arn], "aws:username": [user.name]]
      )
    }
    guard arn.contains(":role/") || arn.contains(":user/") else {
      throw .invalidInput(
        "Invalid Entity Arn: \(arn) does not clearly define entity type and name."
      )
    }
    throw .noSuchEntity("The entity \(arn) cannot be found.")
  }
}

extension Int {
  /// Sorts as text the way the number does.
  fileprivate var padded: String {
    String(repeating: "0", count: Swift.max(0, 6 - String(self).count)) + String(self)
  }
}
