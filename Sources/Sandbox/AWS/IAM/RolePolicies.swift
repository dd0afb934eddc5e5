extension IAMService {
  /// Attaching twice is one attachment.
  mutating func attachRolePolicy(_ parameters: Parameters) throws(AWSFault) {
    let arn = try parameters.requiredText("PolicyArn", 20...2048)
    var role = try role(parameters, for: .attachRolePolicy, context: ["iam:PolicyARN": [arn]])
    guard account.managedPolicy(arn) != nil else {
      throw .noSuchEntity("Policy \(arn) does not exist or is not attachable.")
    }
    guard !role.attached.contains(arn) else { return }
    guard role.attached.count < account.quotas.attachedPoliciesPerRole else {
      throw .quota("PoliciesPerRole", account.quotas.attachedPoliciesPerRole)
    }
    role.attached.append(arn)
    write(role, name: role.name)
  }

  mutating func detachRolePolicy(_ parameters: Parameters) throws(AWSFault) {
    let arn = try parameters.requiredText("PolicyArn", 20...2048)
    var role = try role(parameters, for: .detachRolePolicy, context: ["iam:PolicyARN": [arn]])
    guard role.attached.contains(arn) else {
      throw .noSuchEntity("Policy \(arn) was not found.")
    }
    role.attached.removeAll { $0 == arn }
    write(role, name: role.name)
  }

  func listAttachedRolePolicies(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let role = try role(parameters, for: .listAttachedRolePolicies, seen: true)
    let prefix = parameters["PathPrefix"] ?? "/"
    let policies = role.attached.compactMap { arn in
      account.managedPolicy(arn).map { (arn: arn, policy: $0) }
    }
    return try Page(parameters).cut(
      policies.filter { $0.policy.path.hasPrefix(prefix) },
      by: \.arn
    ) { page in
      .list(
        "AttachedPolicies",
        page.map { [.text($0.policy.name, in: "PolicyName"), .text($0.arn, in: "PolicyArn")] }
      )
    }
  }

  mutating func putRolePolicy(_ parameters: Parameters) throws(AWSFault) {
    var role = try role(parameters, for: .putRolePolicy)
    let name = try policyName(parameters)
    let text = try parameters.requiredText("PolicyDocument", 1...131_072)
    role.inline[name] = try PolicyDocument(text, as: .identity)
    guard role.inline.values.map(\.quotaSize).reduce(0, +) <= account.quotas.inlinePolicySize else {
      throw AWSFault(
        "LimitExceeded",
        409,
        "Maximum policy size of \(account.quotas.inlinePolicySize) bytes exceeded for role "
          + role.name
      )
    }
    write(role, name: role.name)
  }

  func getRolePolicy(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let role = try role(parameters, for: .getRolePolicy, seen: true)
    let name = try policyName(parameters)
    guard let policy = role.inline[name] else {
      throw .noSuchEntity("The role policy with name \(name) cannot be found.")
    }
    return [
      .text(role.name, in: "RoleName"), .text(name, in: "PolicyName"),
      .text(Percent.encode(policy.text), in: "PolicyDocument"),
    ]
  }

  func listRolePolicies(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let role = try role(parameters, for: .listRolePolicies, seen: true)
    return try Page(parameters).cut(Array(role.inline.keys), by: \.self) {
      .list("PolicyNames", texts: $0)
    }
  }

  mutating func deleteRolePolicy(_ parameters: Parameters) throws(AWSFault) {
    var role = try role(parameters, for: .deleteRolePolicy)
    let name = try policyName(parameters)
    guard role.inline.removeValue(forKey: name) != nil else {
      throw .noSuchEntity("The role policy with name \(name) cannot be found.")
    }
    write(role, name: role.name)
  }

  func getPolicy(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let (arn, policy) = try managedPolicy(parameters, for: .getPolicy)
    let holders = account.roles.values.compactMap { $0.seen(at: now, lag: readLag) }
    return [
      .element(
        "Policy",
        [
          .text(policy.name, in: "PolicyName"), .text(policy.id, in: "PolicyId"),
          .text(arn, in: "Arn"), .text(policy.path, in: "Path"),
          .text(policy.version, in: "DefaultVersionId"),
          .text(String(holders.count { $0.attached.contains(arn) }), in: "AttachmentCount"),
          .text(
            String(holders.count { $0.boundary == arn }),
            in: "PermissionsBoundaryUsageCount"
          ),
          .flag(true, in: "IsAttachable"), .text(policy.created.iso, in: "CreateDate"),
          .text(policy.created.iso, in: "UpdateDate"),
        ]
      )
    ]
  }

  func getPolicyVersion(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let (arn, policy) = try managedPolicy(parameters, for: .getPolicyVersion)
    let version = try parameters.required("VersionId")
    guard version == policy.version else {
      throw .noSuchEntity("Policy \(arn) version \(version) does not exist or is not attachable.")
    }
    return [
      .element(
        "PolicyVersion",
        [
          .text(Percent.encode(policy.document.text), in: "Document"),
          .text(version, in: "VersionId"), .flag(true, in: "IsDefaultVersion"),
          .text(policy.created.iso, in: "CreateDate"),
        ]
      )
    ]
  }

  private func managedPolicy(
    _ parameters: Parameters,
    for operation: IAMOperation
  ) throws(AWSFault) -> (String, ManagedPolicy) {
    let arn = try parameters.requiredText("PolicyArn", 20...2048)
    try authorize(operation, on: arn)
    guard let policy = account.managedPolicy(arn) else {
      throw .noSuchEntity("Policy \(arn) was not found.")
    }
    return (arn, policy)
  }

  private func policyName(_ parameters: Parameters) throws(AWSFault) -> String {
    try Naming.name("policyName", try parameters.required("PolicyName"), upTo: 128)
  }
}
