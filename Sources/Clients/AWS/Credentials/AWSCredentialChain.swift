/// Finds AWS credentials where AWS's own tools look, in their order: environment variables, a role,
/// web identity, SSO, the credentials file, `aws login`, a credential process, the config file.
///
/// The roles of containers and instances are not looked at.
public struct AWSCredentialChain: Sendable {
  let transport: any Transport
  let surroundings: Surroundings
  let calls: CallSink
  let askMFA: MFAAsker?

  public init(
    transport: any Transport,
    surroundings: Surroundings,
    calls: @escaping CallSink,
    askMFA: MFAAsker? = nil
  ) {
    self.transport = transport
    self.surroundings = surroundings
    self.calls = calls
    self.askMFA = askMFA
  }

  /// Decides on a source; reads files, and leaves calls and children to the provider.
  ///
  /// - Parameter flag: a profile named on the command line or chosen in a menu, which beats the
  ///   keys in the environment; `AWS_PROFILE` alone does not.
  /// - Returns: what was found, never nothing.
  /// - Throws: `CredentialError` when no source has any, or the one that should is malformed: then
  ///   the next one is not tried.
  public func find(profile flag: String?) throws(CredentialError) -> AWSSignIn {
    let environment = surroundings.environment
    let configuration = try AWSConfiguration(in: surroundings)
    let name = AWSConfiguration.profileName(flag: flag, environment: environment)
    let profile = configuration.profile(name)
    if flag == nil, let keys = try environmentKeys() {
      return AWSSignIn(provider: keys.provider, source: keys.source, profile: profile)
    }
    let isNamed = name != "default" || flag != nil
    if profile == nil, isNamed {
      throw CredentialError(
        .noSuchProfile,
        source: "profile \(name)",
        detail: "none of your AWS files has a profile of this name"
      )
    }
    let sources = ProfileSources(chain: self, configuration: configuration)
    if let profile, profile.kind == .role {
      return signIn(try sources.role(profile), profile)
    }
    if flag == nil, let identity = try sources.environmentIdentity(beside: profile) {
      return signIn(identity, profile)
    }
    if let profile, let source = try sources.source(of: profile) {
      return signIn(source, profile)
    }
    let place = isNamed ? "profile \(name)" : "environment and files"
    throw CredentialError(
      .none,
      source: place,
      detail: isNamed
        ? "it has settings and no credentials"
        : "there are none in the environment variables, ~/.aws/credentials or ~/.aws/config; the "
          + "roles of containers and instances are not looked at"
    )
  }

  /// A source and its words.
  struct Source: Sendable {
    let provider: any CredentialProvider
    let source: String
  }

  private func signIn(_ source: Source, _ profile: AWSProfile?) -> AWSSignIn {
    let provider =
      source.provider is StaticCredentials
      ? source.provider : CachedCredentials(source.provider, now: surroundings.now)
    return AWSSignIn(provider: provider, source: source.source, profile: profile)
  }

  /// Keys in the environment, in words, for display and errors.
  public static let environmentSource = "environment variables"

  func environmentKeys() throws(CredentialError) -> Source? {
    let source = Self.environmentSource
    let keys = try KeyPair.read(surroundings.environment, KeyPair.environment, source: source)
    return keys.map {
      Source(provider: StaticCredentials($0, source: source, in: surroundings), source: source)
    }
  }

  /// A caller for finding credentials: its endpoints are those of the profile.
  func caller(
    for profile: AWSProfile?,
    region: String,
    signedBy provider: (any CredentialProvider)?
  ) -> AWSCaller {
    AWSCaller(
      transport: transport,
      surroundings: surroundings,
      credentials: provider,
      endpoints: EndpointResolver(
        environment: surroundings.environment,
        configured: profile?.endpoints ?? .init()
      ),
      region: region,
      record: calls
    )
  }

  /// Where STS is called: a role can be assumed from any region, the nearest setting wins.
  func region(of profile: AWSProfile?) -> String {
    surroundings.environment.setting("AWS_REGION")
      ?? surroundings.environment.setting("AWS_DEFAULT_REGION") ?? profile?.region ?? "us-east-1"
  }
}
