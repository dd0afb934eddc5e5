/// Fixed credentials of the sandbox. They open nothing anywhere else.
package enum FakeKeys {
  package static let accessKeyID = "AKIASANDBOX000000001"
  package static let secretAccessKey = "sandbox/secret/key/that/opens/nothing/01"
  package static let endedAccessKeyID = "ASIASANDBOX000000002"
  package static let endedSecretAccessKey = "sandbox/secret/key/that/opens/nothing/02"
  package static let endedSessionToken = "sandbox-session-token-that-is-over"
  /// Of an administrator, where the caller is none.
  package static let administratorKeyID = "AKIASANDBOX000000003"
  package static let administratorSecretKey = "sandbox/secret/key/that/opens/nothing/03"
  /// Bearer of the SSO portal, as `aws sso login` would have cached it.
  package static let ssoAccessToken = "sandbox-sso-access-token"
  package static let vertesiaKey = "sk-sandbox000000000000000000000001"
  package static let secondVertesiaKey = "sk-sandbox000000000000000000000002"

  package static let awsAccount = "432112349876"
  package static let callerName = "platform-admin"
  package static let administratorName = "iam-administrator"
  package static let ssoRoleName = "AdministratorAccess"
}
