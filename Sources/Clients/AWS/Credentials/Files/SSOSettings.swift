/// What a profile says of its IAM Identity Center sign-in.
struct SSOSettings: Sendable, Equatable {
  let accountID: String
  let roleName: String
  let region: String
  /// The session's name, or the start URL of an older profile: the token cache is named after it.
  let cacheKey: String

  init(_ profile: AWSProfile) throws(CredentialError) {
    let source = profile.words
    if let name = profile["sso_session"], profile.session == nil {
      throw CredentialError(
        .malformed,
        source: source,
        detail: "there is no section [sso-session \(name)]"
      )
    }
    func value(_ key: String) throws(CredentialError) -> String {
      let own = profile[key]
      let shared = profile.session?.setting(key)
      if let own, let shared, own != shared {
        throw CredentialError(
          .malformed,
          source: source,
          detail: "\(key) differs between the profile and its sso-session"
        )
      }
      guard let value = own ?? shared else {
        throw CredentialError(.incomplete, source: source, detail: "\(key) is missing")
      }
      return value
    }
    accountID = try value("sso_account_id")
    roleName = try value("sso_role_name")
    region = try value("sso_region")
    let startURL = try value("sso_start_url")
    cacheKey = profile["sso_session"] ?? startURL
  }
}
