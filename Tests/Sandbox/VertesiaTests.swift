import Testing

@testable import Sandbox

struct VertesiaTests {
  @Test func exchangesKeys() throws {
    var cloud = Cloud()
    for body in [nil, ["type": "apikey", "key": .string(FakeKeys.vertesiaKey)]] as [JSON?] {
      let reply = cloud.http("POST", "/token/issue", body, bearer: FakeKeys.vertesiaKey)
      #expect(reply.json?["token_type"] == "Bearer")
      let token = try #require(Token(reply.json?["token"]?.text ?? ""))
      #expect(token.claims["account"]?["id"]?.text == Cloud.organization)
      #expect(token.claims["endpoints"]?["studio"] == "http://127.0.0.1:8111")
      #expect(token.isSigned(by: cloud.world.vertesia.signer))
    }
    #expect(cloud.http("POST", "/token/issue", bearer: "pk-public").status == 401)
    #expect(cloud.http("POST", "/token/issue", bearer: "sk-wrong").status == 401)
    #expect(cloud.http("POST", "/token/issue").status == 401)
  }

  @Test(
    arguments: [
      (["type": "environment"], "token_issuance_forbidden"),
      (["type": "user", "account_id": "elsewhere"], "requested_scope_unavailable"),
    ] as [(JSON, String)]
  )
  func refusesTokens(body: JSON, code: String) {
    var cloud = Cloud()
    let reply = cloud.http("POST", "/token/issue", body, bearer: FakeKeys.vertesiaKey)
    #expect(reply.status == 403)
    #expect(reply.json?["errorCode"]?.text == code)
  }

  /// A key can name another issuer than the one that signs; the document is held against keys.
  @Test(arguments: [
    (Scenario.instant, "https://sts.becomposable.com"), (.wrongIssuer, "https://sts.vertesia.io"),
  ])
  func discoversWhoSigns(scenario: Scenario, issuer: String) throws {
    var cloud = Cloud(scenario)
    for name in ["openid-configuration", "oauth-authorization-server"] {
      #expect(cloud.http("GET", "/.well-known/\(name)").json?["issuer"]?.text == issuer)
    }
    let token = cloud.http("POST", "/token/issue", bearer: FakeKeys.vertesiaKey).json?["token"]
    let claims = try #require(Token(token?.text ?? "")).claims
    #expect(claims["iss"]?.text == "https://sts.becomposable.com")
  }

  @Test func wantsAGoodBearer() {
    var cloud = Cloud()
    #expect(cloud.http("GET", "/api/v1/account").status == 401)
    #expect(cloud.http("GET", "/api/v1/account", bearer: FakeKeys.vertesiaKey).status == 401)
    let token = cloud.http("POST", "/token/issue", bearer: FakeKeys.vertesiaKey).json?["token"]?
      .text
    #expect(cloud.http("GET", "/api/v1/account/", bearer: token).status == 200)
    cloud.pass(seconds: 3600)
    #expect(cloud.http("GET", "/api/v1/account", bearer: token).status == 401)
  }

  @Test(
    arguments: [
      (["name": "E", "provider": "bedrock", "region": "x"] as JSON),
      ["name": "E", "provider": "aws"],
      ["provider": "bedrock"], ["name": "E", "provider": "bedrock", "id": "x"], [],
      ["name": "E", "provider": "bedrock", "apikey_hint": "x"], ["name": 1, "provider": "bedrock"],
      ["name": "E", "provider": "bedrock", "allowed_projects": ["nobody's"]],
    ] as [JSON]
  )
  func closesBodies(body: JSON) {
    var cloud = Cloud()
    #expect(cloud.vertesia("POST", "/environments", body).status == 400)
    #expect(cloud.world.vertesia.environments.count == 1)
  }

  @Test(
    arguments: [
      ("virtual_lb", ["stray": 1], 400), ("virtual_lb", ["config": ["stray": 1]], 400),
      ("virtual_lb", ["config": ["failover": true, "mediators": []]], 400),
      ("virtual_lb", ["config": 1], 400), ("virtual_lb", ["enabled_models": [1]], 400),
      ("bedrock", ["config": ["failover": true]], 400), ("bedrock", ["name": "F"], 400),
      ("virtual_lb", ["config": ["failover": true]], 200),
      ("virtual_mediator", ["config": ["max_concurrent_requests": 2]], 200),
      ("bedrock", ["enabled_models": [["id": "m"]]], 200), ("bedrock", [:], 200),
    ] as [(String, JSON, Int)]
  )
  func closesTheConfigBody(provider: String, body: JSON, status: Int) throws {
    var cloud = Cloud()
    let made = cloud.vertesia(
      "POST",
      "/environments",
      ["name": "E", "provider": .string(provider)]
    )
    let path = "/environments/\(try #require(made.json?["id"]?.text))/config"
    #expect(cloud.vertesia("PUT", path, body).status == status)
  }

