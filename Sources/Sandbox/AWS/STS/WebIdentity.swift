extension World {
  mutating func assumeRoleWithWebIdentity(
    _ parameters: Parameters,
    region: String,
    at now: Moment
  ) throws(AWSFault) -> [XML] {
    let request = try SessionRequest.read(parameters)
    let text = try parameters.requiredText("WebIdentityToken", 4...20_000)
    let (key, role, token) = try federate(request, with: text, region: region, at: now)
    return xml(of: key, request, as: role) + [
      .text(token.subject, in: "SubjectFromWebIdentityToken"),
      .text(token.audience, in: "Audience"), .text(token.providerARN, in: "Provider"),
    ]
  }

  /// Checks the token, then the trust policy, in the order STS does, and opens the session.
  mutating func federate(
    _ request: SessionRequest,
    with text: String,
    region: String,
    at now: Moment
  ) throws(AWSFault) -> (key: AccessKey, role: Role, token: IdentityToken) {
    let token = try identityToken(text, for: request.roleARN.account, at: now)
    let refused = AWSFault.denied("Not authorized to perform sts:AssumeRoleWithWebIdentity")
    guard let role = role(request.roleARN, at: now) else { throw refused }
    let access = AccessRequest(
      action: "sts:AssumeRoleWithWebIdentity",
      resource: request.roleARN.text,
      context: token.context.merging(["sts:rolesessionname": [request.sessionName]]) { $1 }
    )
    let trusted = role.trust.statements.filter {
      $0.covers(access) && ($0.principals?.name(token.providerARN) ?? false)
    }
    guard trusted.contains(where: \.allows), trusted.allSatisfy(\.allows) else { throw refused }
    return (try open(request, as: role, region: region, at: now), role, token)
  }

  private func identityToken(
    _ text: String,
    for account: String,
    at now: Moment
  ) throws(AWSFault) -> IdentityToken {
    guard let token = Token(text) else {
      throw .identityToken(
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access "
          + "Token)"
      )
    }
    for claim in ["iss", "sub", "aud", "exp", "iat"] where token.claims[claim] == nil {
      throw .identityToken("Missing a required claim: \(claim)")
    }
    guard let issuer = token.claims["iss"]?.text, let subject = token.claims["sub"]?.text,
      let expires = token.claims["exp"]?.integer
    else { throw .identityToken("The claims of the ID Token have the wrong type.") }
    let url = issuer.hasPrefix("https://") ? String(issuer.dropFirst(8)) : issuer
    guard let account = accounts[account],
      let provider = account.providers[url]?.seen(at: now, lag: timing.spread)
    else {
      throw .identityToken("No OpenIDConnect provider found in your account for \(issuer)")
    }
    let keyless = AWSFault.identityToken(
      "Couldn't retrieve verification key from your identity provider, please reference "
        + "AssumeRoleWithWebIdentity documentation for requirements"
    )
    guard vertesia.answersAsIssuer(issuer), token.header["kid"]?.text == vertesia.signer.keyID
    else {
      throw keyless
    }
    guard token.isSigned(by: vertesia.signer) else {
      throw .identityToken("Token signature is invalid")
    }
    // Five minutes of grace, as AWS gives.
    guard now.epochSeconds - 300 < expires else {
      throw AWSFault(
        "ExpiredTokenException",
        400,
        "Token expired: current date/time \(now.epochSeconds) must be before the expiration "
          + "date/time \(expires)"
      )
    }
    let audiences = token.claims["aud"]?.strings ?? token.claims["aud"]?.text.map { [$0] } ?? []
    let authorizedParty = token.claims["azp"]?.text
    let judged = authorizedParty.map { [$0] } ?? audiences
    guard let audience = judged.first(where: provider.clientIDs.contains) else {
      throw .identityToken("Incorrect token audience")
    }
    var context = now.conditionKeys
    context["\(url):aud"] = [audience]
    context["\(url):sub"] = [subject]
    if authorizedParty != nil { context["\(url):oaud"] = audiences }
    if let methods = token.claims["amr"]?.strings { context["\(url):amr"] = methods }
    let arn = account.providerARN(url)
    context["aws:federatedprovider"] = [arn]
    return IdentityToken(
      subject: subject,
      audience: audience,
      providerARN: arn,
      context: context
    )
  }
}

extension PolicyDocument.Principals {
  /// Whether they take in whoever comes through this provider.
  fileprivate func name(_ providerARN: String) -> Bool {
    everyone || byKind["Federated"]?.contains(providerARN) ?? false
  }
}

/// What STS keeps of a token once it is verified.
struct IdentityToken {
  var subject: String
  var audience: String
  var providerARN: String
  /// Condition keys, prefixed by the provider's URL.
  var context: [String: [String]]
}
