/// Turns profiles into credential sources, following roles to the profiles they come from.
struct ProfileSources {
  let chain: AWSCredentialChain
  let configuration: AWSConfiguration

  typealias Source = AWSCredentialChain.Source

  /// - Returns: `nil` when the profile has only settings.
  func source(of profile: AWSProfile) throws(CredentialError) -> Source? {
    let words = profile.words
    switch profile.kind {
    case .role:
      return try role(profile)
    case .webIdentity:
      return try webIdentity(profile)
    case .sso:
      let settings = try SSOSettings(profile)
      return Source(
        provider: SSOCredentials(
          settings: settings,
          profile: profile.shellName,
          source: words,
          surroundings: chain.surroundings,
          caller: chain.caller(for: profile, region: settings.region, signedBy: nil)
        ),
        source: words
      )
    case .keys:
      return try keys(of: profile)
    case .login:
      return awsCLI(profile)
    case .process:
      return Source(
        provider: try ProcessCredentials.process(
          profile["credential_process"] ?? "",
          profile: profile,
          in: chain.surroundings
        ),
        source: words
      )
    case .settings:
      return nil
    }
  }

  /// A role and the profiles before it.
  ///
  /// - Parameters:
  ///   - profile: has `role_arn`.
  ///   - visited: the profiles that led here, to find a loop.
  /// - Returns: a source that assumes the role when asked.
  /// - Throws: `CredentialError` for a loop, and for a link that is missing or malformed.
  func role(
    _ profile: AWSProfile,
    visited: [String] = []
  ) throws(CredentialError) -> Source {
    let words = profile.words
    let request = try roleRequest(profile)
    let base: Source
    switch (profile["source_profile"], profile["credential_source"]) {
    case (let name?, nil):
      base = try baseProfile(name, of: profile, visited: visited + [profile.name])
    case (nil, "Environment"):
      guard let keys = try chain.environmentKeys() else {
        throw CredentialError(
          .incomplete,
          source: words,
          detail: "credential_source is Environment, and no keys are set there"
        )
      }
      base = keys
    case (nil, "Ec2InstanceMetadata"), (nil, "EcsContainer"):
      return awsCLI(profile)
    case (nil, .some):
      throw CredentialError(
        .malformed,
        source: words,
        detail: "credential_source is none of Environment, Ec2InstanceMetadata, EcsContainer"
      )
    case (.some, .some):
      throw CredentialError(
        .malformed,
        source: words,
        detail: "source_profile and credential_source exclude each other"
      )
    case (nil, nil):
      throw CredentialError(
        .incomplete,
        source: words,
        detail: "role_arn is set, and neither source_profile nor credential_source"
      )
    }
    // Each link keeps its own session, so that the last role is renewed without asking twice.
    let signer =
      base.provider is StaticCredentials
      ? base.provider : CachedCredentials(base.provider, now: chain.surroundings.now)
    let caller = chain.caller(for: profile, region: chain.region(of: profile), signedBy: signer)
    let provider = RoleCredentials(
      role: request,
      mfaSerial: profile["mfa_serial"],
      profile: profile.name,
      source: words,
      askMFA: chain.askMFA,
      sts: STSClient(caller)
    )
    return Source(provider: provider, source: "\(words) by way of \(base.source)")
  }

  /// Web identity from the environment, where pods and CI jobs have it; STS is called where the
  /// profile says.
  func environmentIdentity(
    beside profile: AWSProfile?
  ) throws(CredentialError) -> Source? {
    let environment = chain.surroundings.environment
    guard let file = environment.setting("AWS_WEB_IDENTITY_TOKEN_FILE") else { return nil }
    let words = "web identity of the environment"
    guard let arn = environment.setting("AWS_ROLE_ARN") else {
      throw CredentialError(
        .incomplete,
        source: words,
        detail: "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not"
      )
    }
    let request = RoleRequest(
      arn: arn,
      sessionName: environment.setting("AWS_ROLE_SESSION_NAME") ?? Self.sessionName
    )
    return identity(request, file: file, words: words, profile: profile)
  }

