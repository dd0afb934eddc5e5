/// One profile, both files together.
public struct AWSProfile: Sendable {
  public let name: String
  let configValues: [String: String]
  let credentialValues: [String: String]
  /// The config file's with the credentials file's laid over them.
  let values: [String: String]
  /// The keys of its `[sso-session NAME]`; `nil` when it names none, or one that does not exist.
  var session: [String: String]?
  /// Its `[services NAME]` section: service, then key.
  var services: [String: [String: String]] = [:]
  /// Why the file that names `credential_process` is not to be believed.
  var processDoubt: String?

  /// A setting that is there and not empty; keys in lower case.
  subscript(_ key: String) -> String? { values.setting(key) }

  public var region: String? { self["region"] }
  public var caBundle: String? { self["ca_bundle"] }

  /// What the profile says about endpoints.
  public var endpoints: ConfiguredEndpoints {
    var endpoints = ConfiguredEndpoints(
      all: self["endpoint_url"],
      ignored: flag("ignore_configured_endpoint_urls"),
      fips: flag("use_fips_endpoint"),
      dualStack: flag("use_dualstack_endpoint"),
      legacySTS: self["sts_regional_endpoints"].map { $0.lowercased() == "legacy" }
    )
    for service in AWSService.allCases {
      endpoints.services[service] = services[service.sectionName]?.setting("endpoint_url")
    }
    return endpoints
  }

  private func flag(_ key: String) -> Bool? { self[key].map { $0.lowercased() == "true" } }

  /// How a profile comes to its credentials.
  public enum Kind: String, Sendable, CaseIterable {
    case role
    case webIdentity
    case sso
    case keys
    /// `aws login`: only the AWS CLI can use it.
    case login
    case process
    /// Only settings, such as a region.
    case settings
  }

  /// In the order in which AWS's tools look.
  public var kind: Kind {
    if self["role_arn"] != nil, self["web_identity_token_file"] == nil { return .role }
    if self["web_identity_token_file"] != nil { return .webIdentity }
    if self["sso_account_id"] != nil || self["sso_role_name"] != nil { return .sso }
    if Self.holdsKeys(credentialValues) { return .keys }
    if self["login_session"] != nil { return .login }
    if self["credential_process"] != nil { return .process }
    if Self.holdsKeys(configValues) { return .keys }
    return .settings
  }

  /// True with one of the two keys as well: half a pair is an error to report, not to pass over.
  static func holdsKeys(_ values: [String: String]) -> Bool {
    values.setting("aws_access_key_id") != nil || values.setting("aws_secret_access_key") != nil
  }

  var holdsKeys: Bool { Self.holdsKeys(values) }

  /// The name as one word of a command that is run as printed.
  var shellName: String {
    let isPlain = name.utf8.allSatisfy { byte in
      byte.isLowercaseLetterOrDigit || (0x41...0x5A).contains(byte) || "-_.@+/".utf8.contains(byte)
    }
    return isPlain && !name.isEmpty ? name : "'\(name.replacing("'", with: "'\\''"))'"
  }

  /// For errors and for display: `profile acme (SSO)`.
  var words: String {
    switch kind {
    case .role: "profile \(name) (role)"
    case .webIdentity: "profile \(name) (web identity)"
    case .sso: "profile \(name) (SSO)"
    case .keys: "profile \(name) (keys)"
    case .login: "profile \(name) (aws login)"
    case .process: "profile \(name) (credential process)"
    case .settings: "profile \(name)"
    }
  }
}

/// The values may be secret, so a profile prints as its words.
extension AWSProfile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { words }
  public var debugDescription: String { words }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
