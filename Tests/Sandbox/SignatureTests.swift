import Testing

@testable import Sandbox

/// Signatures made by botocore 1.43 at 2026-05-01T10:00:00Z.
struct SignatureTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var method = "GET"
    var target: String
    var service = "bedrock"
    var body = ""
    var type: String?
    var token: String?
    var signature: String

    var testDescription: String { "\(method) \(target)" }

    var request: Request {
      var headers = ["host": "127.0.0.1:8111", "x-amz-date": "20260501T100000Z"]
      headers["content-type"] = type
      headers["x-amz-security-token"] = token
      let scope = "\(FakeKeys.accessKeyID)/20260501/us-east-1/\(service)/aws4_request"
      headers["authorization"] =
        "AWS4-HMAC-SHA256 Credential=\(scope), "
        + "SignedHeaders=\(headers.keys.sorted().joined(separator: ";")), Signature=\(signature)"
      return Request(method: method, target: target, headers: headers, body: Array(body.utf8))
    }
  }

  static let vectors = [
    Vector(
      method: "POST",
      target: "/",
      service: "sts",
      body: "Action=GetCallerIdentity&Version=2011-06-15",
      type: "application/x-www-form-urlencoded; charset=utf-8",
      signature: "cecf9080dddaf888d178614a9c2af75723ee2901a4ffa8b12f376b756fc22d26"
    ),
    Vector(
      target: "/foundation-model-availability/anthropic.claude-3-haiku-20240307-v1%3A0",
      signature: "95295630825292d109647f0c931d4f77e29400ca1afa727ad97de942fc5bcea4"
    ),
    Vector(
      target: "/inference-profiles/arn%3Aaws%3Abedrock%3Aus-east-1%3A432112349876"
        + "%3Ainference-profile%2Fus.amazon.nova-pro-v1%3A0",
      signature: "15a3aef2cfee1e20581384fc79df078abef360502e8cd29434b20099666f425c"
    ),
    Vector(
      target: "/inference-profiles?type=SYSTEM_DEFINED&maxResults=5",
      signature: "117768e6b996a97c7598759693ba700080ab892d1b2c92da3de4a3a4ccd30fd3"
    ),
    Vector(
      target: "/custom-models?nameContains=a%20b%2Fc",
      token: "token/with+signs==",
      signature: "502deeb6fea52b294c315940a1dda200a690b1fe64f749588d7bc82fc31651f3"
    ),
  ]

  static let signedAt = Moment(year: 2026, 5, 1, 10)

  @Test(arguments: vectors)
  func acceptsBotocore(vector: Vector) throws {
    let scope = try #require(try SignedScope.read(vector.request))
    try Signature.verify(
      vector.request,
      scope,
      secret: FakeKeys.secretAccessKey,
      at: Self.signedAt
    )
  }

  @Test(arguments: vectors)
  func refusesAnyChange(vector: Vector) throws {
    let scope = try #require(try SignedScope.read(vector.request))
    let changes: [(inout Request) -> Void] = [
      { $0.method = "PUT" }, { $0.target += "x" }, { $0.body.append(0x20) },
      { $0.headers["host"] = "127.0.0.1:8112" },
    ]
    for change in changes {
      var request = vector.request
      change(&request)
      #expect(throws: AWSFault.wrongSignature) {
        try Signature.verify(request, scope, secret: FakeKeys.secretAccessKey, at: Self.signedAt)
      }
    }
    #expect(throws: AWSFault.wrongSignature) {
      try Signature.verify(vector.request, scope, secret: "other", at: Self.signedAt)
    }
  }

  @Test func tellsHowFarTheClockIsOff() {
    var cloud = Cloud()
    let request = cloud.sign(
      Request(
        method: "POST",
        target: "/",
        headers: ["host": "h"],
        body: Array("Action=GetCallerIdentity".utf8)
      ),
      for: "sts"
    )
    #expect(cloud.world.respond(to: request, at: cloud.now.advanced(seconds: 300)).status == 200)
    let late = cloud.world.respond(to: request, at: cloud.now.advanced(seconds: 301))
    #expect(late.code == "SignatureDoesNotMatch")
    #expect(
      late.message
        == "Signature expired: 20261123T100000Z is now earlier than 20261123T100001Z "
        + "(20261123T100501Z - 5 min.)"
    )
    let early = cloud.world.respond(to: request, at: cloud.now.advanced(seconds: -301))
    #expect(
      early.message?.hasPrefix("Signature not yet current: 20261123T100000Z is still") == true
    )
  }

  @Test func namesWrongKeys() {
    var cloud = Cloud()
    cloud.keyID = "AKIANOBODY"
    #expect(cloud.sts("GetCallerIdentity").code == "InvalidClientTokenId")
    #expect(cloud.bedrock("GET", "/custom-models").code == "UnrecognizedClientException")
    cloud = Cloud()
    cloud.token = "none-of-ours"
    #expect(cloud.sts("GetCallerIdentity").code == "InvalidClientTokenId")
    #expect(cloud.query("sts", "GetCallerIdentity", [:], signed: false).status == 403)
    cloud = Cloud()
    cloud.region = "us-gov-west-1"
    #expect(cloud.iam("ListRoles").code == "InvalidClientTokenId")
    cloud.region = "eu-west-3"
    #expect(cloud.iam("ListRoles").status == 200)
  }

  @Test func tellsAnEndedSession() {
    var cloud = Cloud(.expiredSession)
    cloud.keyID = FakeKeys.endedAccessKeyID
    cloud.secret = FakeKeys.endedSecretAccessKey
    cloud.token = FakeKeys.endedSessionToken
    #expect(cloud.sts("GetCallerIdentity").code == "ExpiredToken")
    #expect(cloud.bedrock("GET", "/foundation-models").code == "ExpiredTokenException")
  }
}
