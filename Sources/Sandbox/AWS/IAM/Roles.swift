extension IAMService {
  mutating func createRole(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let name = try Naming.name("roleName", try parameters.required("RoleName"), upTo: 64)
    let path = try Naming.path(parameters["Path"] ?? "/")
    let description = try parameters["Description"].map(Naming.description)
    let tags = try Naming.tags(parameters, limit: account.quotas.tags)
    let boundary = try parameters.text("PermissionsBoundary", 20...2048)
    let seconds = try parameters.integer("MaxSessionDuration", in: 3600...43_200) ?? 3600
    let document = try parameters.requiredText("AssumeRolePolicyDocument", 1...131_072)
    let arn = account.roleARN(path: path, name)
    var context = Self.tagContext(tags)
    if let boundary { context["iam:PermissionsBoundary"] = [boundary] }
    try authorize(.createRole, on: arn, context: context)
    if !tags.isEmpty { try authorize(.tagRole, on: arn, context: context) }
    let trust = try trustPolicy(document)
    guard account.roles[name.lowercased()]?.latest == nil else {
      throw .alreadyExists("Role with name \(name) already exists.")
    }
    guard account.roles.values.count(where: { $0.latest != nil }) < account.quotas.roles else {
      throw .quota("RolesPerAccount", account.quotas.roles)
    }
    if let boundary { try checkBoundary(boundary) }
    let role = Role(
      name: name,
      id: random.uniqueID("AROA"),
      path: path,
      created: now,
      trust: trust,
      description: description,
      maxSession: seconds,
      boundary: boundary,
      tags: tags
    )
    write(role, name: name)
    return [.element("Role", xml(role, whole: true))]
  }

  func getRole(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let role = try role(parameters, for: .getRole, seen: true)
    return [.element("Role", xml(role, whole: true))]
  }

  func listRoles(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let prefix = try parameters.text("PathPrefix", 1...512) ?? "/"
    try authorize(.listRoles, on: account.roleARN(path: prefix, ""))
    let roles = account.roles.values.compactMap { $0.seen(at: now, lag: readLag) }
    return try Page(parameters).cut(
      roles.filter { $0.path.hasPrefix(prefix) },
      by: { $0.name.lowercased() }
    ) { page in .list("Roles", page.map { xml($0, whole: false) }) }
  }

  mutating func updateAssumeRolePolicy(_ parameters: Parameters) throws(AWSFault) {
    var role = try role(parameters, for: .updateAssumeRolePolicy)
    role.trust = try trustPolicy(try parameters.requiredText("PolicyDocument", 1...131_072))
    write(role, name: role.name)
  }

  mutating func updateRole(_ parameters: Parameters) throws(AWSFault) {
    var role = try role(parameters, for: .updateRole)
    if let text = parameters["Description"] { role.description = try Naming.description(text) }
    role.maxSession =
      try parameters.integer("MaxSessionDuration", in: 3600...43_200) ?? role.maxSession
    write(role, name: role.name)
  }

  mutating func deleteRole(_ parameters: Parameters) throws(AWSFault) {
    let role = try role(parameters, for: .deleteRole)
    guard role.attached.isEmpty else {
      throw AWSFault(
        "DeleteConflict",
        409,
        "Cannot delete entity, must detach all policies first."
      )
    }
    guard role.inline.isEmpty else {
      throw AWSFault("DeleteConflict", 409, "Cannot delete entity, must delete policies first.")
    }
    write(nil, name: role.name)
  }

  mutating func tagRole(_ parameters: Parameters) throws(AWSFault) {
    let tags = try Naming.tags(parameters, limit: account.quotas.tags)
    var role = try role(parameters, for: .tagRole, context: Self.tagContext(tags))
    role.tags = try merged(tags, into: role.tags)
    write(role, name: role.name)
  }

  mutating func untagRole(_ parameters: Parameters) throws(AWSFault) {
    var role = try role(parameters, for: .untagRole)
    let keys = Set(parameters.list("TagKeys").map { $0.lowercased() })
    role.tags = role.tags.filter { !keys.contains($0.key.lowercased()) }
    write(role, name: role.name)
  }

  func listRoleTags(_ parameters: Parameters) throws(AWSFault) -> [XML] {
    let role = try role(parameters, for: .listRoleTags, seen: true)
    return try Page(parameters).cut(Array(role.tags), by: \.key) { page in
      Self.xml(Dictionary(page.map { ($0.key, $0.value) }) { $1 })
    }
  }

  mutating func putBoundary(_ parameters: Parameters) throws(AWSFault) {
    let boundary = try parameters.requiredText("PermissionsBoundary", 20...2048)
    var role = try role(
      parameters,
      for: .putRolePermissionsBoundary,
      context: ["iam:PermissionsBoundary": [boundary]]
    )
    try checkBoundary(boundary)
    role.boundary = boundary
    write(role, name: role.name)
  }

  mutating func deleteBoundary(_ parameters: Parameters) throws(AWSFault) {
    var role = try role(parameters, for: .deleteRolePermissionsBoundary)
    role.boundary = nil
    write(role, name: role.name)
  }

  mutating func write(_ role: Role?, name: String) {
    let key = name.lowercased()
    if account.roles[key] != nil {
      account.roles[key]?.write(role, at: now)
    } else if let role {
      account.roles[key] = Replicated(role, at: now)
    }
  }

  /// The role a call is about, once the caller may do it. `seen` reads behind the writes.
  func role(
    _ parameters: Parameters,
    for operation: IAMOperation,
    context: [String: [String]] = [:],
    seen: Bool = false
  ) throws(AWSFault) -> Role {
    let name = try Naming.name("roleName", try parameters.required("RoleName"), upTo: 64)
    let stored = account.roles[name.lowercased()]
    let role = seen ? stored?.seen(at: now, lag: readLag) : stored?.latest
    // A role that is not there has no path: AWS then names it as the caller did.
    let arn = account.roleARN(path: role?.path ?? "/", role?.name ?? name)
    var held = Self.resourceContext(role?.tags ?? [:])
    if let boundary = role?.boundary { held["iam:PermissionsBoundary"] = [boundary] }
    try authorize(operation, on: arn, context: held.merging(context) { $1 })
    guard let role else {
      throw .noSuchEntity("The role with name \(name) cannot be found.")
    }
    return role
  }

  private func checkBoundary(_ arn: String) throws(AWSFault) {
    guard account.managedPolicy(arn) != nil else {
      throw .noSuchEntity("Scope ARN: \(arn) does not exist or is not attachable.")
    }
  }

  private func trustPolicy(_ text: String) throws(AWSFault) -> PolicyDocument {
    let trust = try PolicyDocument(text, as: .trust)
    guard trust.quotaSize <= account.quotas.trustPolicySize else {
      throw .quota("ACLSizePerRole", account.quotas.trustPolicySize)
    }
    for statement in trust.statements {
      for (kind, names) in (statement.principals?.byKind ?? [:]).sorted(by: { $0.key < $1.key }) {
        for name in names where !isPrincipal(name, of: kind) {
          throw .malformed("Invalid principal in policy: \"\(kind)\":\"\(name)\"")
        }
      }
    }
    return trust
  }

  /// Principals of this account must exist; those of other accounts need only be well formed.
  private func isPrincipal(_ name: String, of kind: String) -> Bool {
    switch kind {
    case "Federated":
      return name.hasPrefix("arn:\(account.partition):iam::")
        ? name.contains(":oidc-provider/") || name.contains(":saml-provider/")
        : !name.hasPrefix("arn:") && name.contains(".")
    case "AWS":
      if name == "*" || (name.count == 12 && name.allSatisfy(\.isNumber)) { return true }
      let own = "arn:\(account.partition):iam::\(account.id):"
      guard name.hasPrefix(own) else { return name.hasPrefix("arn:\(account.partition):") }
      let rest = name.dropFirst(own.count)
      let last = rest.split(separator: "/").last.map(String.init) ?? ""
      if rest.hasPrefix("role/") { return account.roles[last.lowercased()]?.latest != nil }
      if rest.hasPrefix("user/") { return account.users[last] != nil }
      return rest == "root"
    default:
      return name.contains(".")
    }
  }

  private func xml(_ role: Role, whole: Bool) -> [XML] {
    var xml: [XML] = [
      .text(role.path, in: "Path"), .text(role.name, in: "RoleName"),
      .text(role.id, in: "RoleId"),
      .text(account.roleARN(path: role.path, role.name), in: "Arn"),
      .text(role.created.iso, in: "CreateDate"),
      .text(Percent.encode(role.trust.text), in: "AssumeRolePolicyDocument"),
    ]
    if let description = role.description { xml.append(.text(description, in: "Description")) }
    xml.append(.text(String(role.maxSession), in: "MaxSessionDuration"))
    guard whole else { return xml }
    if let boundary = role.boundary {
      xml.append(
        .element(
          "PermissionsBoundary",
          [
            .text("Policy", in: "PermissionsBoundaryType"),
            .text(boundary, in: "PermissionsBoundaryArn"),
          ]
        )
      )
    }
    if !role.tags.isEmpty { xml.append(Self.xml(role.tags)) }
    let use = account.lastUses[role.id].map {
      [XML.text($0.at.iso, in: "LastUsedDate"), .text($0.region, in: "Region")]
    }
    return xml + [.element("RoleLastUsed", use ?? [])]
  }
}
