extension VertesiaSite {
  /// Finds the site from, in this order: `named`, the environment, the token's own word, and the
  /// default.
  ///
  /// - Parameters:
  ///   - named: a host, a URL, a region such as `eu1`, or a Studio address.
  ///   - source: `commandLine` lets a foreign host have the key; `answer` does not.
  ///   - environment: read for `VERTESIA_SERVER_URL` and `VERTESIA_TOKEN_SERVER_URL`.
  ///   - claims: of a token in hand; `nil` for a key.
  /// - Returns: a site whose two hosts may have the key.
  /// - Throws: `VertesiaError.site`.
  public static func resolve(
    named: String?,
    source: Source = .commandLine,
    environment: [String: String],
    claims: VertesiaClaims? = nil
  ) throws(VertesiaError) -> VertesiaSite {
    let server = environment.setting("VERTESIA_SERVER_URL")
    let tokenServer = environment.setting("VERTESIA_TOKEN_SERVER_URL")
    if let named = named?.trimmed(), !named.isEmpty {
      let api = try apiBase(named, source: source)
      // A token server that stands beside another server is that server's.
      let belongs = try server.map { text throws(VertesiaError) in
        try base(text, from: "VERTESIA_SERVER_URL").origin == api.origin
      }
      return try pair(
        api,
        tokenServer: belongs == false ? nil : tokenServer,
        source: source
      )
    }
    if let server {
      let api = try base(server, from: "VERTESIA_SERVER_URL")
      return try pair(api, tokenServer: tokenServer, source: .environment)
    }
    if let tokenServer {
      let told = try claims.flatMap { claims throws(VertesiaError) in try site(of: claims) }
      return try pair(
        (told ?? standard).api,
        setting: told?.apiSetting,
        tokenServer: tokenServer,
        source: .environment
      )
    }
    if let claims, let site = try site(of: claims) { return site }
    return standard
  }

  /// The site a token names; `nil` when it names none, which means the default one.
  private static func site(of claims: VertesiaClaims) throws(VertesiaError) -> VertesiaSite? {
    switch claims.endpoints {
    case nil: return nil
    case .domain("local"):
      return VertesiaSite(
        api: ServiceBase(origin: Origin(scheme: .http, host: "localhost", port: 8091)),
        sts: ServiceBase(origin: Origin(scheme: .http, host: "localhost", port: 8093)),
        source: .token
      )
    case .domain(let domain):
      return try pair(try base(domain, from: Source.token.words), tokenServer: nil, source: .token)
    case .addresses(let api, let sts):
      return try pair(
        try base(api, from: Source.token.words),
        tokenServer: sts,
        source: .token
      )
    }
  }

  private static func pair(
    _ api: ServiceBase,
    tokenServer: String?,
    source: Source
  ) throws(VertesiaError) -> VertesiaSite {
    try pair(api, setting: source.words, tokenServer: tokenServer, source: source)
  }

  /// `setting` is what named `api`; `nil` for the default.
  private static func pair(
    _ api: ServiceBase,
    setting: String?,
    tokenServer: String?,
    source: Source
  ) throws(VertesiaError) -> VertesiaSite {
    let derived = Self.tokenServer(of: api)
    let sts: ServiceBase
    var stsSetting = setting
    if let tokenServer {
      let from = source == .token ? source.words : "VERTESIA_TOKEN_SERVER_URL"
      stsSetting = from
      sts = try base(tokenServer, from: from)
    } else if let derived {
      sts = derived
    } else {
      throw .site(
        VertesiaSiteError(
          .needsTokenServer,
          source: source.words,
          detail: "\(api.origin) does not begin with api, so its token server must be given in "
            + "VERTESIA_TOKEN_SERVER_URL"
        )
      )
    }
    try check(api.origin, source: source, named: source == .commandLine)
    // Naming the API's host covers that host and the token server derived from it, no other.
    let covered = sts.origin.host == api.origin.host || sts.origin == derived?.origin
    try check(sts.origin, source: source, named: source == .commandLine && covered)
    return VertesiaSite(
      api: api,
      sts: sts,
      source: source,
      apiSetting: setting,
      stsSetting: stsSetting
    )
  }

  private static func check(
    _ origin: Origin,
    source: Source,
    named: Bool
  ) throws(VertesiaError) {
    guard origin.scheme == .https || origin.isLoopback else {
      throw .site(
        VertesiaSiteError(
          .insecure,
          source: source.words,
          detail: "\(origin) is plain http and not this machine"
        )
      )
    }
    guard named || isTrusted(origin) else {
      throw .site(
        VertesiaSiteError(
          .untrustedHost,
          source: source.words,
          detail: "\(origin) is not a Vertesia host, so it gets no key unless --site names it"
        )
      )
    }
  }

  private static func apiBase(
    _ text: String,
    source: Source
  ) throws(VertesiaError) -> ServiceBase {
    if let link = StudioLink(text) { return link.site.api }
    if text.utf8.count <= 8, text.utf8.allSatisfy(\.isLowercaseLetterOrDigit) {
      return ServiceBase(origin: Origin(host: "api.\(text).vertesia.io"))
    }
    return try base(text, from: source.words)
  }

  private static func base(
    _ text: String,
    from source: String
  ) throws(VertesiaError) -> ServiceBase {
    guard var base = ServiceBase(text.trimmed()) else {
      throw .site(
        VertesiaSiteError(.malformed, source: source, detail: "this is not the address of a site")
      )
    }
    while base.path.hasSuffix("/api/v1") {
      base = ServiceBase(origin: base.origin, path: String(base.path.dropLast("/api/v1".count)))
    }
    return base
  }
}
