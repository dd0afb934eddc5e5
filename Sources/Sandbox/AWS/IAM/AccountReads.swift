extension IAMService {
  func listAccountAliases(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    try authorize(.listAccountAliases, on: "*")
    let aliases = account.alias.map { [$0] } ?? []
    return try Page(parameters).cut(aliases, by: \.self) { .list("AccountAliases", texts: $0) }
  }

  func getAccountSummary() throws(AWSFault) -> [XML] {
    try authorize(.getAccountSummary, on: "*")
    let quotas = account.quotas
    let entries = [
      "AttachedPoliciesPerRoleQuota": quotas.attachedPoliciesPerRole,
      "AssumeRolePolicySizeQuota": quotas.trustPolicySize,
      "GlobalEndpointTokenVersion": 1,
      "Policies": account.policies.count,
      "Providers": account.providers.values.count { $0.latest != nil },
      "RolePolicySizeQuota": quotas.inlinePolicySize,
      "Roles": account.roles.values.count { $0.latest != nil },
      "RolesQuota": quotas.roles,
      "Users": account.users.count,
    ]
    let map = entries.sorted { $0.key < $1.key }.map {
      XML.element("entry", [.text($0.key, in: "key"), .text(String($0.value), in: "value")])
    }
    return [.element("SummaryMap", map)]
  }

  /// Without a name: the caller, when the caller is a user.
  func getUser(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let prefix = "arn:\(account.partition):iam::\(account.id):user/"
    let own = caller.arn.hasPrefix(prefix) ? String(caller.arn.dropFirst(prefix.count)) : nil
    guard let name = parameters["UserName"] ?? own else {
      throw .validation("Must specify userName when calling with non-User credentials")
    }
    try authorize(.getUser, on: prefix + name)
    guard let user = account.users[name] else {
      throw .noSuchEntity("The user with name \(name) cannot be found.")
    }
    return [
      .element(
        "User",
        [
          .text("/", in: "Path"), .text(name, in: "UserName"), .text(user.id, in: "UserId"),
          .text(prefix + name, in: "Arn"), .text(user.created.iso, in: "CreateDate"),
        ]
      )
    ]
  }
}
