/// The IAM operations served here.
enum IAMOperation: String, CaseIterable {
  case createOpenIDConnectProvider = "CreateOpenIDConnectProvider"
  case getOpenIDConnectProvider = "GetOpenIDConnectProvider"
  case listOpenIDConnectProviders = "ListOpenIDConnectProviders"
  case addClientID = "AddClientIDToOpenIDConnectProvider"
  case removeClientID = "RemoveClientIDFromOpenIDConnectProvider"
  case tagOpenIDConnectProvider = "TagOpenIDConnectProvider"
  case untagOpenIDConnectProvider = "UntagOpenIDConnectProvider"
  case listOpenIDConnectProviderTags = "ListOpenIDConnectProviderTags"
  case updateThumbprint = "UpdateOpenIDConnectProviderThumbprint"
  case deleteOpenIDConnectProvider = "DeleteOpenIDConnectProvider"
  case createRole = "CreateRole"
  case getRole = "GetRole"
  case listRoles = "ListRoles"
  case updateAssumeRolePolicy = "UpdateAssumeRolePolicy"
  case updateRole = "UpdateRole"
  case deleteRole = "DeleteRole"
  case tagRole = "TagRole"
  case untagRole = "UntagRole"
  case listRoleTags = "ListRoleTags"
  case putRolePermissionsBoundary = "PutRolePermissionsBoundary"
  case deleteRolePermissionsBoundary = "DeleteRolePermissionsBoundary"
  case attachRolePolicy = "AttachRolePolicy"
  case detachRolePolicy = "DetachRolePolicy"
  case listAttachedRolePolicies = "ListAttachedRolePolicies"
  case putRolePolicy = "PutRolePolicy"
  case getRolePolicy = "GetRolePolicy"
  case listRolePolicies = "ListRolePolicies"
  case deleteRolePolicy = "DeleteRolePolicy"
  case getPolicy = "GetPolicy"
  case getPolicyVersion = "GetPolicyVersion"
  case simulatePrincipalPolicy = "SimulatePrincipalPolicy"
  case listAccountAliases = "ListAccountAliases"
  case getAccountSummary = "GetAccountSummary"
  case getUser = "GetUser"

  var isMutation: Bool {
    switch self {
    case .createOpenIDConnectProvider, .addClientID, .removeClientID, .tagOpenIDConnectProvider,
      .untagOpenIDConnectProvider, .updateThumbprint, .deleteOpenIDConnectProvider, .createRole,
      .updateAssumeRolePolicy, .updateRole, .deleteRole, .tagRole, .untagRole,
      .putRolePermissionsBoundary, .deleteRolePermissionsBoundary, .attachRolePolicy,
      .detachRolePolicy, .putRolePolicy, .deleteRolePolicy:
      true
    case .getOpenIDConnectProvider, .listOpenIDConnectProviders, .listOpenIDConnectProviderTags,
      .getRole, .listRoles, .listRoleTags, .listAttachedRolePolicies, .getRolePolicy,
      .listRolePolicies, .getPolicy, .getPolicyVersion, .simulatePrincipalPolicy,
      .listAccountAliases, .getAccountSummary, .getUser:
      false
    }
  }

  /// As policies name it.
  var action: String { "iam:\(rawValue)" }
}
