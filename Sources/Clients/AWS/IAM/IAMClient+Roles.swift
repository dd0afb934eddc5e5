extension IAMClient {
  /// What a role is made of.
  public struct NewRole: Sendable, Equatable {
    /// 1...64 of letters, digits and `+=,.@-_`.
    public var name: String
    /// JSON text.
    public var trustPolicy: String
    /// `/`, or `/.../`; `nil` for `/`.
    public var path: String?
    /// At most 1000 characters, no typographic quotes or dashes.
    public var description: String?
    /// Seconds, 3600...43200; `nil` for an hour.
    public var maxSessionDuration: Int?
    /// The ARN of a managed policy.
    public var permissionsBoundary: String?
    public var tags: [AWSTag]

    public init(
      name: String,
      trustPolicy: String,
      path: String? = nil,
      description: String? = nil,
      maxSessionDuration: Int? = nil,
      permissionsBoundary: String? = nil,
      tags: [AWSTag] = []
    ) {
      self.name = name
      self.trustPolicy = trustPolicy
      self.path = path
      self.description = description
      self.maxSessionDuration = maxSessionDuration
      self.permissionsBoundary = permissionsBoundary
      self.tags = tags
    }
  }

  public func createRole(_ role: NewRole) async throws(AWSError) -> IAMRole {
    var form = Self.form("CreateRole")
    form.set("RoleName", role.name)
    form.set("Path", role.path)
    form.set("AssumeRolePolicyDocument", role.trustPolicy)
    form.set("Description", role.description)
    form.set("MaxSessionDuration", role.maxSessionDuration)
    form.set("PermissionsBoundary", role.permissionsBoundary)
    form.set("Tags", tags: role.tags)
    return try await change(form, decode: Self.role)
  }

  public func getRole(name: String) async throws(AWSError) -> IAMRole {
    try await read(Self.form("GetRole", role: name), decode: Self.role)
  }

  /// Every role of the account, or those under a path; without tags and boundary.
  public func listRoles(pathPrefix: String? = nil) async throws(AWSError) -> [IAMRole] {
    var form = Self.form("ListRoles")
    form.set("PathPrefix", pathPrefix)
    form.set("MaxItems", 1000)
    return try await list(form) { page throws(WireError) in
      var roles: [IAMRole] = []
      for member in page.members("Roles") { roles.append(try IAMRole(member)) }
      return roles
    }
  }

  /// Replaces the whole trust policy; IAM keeps no earlier version.
  public func updateAssumeRolePolicy(
    role: String,
    trustPolicy: String
  ) async throws(AWSError) {
    var form = Self.form("UpdateAssumeRolePolicy", role: role)
    form.set("PolicyDocument", trustPolicy)
    try await change(form)
  }

  /// Refused while a policy is attached or an inline one is there.
  public func deleteRole(name: String) async throws(AWSError) {
    try await change(Self.form("DeleteRole", role: name))
  }

  static func form(_ action: String, role: String) -> QueryForm {
    var form = form(action)
    form.set("RoleName", role)
    return form
  }

  private static func role(_ result: XMLElement) throws(WireError) -> IAMRole {
    guard let role = result.child("Role") else { throw WireError("Role is missing") }
    return try IAMRole(role)
  }
}