  @Test func openToOlderVersions() {
    var cloud = Cloud()
    let token = cloud.http("POST", "/token/issue", bearer: FakeKeys.vertesiaKey).json?["token"]?
      .text
    let body: JSON = ["name": "E", "provider": "bedrock", "stray": 1]
    #expect(
      cloud.http(
        "POST",
        "/api/v1/environments",
        body,
        bearer: token,
        headers: ["x-api-version": "20250101"]
      ).status == 200
    )
  }

  @Test func masksKeysAndMerges() throws {
    var cloud = Cloud()
    let (environment, role) = cloud.setUp()
    let path = "/environments/\(environment)"
    let reply = cloud.vertesia("PUT", path, ["description": "new"])
    #expect(reply.json?["apiKey"] == "arn:...esia")
    #expect(reply.json?["apikey_hint"] == "arn:...esia")
    #expect(reply.json?["endpoint_url"] == "us-east-1")
    #expect(reply.json?["description"] == "new")
    #expect(cloud.world.vertesia.environments.last?.apiKey == role)
    let world = cloud.http("GET", "/_sandbox/world").json
    #expect(world?["environments"]?.items?.last?["apiKey"]?.text == role)
    #expect(cloud.vertesia("DELETE", path).json == ["id": .string(environment)])
    #expect(cloud.vertesia("GET", path).status == 404)
  }

  @Test func showsAllEnvironmentsOnlyWhenAsked() {
    var cloud = Cloud()
    let other = Acme.organization.projects[1].id
    _ = cloud.vertesia(
      "POST",
      "/environments",
      ["name": "E", "provider": "test", "allowed_projects": [.string(other)]]
    )
    let count = { (path: String) in cloud.vertesia("GET", path).json?.items?.count }
    #expect(count("/environments") == 1)
    #expect(count("/environments?all=true") == 2)
    #expect(count("/environments?all=maybe") == nil)
  }

  @Test func listsOnlyThroughTheRole() {
    var cloud = Cloud()
    let (environment, _) = cloud.setUp()
    let path = "/environments/\(environment)"
    let models = cloud.vertesia("GET", "\(path)/models").json?.items ?? []
    #expect(models.count > 50)
    #expect(models.contains { $0["is_custom"] == true })
    let id = models[0]["id"]?.text ?? ""
    let enabled = cloud.vertesia("POST", "\(path)/models/enabled", ["model_id": .string(id)])
    #expect(enabled.json?["enabled_models"]?.items?.count == 1)
    #expect(
      cloud.vertesia("POST", "\(path)/models/enabled", ["model_id": "none"]).status == 404
    )
    for _ in 1...2 {
      let disabled = cloud.vertesia("DELETE", "\(path)/models/enabled/\(Percent.encode(id))")
      #expect(disabled.json?["enabled_models"] == [])
    }
    _ = cloud.iam(
      "DeleteOpenIDConnectProvider",
      ["OpenIDConnectProviderArn": Cloud.provider]
    )
    let failed = cloud.vertesia("GET", "\(path)/models")
    #expect(failed.status == 500)
    #expect(failed.json?["message"] == "Foundation models not found")
  }

  @Test(arguments: [
    ("bedrock:ListFoundationModels", true, true, true),
    ("bedrock:ListInferenceProfiles", false, true, false),
    ("bedrock:ListCustomModels", false, false, true),
  ])
  func missingActionsShortenOrFail(
    denied: String,
    fails: Bool,
    hasCustom: Bool,
    hasProfiles: Bool
  ) {
    var cloud = Cloud()
    let deny = #"""
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"*"},
      {"Effect":"Deny","Action":"\#(denied)","Resource":"*"}]}
      """#
    let (environment, _) = cloud.setUp(permissions: deny)
    let reply = cloud.vertesia("GET", "/environments/\(environment)/models")
    #expect((reply.status == 500) == fails)
    guard let models = reply.json?.items else { return }
    #expect(models.contains { $0["is_custom"] == true } == hasCustom)
    let profiles = models.filter { $0["id"]?.text?.contains(":inference-profile/") ?? false }
    #expect(profiles.isEmpty != hasProfiles)
  }
}
