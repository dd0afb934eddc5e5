extension IAMClient {
  /// Attaches a managed policy; attaching it twice changes nothing.
  public func attachRolePolicy(role: String, policyARN: String) async throws(AWSError) {
    var form = Self.form("AttachRolePolicy", role: role)
    form.set("PolicyArn", policyARN)
    try await change(form)
  }

  public func detachRolePolicy(role: String, policyARN: String) async throws(AWSError) {
    var form = Self.form("DetachRolePolicy", role: role)
    form.set("PolicyArn", policyARN)
    try await change(form)
  }

  public func listAttachedRolePolicies(role: String) async throws(AWSError) -> [AttachedPolicy] {
    try await list(Self.form("ListAttachedRolePolicies", role: role)) { page throws(WireError) in
      var policies: [AttachedPolicy] = []
      for member in page.members("AttachedPolicies") {
        policies.append(
          AttachedPolicy(
            name: try member.required("PolicyName"),
            arn: try member.required("PolicyArn")
          )
        )
      }
      return policies
    }
  }

  /// Adds or replaces an inline policy: `name` is the policy's, 1...128 characters, `document` its
  /// JSON text.
  public func putRolePolicy(
    role: String,
    name: String,
    document: String
  ) async throws(AWSError) {
    var form = Self.form("PutRolePolicy", role: role)
    form.set("PolicyName", name)
    form.set("PolicyDocument", document)
    try await change(form)
  }

  /// The JSON text of an inline policy.
  public func getRolePolicy(role: String, name: String) async throws(AWSError) -> String {
    var form = Self.form("GetRolePolicy", role: role)
    form.set("PolicyName", name)
    return try await read(form) { result throws(WireError) in
      guard let document = result.policy("PolicyDocument") else {
        throw WireError("PolicyDocument is missing")
      }
      return document
    }
  }

  /// The names of the inline policies.
  public func listRolePolicies(role: String) async throws(AWSError) -> [String] {
    try await list(Self.form("ListRolePolicies", role: role)) { page throws(WireError) in
      page.strings("PolicyNames")
    }
  }

  public func deleteRolePolicy(role: String, name: String) async throws(AWSError) {
    var form = Self.form("DeleteRolePolicy", role: role)
    form.set("PolicyName", name)
    try await change(form)
  }
}
