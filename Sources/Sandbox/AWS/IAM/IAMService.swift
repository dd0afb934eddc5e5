/// IAM for one call: the caller's account, changed only when the call succeeds.
struct IAMService {
  var account: Account
  let caller: Caller
  var random: SeededRandom
  let now: Moment
  /// Milliseconds that reads are behind writes.
  let readLag: Int

  /// `nil` for an operation without output.
  mutating func perform(
    _ operation: IAMOperation,
    _ parameters: Parameters
  ) throws(AWSFault) -> [XML]? {
    switch operation {
    case .createOpenIDConnectProvider: return try createProvider(parameters)
    case .getOpenIDConnectProvider: return try getProvider(parameters)
    case .listOpenIDConnectProviders: return try listProviders()
    case .addClientID: try addClientID(parameters)
    case .removeClientID: try removeClientID(parameters)
    case .tagOpenIDConnectProvider: try tagProvider(parameters)
    case .untagOpenIDConnectProvider: try untagProvider(parameters)
    case .listOpenIDConnectProviderTags: return try listProviderTags(parameters)
    case .updateThumbprint: try updateThumbprint(parameters)
    case .deleteOpenIDConnectProvider: try deleteProvider(parameters)
    case .createRole: return try createRole(parameters)
    case .getRole: return try getRole(parameters)
    case .listRoles: return try listRoles(parameters)
    case .updateAssumeRolePolicy: try updateAssumeRolePolicy(parameters)
    case .updateRole:
      try updateRole(parameters)
      return []
    case .deleteRole: try deleteRole(parameters)
    case .tagRole: try tagRole(parameters)
    case .untagRole: try untagRole(parameters)
    case .listRoleTags: return try listRoleTags(parameters)
    case .putRolePermissionsBoundary: try putBoundary(parameters)
    case .deleteRolePermissionsBoundary: try deleteBoundary(parameters)
    case .attachRolePolicy: try attachRolePolicy(parameters)
    case .detachRolePolicy: try detachRolePolicy(parameters)
    case .listAttachedRolePolicies: return try listAttachedRolePolicies(parameters)
    case .putRolePolicy: try putRolePolicy(parameters)
    case .getRolePolicy: return try getRolePolicy(parameters)
    case .listRolePolicies: return try listRolePolicies(parameters)
    case .deleteRolePolicy: try deleteRolePolicy(parameters)
    case .getPolicy: return try getPolicy(parameters)
    case .getPolicyVersion: return try getPolicyVersion(parameters)
    case .simulatePrincipalPolicy: return try simulatePrincipalPolicy(parameters)
    case .listAccountAliases: return try listAccountAliases(parameters)
    case .getAccountSummary: return try getAccountSummary()
    case .getUser: return try getUser(parameters)
    }
    return nil
  }

  func authorize(
    _ operation: IAMOperation,
    on resource: String,
    context: [String: [String]] = [:]
  ) throws(AWSFault) {
    try caller.authorize(operation.action, on: resource, context: context)
  }

  /// What `aws:RequestTag/KEY` and `aws:TagKeys` hold.
  static func tagContext(_ tags: [String: String]) -> [String: [String]] {
    var context = Dictionary(tags.map { ("aws:RequestTag/\($0.key)", [$0.value]) }) { $1 }
    if !tags.isEmpty { context["aws:TagKeys"] = tags.keys.sorted() }
    return context
  }

  /// What `aws:ResourceTag/KEY` and `iam:ResourceTag/KEY` hold.
  static func resourceContext(_ tags: [String: String]) -> [String: [String]] {
    var context: [String: [String]] = [:]
    for (key, value) in tags {
      context["aws:ResourceTag/\(key)"] = [value]
      context["iam:ResourceTag/\(key)"] = [value]
    }
    return context
  }

  static func xml(_ tags: [String: String]) -> XML {
    .list(
      "Tags",
      tags.sorted { $0.key < $1.key }.map {
        [.text($0.key, in: "Key"), .text($0.value, in: "Value")]
      }
    )
  }

  /// Adds tags over those an object has, keys compared without case.
  func merged(
    _ tags: [String: String],
    into held: [String: String]
  ) throws(AWSFault) -> [String: String] {
    let renewed = Set(tags.keys.map { $0.lowercased() })
    let merged = held.filter { !renewed.contains($0.key.lowercased()) }.merging(tags) { $1 }
    guard merged.count <= account.quotas.tags else {
      throw AWSFault.quota("TagsPerResource", account.quotas.tags)
    }
    return merged
  }
}