  private static let sessionName = "vertesia-bedrock"

  /// Roles that may come from one another; each is a call and a level of the stack.
  private static let longestChain = 32

  private func webIdentity(_ profile: AWSProfile) throws(CredentialError) -> Source {
    guard let file = profile["web_identity_token_file"], profile["role_arn"] != nil else {
      throw CredentialError(
        .incomplete,
        source: profile.words,
        detail: "web_identity_token_file is set and role_arn is not"
      )
    }
    return identity(
      try roleRequest(profile),
      file: file,
      words: profile.words,
      profile: profile
    )
  }

  private func identity(
    _ request: RoleRequest,
    file: String,
    words: String,
    profile: AWSProfile?
  ) -> Source {
    let caller = chain.caller(for: profile, region: chain.region(of: profile), signedBy: nil)
    return Source(
      provider: WebIdentityCredentials(
        role: request,
        tokenFile: AWSConfiguration.expanded(file, home: chain.surroundings.home),
        source: words,
        surroundings: chain.surroundings,
        sts: STSClient(caller)
      ),
      source: words
    )
  }

  private func baseProfile(
    _ name: String,
    of parent: AWSProfile,
    visited: [String]
  ) throws(CredentialError) -> Source {
    guard let base = configuration.profile(name) else {
      throw CredentialError(
        .noSuchProfile,
        source: parent.words,
        detail: "its source_profile \(name) does not exist"
      )
    }
    // A profile may name itself, to assume a role with keys of its own. Keys end every chain.
    if base.holdsKeys, !visited.contains(name) || name == parent.name {
      return try keys(of: base)
    }
    guard !visited.contains(name) else {
      throw CredentialError(
        .loop,
        source: parent.words,
        detail: "profiles point at each other: "
          + (visited + [name]).joined(separator: ", then ")
      )
    }
    guard visited.count < Self.longestChain else {
      throw CredentialError(
        .malformed,
        source: parent.words,
        detail: "more than \(Self.longestChain) roles come from one another"
      )
    }
    if base.kind == .role { return try role(base, visited: visited) }
    guard let source = try source(of: base) else {
      throw CredentialError(
        .incomplete,
        source: parent.words,
        detail: "its source_profile \(name) has no credentials"
      )
    }
    return source
  }

  /// The credentials file wins over the config file, pair by pair and never mixed.
  private func keys(of profile: AWSProfile) throws(CredentialError) -> Source {
    let words = "profile \(profile.name) (keys)"
    for values in [profile.credentialValues, profile.configValues] {
      if let keys = try KeyPair.read(values, KeyPair.file, source: words) {
        return Source(
          provider: StaticCredentials(keys, source: words, in: chain.surroundings),
          source: words
        )
      }
    }
    throw CredentialError(.incomplete, source: words, detail: "the profile has no keys")
  }

  private func awsCLI(_ profile: AWSProfile) -> Source {
    let provider = ProcessCredentials.awsCLI(profile: profile, in: chain.surroundings)
    return Source(provider: provider, source: provider.source)
  }

  private func roleRequest(_ profile: AWSProfile) throws(CredentialError) -> RoleRequest {
    guard let arn = profile["role_arn"], arn.hasPrefix("arn:"), (20...2048).contains(arn.utf8.count)
    else {
      throw CredentialError(
        .malformed,
        source: profile.words,
        detail: "role_arn is not the ARN of a role"
      )
    }
    var duration: Int?
    if let text = profile["duration_seconds"] {
      guard let seconds = Int(text), (900...43_200).contains(seconds) else {
        throw CredentialError(
          .malformed,
          source: profile.words,
          detail: "duration_seconds is not a number from 900 to 43200"
        )
      }
      duration = seconds
    }
    return RoleRequest(
      arn: arn,
      sessionName: profile["role_session_name"] ?? Self.sessionName,
      duration: duration,
      externalID: profile["external_id"]
    )
  }
}
