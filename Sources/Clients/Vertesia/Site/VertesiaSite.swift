/// One Vertesia site: the API and the token server that belong together.
///
/// A key is only ever sent to these two origins.
public struct VertesiaSite: Sendable, Equatable, CustomStringConvertible {
  /// Without `/api/v1`.
  public let api: ServiceBase
  /// The token server.
  public let sts: ServiceBase
  public let source: Source
  /// What named each of the two hosts; `nil` for the default.
  let apiSetting: String?
  let stsSetting: String?

  /// What decided it, for display.
  public enum Source: Sendable, Equatable {
    case standard
    /// `--site` on the command line.
    case commandLine
    /// `VERTESIA_SERVER_URL` or `VERTESIA_TOKEN_SERVER_URL`.
    case environment
    /// The endpoints that a token names.
    case token
    /// A typed answer or a saved one.
    case answer

    public var words: String {
      switch self {
      case .standard: "the default"
      case .commandLine: "--site"
      case .environment: "VERTESIA_SERVER_URL"
      case .token: "the token"
      case .answer: "the answer"
      }
    }
  }

  public init(api: ServiceBase, sts: ServiceBase, source: Source) {
    let setting = source == .standard ? nil : source.words
    self.init(api: api, sts: sts, source: source, apiSetting: setting, stsSetting: setting)
  }

  init(
    api: ServiceBase,
    sts: ServiceBase,
    source: Source,
    apiSetting: String?,
    stsSetting: String?
  ) {
    self.api = api
    self.sts = sts
    self.source = source
    self.apiSetting = apiSetting
    self.stsSetting = stsSetting
  }

  /// `api.vertesia.io`.
  public static let standard = VertesiaSite(
    api: ServiceBase(origin: Origin(host: "api.vertesia.io")),
    sts: ServiceBase(origin: Origin(host: "sts.vertesia.io")),
    source: .standard
  )

  /// Short and unambiguous, and itself a valid answer: `api.eu1.vertesia.io`.
  public var name: String {
    // A host of one label would be taken for a region.
    let plain = api.origin.scheme == .https && api.path.isEmpty && api.origin.host.contains(".")
    return plain ? api.origin.authority : api.description
  }

  public var description: String { name }

  /// The address of Studio for this site; `nil` where the rule is not known.
  public var studio: String? {
    let host = api.origin.host
    guard Self.isVertesia(host), host.hasSuffix(".vertesia.io") else { return nil }
    let labels = host.split(separator: ".")
    let rest = labels.dropFirst().joined(separator: ".")
    switch labels.first {
    case "api": return "https://cloud.\(rest)"
    case "api-preview": return "https://preview.cloud.\(rest)"
    default: return nil
    }
  }

  /// True for the hosts that get a key without having been named on the command line.
  static func isTrusted(_ origin: Origin) -> Bool {
    origin.isLoopback || isVertesia(origin.host)
  }

  static func isVertesia(_ host: String) -> Bool {
    host.hasSuffix(".vertesia.io") || host.hasSuffix(".becomposable.com")
  }

  /// The token server of an API base: a leading `api` of the host becomes `sts`, so that
  /// `api-preview` is not taken for production. `nil` when the host does not begin with it.
  static func tokenServer(of api: ServiceBase) -> ServiceBase? {
    let host = api.origin.host
    guard let label = host.split(separator: ".").first, label == "api" || label.hasPrefix("api-")
    else { return nil }
    let sts = api.replacingHost("sts" + host.dropFirst("api".count))
    return ServiceBase(origin: sts.origin)
  }
}
