extension IAMClient {
  /// Asks IAM what a principal may do, without doing it: one decision per action and resource.
  ///
  /// The principal is a user, group or role, not an `assumed-role` session. No resources means `*`.
  /// The context's values are all strings.
  public func simulatePrincipalPolicy(
    principalARN: String,
    actions: [String],
    resources: [String] = [],
    context: [SimulationContext] = []
  ) async throws(AWSError) -> [SimulatedDecision] {
    var form = Self.form("SimulatePrincipalPolicy")
    form.set("PolicySourceArn", principalARN)
    form.set("ActionNames", list: actions)
    form.set("ResourceArns", list: resources)
    for (index, entry) in context.enumerated() {
      let name = "ContextEntries.member.\(index + 1)"
      form.set("\(name).ContextKeyName", entry.key)
      form.set("\(name).ContextKeyValues", list: entry.values)
      form.set("\(name).ContextKeyType", entry.values.count == 1 ? "string" : "stringList")
    }
    return try await list(form) { page throws(WireError) in
      var decisions: [SimulatedDecision] = []
      for member in page.members("EvaluationResults") {
        decisions.append(try SimulatedDecision(member))
      }
      return decisions
    }
  }

  /// The account's name as its users see it: none or one.
  public func listAccountAliases() async throws(AWSError) -> [String] {
    try await list(Self.form("ListAccountAliases")) { page throws(WireError) in
      page.strings("AccountAliases")
    }
  }

  /// Counts and quotas by IAM's names: `Roles`, `RolesQuota`, `Providers` and so on.
  public func getAccountSummary() async throws(AWSError) -> [String: Int] {
    try await read(Self.form("GetAccountSummary")) { result throws(WireError) in
      guard let map = result.child("SummaryMap") else { throw WireError("SummaryMap is missing") }
      var summary: [String: Int] = [:]
      for entry in map.children {
        if let key = entry.string("key"), let value = entry.int("value") { summary[key] = value }
      }
      return summary
    }
  }
}
