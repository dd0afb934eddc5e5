import Testing

@testable import Sandbox

struct WebIdentityTests {
  /// A token with these claims changed; `nil` takes a claim away.
  private static func token(
    _ cloud: Cloud,
    _ environment: String,
    _ changes: [String: JSON?] = [:]
  ) -> String {
    var claims: [String: JSON] = [
      "iss": "https://sts.becomposable.com", "aud": "bedrock",
      "sub": .string("env:\(Cloud.organization):\(environment)"),
      "iat": .integer(cloud.now.epochSeconds), "exp": .integer(cloud.now.epochSeconds + 60),
    ]
    for (name, value) in changes { claims[name] = value }
    return cloud.world.vertesia.signer.sign(.object(claims))
  }

  private static func assume(_ cloud: inout Cloud, _ role: String, _ token: String) -> Reply {
    cloud.query(
      "sts",
      "AssumeRoleWithWebIdentity",
      ["RoleArn": role, "RoleSessionName": "test", "WebIdentityToken": token],
      signed: false
    )
  }

  @Test func opensASessionHeldToTheRole() throws {
    var cloud = Cloud()
    let (environment, role) = cloud.setUp()
    let reply = Self.assume(&cloud, role, Self.token(cloud, environment))
    #expect(reply.element("Audience") == "bedrock")
    #expect(reply.element("Provider") == Cloud.provider)
    cloud.keyID = try #require(reply.element("AccessKeyId"))
    cloud.secret = try #require(reply.element("SecretAccessKey"))
    cloud.token = reply.element("SessionToken")
    let arn = "arn:aws:sts::\(Cloud.account):assumed-role/Vertesia/test"
    #expect(cloud.sts("GetCallerIdentity").element("Arn") == arn)
    #expect(cloud.bedrock("GET", "/foundation-models").status == 200)
    let denied = cloud.bedrock("GET", "/foundation-models/amazon.nova-pro-v1%3A0")
    #expect(denied.code == "AccessDeniedException")
    #expect(
      denied.message
        == "User: \(arn) is not authorized to perform: bedrock:GetFoundationModel on resource: "
        + "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0 because no "
        + "identity-based policy allows the bedrock:GetFoundationModel action"
    )
    cloud.pass(seconds: 3600)
    #expect(cloud.bedrock("GET", "/foundation-models").code == "ExpiredTokenException")
  }

  @Test(
    arguments: [
      (
        ["iss": JSON.string("https://sts.vertesia.io")], "InvalidIdentityToken",
        "No OpenIDConnect provider found in your account for https://sts.vertesia.io"
      ),
      (["aud": "blobs"], "InvalidIdentityToken", "Incorrect token audience"),
      (["azp": "someone"], "InvalidIdentityToken", "Incorrect token audience"),
      (["sub": nil], "InvalidIdentityToken", "Missing a required claim: sub"),
      (
        ["exp": 1_000], "ExpiredTokenException",
        "Token expired: current date/time 1795428000 must be before the expiration date/time 1000"
      ),
      (
        ["sub": "env:other:other"], "AccessDenied",
        "Not authorized to perform sts:AssumeRoleWithWebIdentity"
      ),
    ] as [([String: JSON?], String, String)]
  )
  func refusesTokens(changes: [String: JSON?], code: String, message: String) {
    var cloud = Cloud()
    let (environment, role) = cloud.setUp()
    let reply = Self.assume(&cloud, role, Self.token(cloud, environment, changes))
    #expect(reply.code == code)
    #expect(reply.message == message)
  }

  @Test func refusesForgedTokens() {
    var cloud = Cloud()
    let (environment, role) = cloud.setUp()
    let token = Self.token(cloud, environment)
    let forged = token.dropLast(4) + (token.hasSuffix("AAAA") ? "BBBB" : "AAAA")
    #expect(Self.assume(&cloud, role, String(forged)).code == "InvalidIdentityToken")
    #expect(Self.assume(&cloud, role, "abcd").code == "InvalidIdentityToken")
    var random = SeededRandom(seed: 7)
    let stranger = TokenSigner(using: &random).sign(["iss": "https://sts.becomposable.com"])
    #expect(Self.assume(&cloud, role, stranger).code == "InvalidIdentityToken")
  }

  @Test(arguments: [
    "StringLike", "ForAnyValue:StringEquals", "StringEqualsIgnoreCase", "StringEqualsIfExists",
  ])
  func understandsOtherOperators(name: String) {
    var cloud = Cloud()
    let (environment, role) = cloud.setUp(trust: {
      Cloud.trust($0).replacing("StringEquals", with: name)
    })
    #expect(Self.assume(&cloud, role, Self.token(cloud, environment)).status == 200)
  }

  /// The most frequent mistakes in a trust policy; STS says the same to all of them.
  @Test(arguments: [
    ("sts:AssumeRoleWithWebIdentity", "sts:AssumeRole"),
    ("sts.becomposable.com:sub", "sts.vertesia.io:sub"),
    ("\"Federated\"", "\"AWS\""), ("env:", "ENV:"), ("\"bedrock\"", "\"blobs\""),
  ])
  func refusesWrongTrust(right: String, wrong: String) {
    var cloud = Cloud()
    let (environment, role) = cloud.setUp(trust: {
      Cloud.trust($0).replacing(right, with: wrong)
    })
    let reply = Self.assume(&cloud, role, Self.token(cloud, environment))
    #expect(reply.status == 403)
    #expect(reply.message == "Not authorized to perform sts:AssumeRoleWithWebIdentity")
  }

  /// A trust that ends, one that has not begun, one that is over and one that has long begun.
  @Test(arguments: [
    ("DateLessThan", "2026-11-23T10:00:30Z", true, false),
    ("DateGreaterThan", "2026-11-23T10:00:30Z", false, true),
    ("DateLessThanEquals", "2026-11-22", false, false),
    ("DateGreaterThan", "2026-11-22", true, true),
  ])
  func trustsForATime(test: String, date: String, isOpen: Bool, isOpenLater: Bool) {
    let condition = #""\#(test)":{"aws:CurrentTime":"\#(date)"}"#
    var cloud = Cloud()
    let (environment, role) = cloud.setUp(trust: {
      Cloud.trust($0).replacing("\"Condition\":{", with: "\"Condition\":{\(condition),")
    })
    let token = Self.token(cloud, environment)
    #expect((Self.assume(&cloud, role, token).status == 200) == isOpen)
    cloud.pass(seconds: 60)
    #expect((Self.assume(&cloud, role, token).status == 200) == isOpenLater)
  }

  @Test func aDenyMayBeginAtADate() {
    let deny = #"""
      {"Effect":"Deny","Principal":"*","Action":"sts:AssumeRoleWithWebIdentity",
      "Condition":{"DateGreaterThanEquals":{"aws:CurrentTime":"2026-11-23T10:01:00Z"}}},
      """#
    var cloud = Cloud()
    let (environment, role) = cloud.setUp(trust: {
      Cloud.trust($0).replacing("\"Statement\":[", with: "\"Statement\":[\(deny)")
    })
    let token = Self.token(cloud, environment)
    #expect(Self.assume(&cloud, role, token).status == 200)
    cloud.pass(seconds: 60)
    #expect(Self.assume(&cloud, role, token).code == "AccessDenied")
  }

  /// Everybody is also whoever comes through the provider, in an Allow and in a Deny.
  @Test func everybodyIncludesWebIdentities() {
    let action = #""Principal":"*","Action":"sts:AssumeRoleWithWebIdentity""#
    var cloud = Cloud()
    let (environment, role) = cloud.setUp(trust: { _ in
      #"{"Statement":{"Effect":"Allow",\#(action)}}"#
    })
    #expect(Self.assume(&cloud, role, Self.token(cloud, environment)).status == 200)
    var strict = Cloud()
    let (refused, closed) = strict.setUp(trust: {
      Cloud.trust($0)
        .replacing("\"Statement\":[", with: #""Statement":[{"Effect":"Deny",\#(action)},"#)
    })
    #expect(Self.assume(&strict, closed, Self.token(strict, refused)).code == "AccessDenied")
  }

  @Test func seesWritesOnlyOnceTheySpread() {
    var cloud = Cloud(.happy)
    let (environment, role) = cloud.setUp()
    cloud.pass(seconds: 5)
    #expect(Self.assume(&cloud, role, Self.token(cloud, environment)).status != 200)
    cloud.pass(seconds: 1)
    #expect(Self.assume(&cloud, role, Self.token(cloud, environment)).status == 200)
    _ = cloud.iam(
      "UpdateAssumeRolePolicy",
      ["RoleName": "Vertesia", "PolicyDocument": Cloud.trust("elsewhere")]
    )
    #expect(Self.assume(&cloud, role, Self.token(cloud, environment)).status == 200)
    cloud.pass(seconds: 6)
    #expect(Self.assume(&cloud, role, Self.token(cloud, environment)).status == 403)
  }

  @Test func assumesRolesThatTrustTheAccount() {
    var cloud = Cloud()
    let admin = "arn:aws:iam::\(Cloud.account):role/acme-administration"
    let reply = cloud.sts("AssumeRole", ["RoleArn": admin, "RoleSessionName": "me"])
    #expect(reply.status == 200)
    let ci = "arn:aws:iam::\(Cloud.account):role/acme-ci-deploy"
    #expect(
      cloud.sts("AssumeRole", ["RoleArn": ci, "RoleSessionName": "me"]).code == "AccessDenied"
    )
    var reader = Cloud(.noIAMRights)
    #expect(
      reader.sts("AssumeRole", ["RoleArn": admin, "RoleSessionName": "me"]).code == "AccessDenied"
    )
  }
}
