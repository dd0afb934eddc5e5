#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The profiles of this machine, for a menu. Reads files, never the network.
public enum AWSProfiles {
  public struct Entry: Sendable, Equatable {
    public var name: String
    public var kind: AWSProfile.Kind
    public var region: String?
    /// The AWS account of an SSO profile, or of the role that a role profile names.
    public var account: String?
    public var roleName: String?
    /// Only for SSO profiles.
    public var signIn: SignIn?

    public init(
      name: String,
      kind: AWSProfile.Kind,
      region: String? = nil,
      account: String? = nil,
      roleName: String? = nil,
      signIn: SignIn? = nil
    ) {
      self.name = name
      self.kind = kind
      self.region = region
      self.account = account
      self.roleName = roleName
      self.signIn = signIn
    }
  }

  /// Where an SSO session stands, by the CLI's cache.
  public enum SignIn: Sendable, Equatable {
    case until(Date)
    case expired(Date)
    /// Nobody has signed in yet.
    case never
  }

  /// - Throws: `CredentialError` of kind `malformed` when a file cannot be read as one of AWS's.
  public static func list(in surroundings: Surroundings) throws(CredentialError) -> [Entry] {
    list(try AWSConfiguration(in: surroundings), in: surroundings)
  }

  /// The profiles of files that have been read already.
  public static func list(
    _ configuration: AWSConfiguration,
    in surroundings: Surroundings
  ) -> [Entry] {
    configuration.profileNames.compactMap { name in
      configuration.profile(name).map { entry($0, in: surroundings) }
    }
  }

  private static func entry(_ profile: AWSProfile, in surroundings: Surroundings) -> Entry {
    var entry = Entry(name: profile.name, kind: profile.kind, region: profile.region)
    switch profile.kind {
    case .sso:
      entry.account = profile["sso_account_id"]
      entry.roleName = profile["sso_role_name"]
      entry.signIn = (try? SSOSettings(profile)).map { signIn($0, in: surroundings) }
    case .role, .webIdentity:
      // arn:aws:iam::ACCOUNT:role/path/NAME
      let fields =
        profile["role_arn"]?.split(separator: ":", omittingEmptySubsequences: false) ?? []
      if fields.count >= 6 {
        entry.account = String(fields[4])
        entry.roleName = fields[5].split(separator: "/").last.map(String.init)
      }
    case .keys, .login, .process, .settings:
      break
    }
    return entry
  }

  private static func signIn(_ settings: SSOSettings, in surroundings: Surroundings) -> SignIn {
    guard let cache = SSOTokenCache.read(settings, in: surroundings) else { return .never }
    return cache.expiration > surroundings.now()
      ? .until(cache.expiration) : .expired(cache.expiration)
  }
}
