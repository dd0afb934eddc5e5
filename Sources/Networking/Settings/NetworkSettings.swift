/// How to reach the outside: through which proxy, trusting whom.
///
/// Reads nothing but the dictionary it is given and the certificate file it is pointed to.
public struct NetworkSettings: Sendable {
  /// For https only; plain http goes to loopback, and loopback is never proxied.
  public var proxy: Proxy?
  public var exceptions: ProxyExceptions
  /// `nil` trusts the certificate authorities of the system.
  public var trustRoots: TrustRoots?

  /// No proxy, the system's certificate authorities.
  public init() {
    proxy = nil
    exceptions = ProxyExceptions("")
    trustRoots = nil
  }

  /// Takes `HTTPS_PROXY`, `NO_PROXY` (either case, lower case first), `AWS_CA_BUNDLE` and
  /// `SSL_CERT_FILE` from `environment`; an empty variable counts as absent.
  ///
  /// - Parameters:
  ///   - environment: The variables, whole; others are not looked at. `HTTP_PROXY` is one of them.
  ///   - caBundle: The file named on the command line; wins over all others.
  /// - Throws: `NetworkSettingsError` for a proxy or a certificate file that cannot be used.
  public init(
    environment: [String: String],
    caBundle: String? = nil
  ) throws(NetworkSettingsError) {
    func variable(_ names: String...) -> (name: String, value: String)? {
      for name in names {
        if let value = environment[name], !value.isEmpty { return (name, value) }
      }
      return nil
    }
    if let setting = variable("https_proxy", "HTTPS_PROXY") {
      proxy = try Proxy(setting.value, source: setting.name)
    } else {
      proxy = nil
    }
    exceptions = ProxyExceptions(variable("no_proxy", "NO_PROXY")?.value ?? "")
    let aws = variable("AWS_CA_BUNDLE")?.value
    let openSSL = variable("SSL_CERT_FILE")?.value
    let candidates = [
      ("--ca-bundle", caBundle), ("AWS_CA_BUNDLE", aws), (Self.lastResort, openSSL),
    ]
    trustRoots = nil
    for case (let source, let path?) in candidates where !path.isEmpty {
      trustRoots = try TrustRoots(path: path, source: source)
      break
    }
  }

  private static let lastResort = "SSL_CERT_FILE"

  /// The same with `ca_bundle` of an AWS profile, which comes after `AWS_CA_BUNDLE` and before
  /// `SSL_CERT_FILE`.
  ///
  /// - Throws: `NetworkSettingsError` for a certificate file that cannot be used.
  func following(profileCABundle path: String?) throws(NetworkSettingsError) -> NetworkSettings {
    guard let path, !path.isEmpty, trustRoots == nil || trustRoots?.source == Self.lastResort
    else { return self }
    var settings = self
    settings.trustRoots = try TrustRoots(path: path, source: "ca_bundle of the AWS profile")
    return settings
  }

  /// What differs from the system's own ways, a line each, for a person to see before anything is
  /// changed; no secrets.
  public var overrides: [String] {
    var lines: [String] = []
    if let proxy {
      lines.append(
        "\(proxy.source): proxy \(proxy)\(proxy.hasCredentials ? ", with a password" : "")"
      )
    }
    if let trustRoots {
      lines.append("\(trustRoots.source): certificate authorities of \(trustRoots.path)")
    }
    return lines
  }

  /// The proxy a request to this host and port takes, if any.
  func proxy(forHost host: String, port: Int, isLoopback: Bool) -> Proxy? {
    guard let proxy, !isLoopback, !exceptions.covers(host: host, port: port) else { return nil }
    return proxy
  }
}
