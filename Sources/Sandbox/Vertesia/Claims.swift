extension World {
  /// The token of a key: what an API client carries.
  func userToken(for key: APIKey, host: String, at now: Moment) -> String? {
    guard let organization = vertesia.organization(key.organization),
      let project = organization.projects.first(where: { $0.id == key.project })
    else { return nil }
    let account: JSON = ["id": .string(organization.id), "name": .string(organization.name)]
    let base = "http://\(host)"
    let claims: JSON = [
      "iss": .string(vertesia.issuer), "aud": .string(vertesia.issuer), "sub": .string(key.id),
      "name": .string(key.name), "type": "apikey", "account": account, "accounts": [account],
      "account_roles": [.string(key.role)], "project_roles": [.string(key.role)], "apps": [],
      "project": [
        "id": .string(project.id), "name": .string(project.name),
        "account": .string(organization.id),
      ],
      "permissions": JSON(strings: key.permissions),
      "endpoints": [
        "studio": .string(base), "store": .string(base), "token": .string(base),
      ],
      "iat": .integer(now.epochSeconds),
      "exp": .integer(now.epochSeconds + vertesia.tokenSeconds),
    ]
    return vertesia.signer.sign(claims)
  }

  /// The token that AWS gets to see: it names one environment.
  func environmentToken(
    for environment: Environment,
    project: String?,
    audience: String = "bedrock",
    at now: Moment
  ) -> String {
    vertesia.signer.sign([
      "iss": .string(vertesia.environmentIssuer),
      "sub": .string("env:\(environment.organization):\(environment.id)"),
      "aud": .string(audience), "name": .string(environment.name),
      "account": ["id": .string(environment.organization)],
      "project": ["id": .string(project ?? "")],
      "iat": .integer(now.epochSeconds), "exp": .integer(now.epochSeconds + 900),
    ])
  }

  /// The claims of a bearer token, once signature and expiry hold.
  func claims(of bearer: String, at now: Moment) throws(VertesiaFault) -> JSON {
    guard let token = Token(bearer), token.isSigned(by: vertesia.signer),
      let expires = token.claims["exp"]?.integer
    else { throw .unauthorized("Invalid token.") }
    guard now.epochSeconds < expires else { throw .unauthorized("Token expired.") }
    return token.claims
  }
}

extension APIKey {
  private static let administrators: Set<String> = ["owner", "admin", "manager"]

  var permissions: [String] {
    ["account:member"] + (Self.administrators.contains(role) ? ["environment:admin"] : [])
  }
}
