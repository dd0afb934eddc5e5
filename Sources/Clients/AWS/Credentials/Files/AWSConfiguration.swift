/// The config and credentials files of AWS's tools, read once. Nothing here touches the network.
public struct AWSConfiguration: Sendable {
  /// Names in the order they are first seen, config file first.
  public private(set) var profileNames: [String] = []
  private var configProfiles: [String: INIDocument.Section] = [:]
  private var credentialProfiles: [String: INIDocument.Section] = [:]
  private var sessions: [String: INIDocument.Section] = [:]
  private var services: [String: INIDocument.Section] = [:]
  /// Why no program that a file names may be started; `nil` where it may.
  private let configDoubt: String?
  private let credentialDoubt: String?

  /// Reads both files; one that does not exist counts as empty.
  ///
  /// - Throws: `CredentialError` of kind `malformed`, with the line.
  public init(in surroundings: Surroundings) throws(CredentialError) {
    let (config, configDoubt) = try Self.document("AWS_CONFIG_FILE", "config", in: surroundings)
    let (credentials, credentialDoubt) = try Self.document(
      "AWS_SHARED_CREDENTIALS_FILE",
      "credentials",
      in: surroundings
    )
    self.configDoubt = configDoubt
    self.credentialDoubt = credentialDoubt
    for section in config.sections {
      guard let words = CommandWords.split(section.name) else { continue }
      switch (words.first, words.count) {
      case ("profile", 2): addProfile(words[1], section, to: \.configProfiles)
      // `[profile default]` beats a bare `[default]`.
      case ("default", 1) where configProfiles["default"] == nil:
        addProfile("default", section, to: \.configProfiles)
      case ("sso-session", 2): sessions[words[1]] = section
      case ("services", 2): services[words[1]] = section
      default: break
      }
    }
    for section in credentials.sections {
      addProfile(section.name, section, to: \.credentialProfiles)
    }
  }

  /// The profile that commands mean: the flag, else the environment, else `default`.
  public static func profileName(
    flag: String?,
    environment: [String: String]
  ) -> String {
    flag ?? environment.setting("AWS_PROFILE") ?? environment.setting("AWS_DEFAULT_PROFILE")
      ?? "default"
  }

  /// `nil` when neither file has it.
  public func profile(_ name: String) -> AWSProfile? {
    let config = configProfiles[name]
    let keys = credentialProfiles[name]
    guard config != nil || keys != nil else { return nil }
    let own = config?.values ?? [:]
    let shared = keys?.values ?? [:]
    var profile = AWSProfile(
      name: name,
      configValues: own,
      credentialValues: shared,
      values: own.merging(shared) { $1 }
    )
    profile.processDoubt =
      shared["credential_process"] == nil ? configDoubt : credentialDoubt
    if let session = profile.values["sso_session"] { profile.session = sessions[session]?.values }
    if let name = profile.values["services"] { profile.services = services[name]?.nested ?? [:] }
    return profile
  }

  private mutating func addProfile(
    _ name: String,
    _ section: INIDocument.Section,
    to file: WritableKeyPath<AWSConfiguration, [String: INIDocument.Section]>
  ) {
    if configProfiles[name] == nil, credentialProfiles[name] == nil { profileNames.append(name) }
    self[keyPath: file][name] = section
  }

  private static func document(
    _ variable: String,
    _ name: String,
    in surroundings: Surroundings
  ) throws(CredentialError) -> (INIDocument, doubt: String?) {
    let path: String
    if let named = surroundings.environment.setting(variable) {
      path = expanded(named, home: surroundings.home)
    } else if let home = surroundings.home {
      path = "\(home)/.aws/\(name)"
    } else {
      return (INIDocument(), nil)
    }
    let file: OwnedFile?
    do {
      file = try surroundings.readOwnedFile(path)
    } catch {
      throw CredentialError(.malformed, source: path, detail: "the file cannot be read")
    }
    guard let file else { return (INIDocument(), nil) }
    return (try INIDocument(file.bytes, source: path), file.doubt.map { words($0, path) })
  }

  private static func words(_ doubt: OwnedFile.Doubt, _ path: String) -> String {
    switch doubt {
    case .foreignOwner: "\(path) belongs to another user"
    case .othersMayWrite: "other users may write to \(path)"
    }
  }

  /// `~/` is the home directory, as in the AWS CLI.
  static func expanded(_ path: String, home: String?) -> String {
    guard let home, path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }
}
