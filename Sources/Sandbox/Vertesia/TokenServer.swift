/// What the token server is asked for.
enum TokenServerCall: String, CaseIterable {
  case issueToken = "IssueToken"
  case openIDConfiguration = "OpenIDConfiguration"
  case authorizationServer = "AuthorizationServerMetadata"
  case keys = "JWKS"
}

extension World {
  static func tokenServerRoute(
    _ request: Request,
    _ segments: [String]
  ) -> Result<Route, Nowhere> {
    switch (request.method, segments) {
    case ("POST", ["token", "issue"]): .success(.tokenServer(.issueToken))
    case ("GET", [".well-known", "openid-configuration"]):
      .success(.tokenServer(.openIDConfiguration))
    case ("GET", [".well-known", "oauth-authorization-server"]):
      .success(.tokenServer(.authorizationServer))
    case ("GET", [".well-known", "jwks"]): .success(.tokenServer(.keys))
    default: .failure(notFound(request, service: "vertesia-sts"))
    }
  }

  mutating func tokenServer(
    _ call: TokenServerCall,
    _ request: Request,
    at now: Moment
  ) -> Reply {
    switch call {
    case .issueToken: issueToken(request, at: now)
    case .openIDConfiguration, .authorizationServer: .json(200, discovery(host: request.host))
    case .keys: .json(200, ["keys": [vertesia.signer.jwk]])
    }
  }

  private func discovery(host: String) -> JSON {
    let base = "http://\(host)"
    return [
      "issuer": .string(vertesia.environmentIssuer),
      "authorization_endpoint": .string("\(base)/oauth/authorize"),
      "token_endpoint": .string("\(base)/oauth/token"),
      "jwks_uri": .string("\(base)/.well-known/jwks"),
      "response_types_supported": ["code"], "subject_types_supported": ["public"],
      "id_token_signing_alg_values_supported": ["ES256"],
      "grant_types_supported": [
        "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code",
      ],
      "code_challenge_methods_supported": ["S256"],
      "token_endpoint_auth_methods_supported": ["none"],
      "scopes_supported": ["openid", "profile", "email", "offline_access"],
    ]
  }

  /// A key becomes a token; a token that is still good becomes a new one.
  private func issueToken(_ request: Request, at now: Moment) -> Reply {
    guard let bearer = request.bearer else {
      return VertesiaFault.unauthorized("Missing bearer credential.").reply()
    }
    if bearer.hasPrefix("pk-") {
      return VertesiaFault.unauthorized("Public keys are no longer accepted.").reply()
    }
    let key: APIKey
    if let found = vertesia.keys[bearer] {
      key = found
    } else if let claims = try? claims(of: bearer, at: now),
      let found = vertesia.keys.values.first(where: { $0.id == claims["sub"]?.text })
    {
      key = found
    } else {
      return VertesiaFault.unauthorized("Invalid API key or token.").reply()
    }
    if let code = key.refusal { return Self.refused(code) }
    let body = request.body.isEmpty ? JSON.object([:]) : JSON(parsing: request.body)
    guard let members = body?.members else {
      return VertesiaFault.badRequest("Request validation failed.").reply()
    }
    switch members["type"]?.text {
    case nil where members.isEmpty: break
    case "apikey":
      guard members["key"]?.text == bearer, members.keys.allSatisfy(Self.apiKeyFields.contains)
      else { return VertesiaFault.badRequest("Request validation failed.").reply() }
    case "user": break
    case "project", "environment", "agent", "service_account":
      return Self.refused("token_issuance_forbidden")
    default: return VertesiaFault.badRequest("Request validation failed.").reply()
    }
    for (field, own) in [("account_id", key.organization), ("project_id", key.project)] {
      if let asked = members[field]?.text, asked != own {
        return Self.refused("requested_scope_unavailable")
      }
    }
    guard let token = userToken(for: key, host: request.host, at: now) else {
      return Self.refused("no_accessible_account")
    }
    return .json(
      200,
      [
        "token": .string(token), "token_type": "Bearer",
        "expires_in": .integer(vertesia.tokenSeconds),
      ]
    )
  }

  private static let apiKeyFields: Set<String> = ["type", "key", "audience", "algorithm"]

  private static func refused(_ code: String) -> Reply {
    .json(
      403,
      [
        "error": "Forbidden", "errorCode": .string(code),
        "message": "The token cannot be issued: \(code).",
      ]
    )
  }
}

extension Request {
  var bearer: String? {
    guard let header = headers["authorization"], header.lowercased().hasPrefix("bearer ") else {
      return nil
    }
    return String(header.dropFirst("bearer ".count)).trimmed
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
