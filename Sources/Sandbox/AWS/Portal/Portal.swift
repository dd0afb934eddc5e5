extension World {
  /// `GET /federation/credentials`: what an SSO bearer token is exchanged for.
  mutating func portalCredentials(_ request: Request, at now: Moment) -> Reply {
    let fault = { (code: String, status: Int, message: String) in
      Reply.json(
        status,
        ["message": .string(message)],
        headers: ["x-amzn-errortype": code]
      )
    }
    guard request.headers["x-amz-sso_bearer_token"] == FakeKeys.ssoAccessToken else {
      return fault("UnauthorizedException", 401, "Session token not found or invalid")
    }
    let query = Dictionary((request.query ?? []).map { ($0.name, $0.value) }) { first, _ in first }
    guard let account = query["account_id"].flatMap({ accounts[$0] }),
      let name = query["role_name"], let role = account.ssoRole(name)
    else { return fault("ForbiddenException", 403, "No access") }
    let key = AccessKey.session(
      of: .role(role.name, session: FakeKeys.callerName),
      in: account.id,
      until: now.advanced(seconds: 3600),
      policies: nil,
      using: &random
    )
    accessKeys[key.id] = key
    return .json(
      200,
      [
        "roleCredentials": [
          "accessKeyId": .string(key.id), "secretAccessKey": .string(key.secret),
          "sessionToken": .string(key.session?.token ?? ""),
          "expiration": .integer(Int(now.advanced(seconds: 3600).milliseconds)),
        ]
      ]
    )
  }
}

extension Account {
  /// The role that a permission set of this name made in the account.
  fileprivate func ssoRole(_ permissionSet: String) -> Role? {
    roles.values.compactMap(\.latest).first {
      $0.path.hasPrefix("/aws-reserved/sso.amazonaws.com/")
        && $0.name.hasPrefix("AWSReservedSSO_\(permissionSet)_")
    }
  }
}
