import Crypto

@testable import Sandbox

/// A world with a hand on its clock, and signed calls into it.
struct Cloud {
  var world: World
  var now = Moment(year: 2026, 11, 23, 10)
  var keyID = FakeKeys.accessKeyID
  var secret = FakeKeys.secretAccessKey
  var token: String?
  var region: String

  static let account = FakeKeys.awsAccount
  static let provider = "arn:aws:iam::\(account):oidc-provider/sts.becomposable.com"
  static let organization = Acme.organization.id
  static let project = Acme.organization.projects[0].id

  init(_ scenario: Scenario = .instant) {
    world = World.make(scenario, at: now, random: SeededRandom(seed: 42))
    region = scenario.region
  }

  mutating func pass(seconds: Int) {
    now = now.advanced(seconds: seconds)
  }

  mutating func iam(_ action: String, _ parameters: KeyValuePairs<String, String> = [:]) -> Reply {
    query("iam", action, parameters)
  }

  mutating func sts(_ action: String, _ parameters: KeyValuePairs<String, String> = [:]) -> Reply {
    query("sts", action, parameters)
  }

  mutating func query(
    _ service: String,
    _ action: String,
    _ parameters: KeyValuePairs<String, String>,
    signed: Bool = true
  ) -> Reply {
    let pairs =
      [("Action", action), ("Version", "2010-05-08")] + parameters.map { ($0.key, $0.value) }
    let body = pairs.map { "\(Percent.encode($0.0))=\(Percent.encode($0.1))" }.joined(
      separator: "&"
    )
    let request = Request(
      method: "POST",
      target: "/",
      headers: ["host": "127.0.0.1:8111"],
      body: Array(body.utf8)
    )
    return world.respond(to: signed ? sign(request, for: service) : request, at: now)
  }

  mutating func bedrock(_ method: String, _ target: String, _ body: JSON? = nil) -> Reply {
    let request = Request(
      method: method,
      target: target,
      headers: ["host": "127.0.0.1:8111"],
      body: body?.bytes ?? []
    )
    return world.respond(to: sign(request, for: "bedrock"), at: now)
  }

  func sign(_ request: Request, for service: String) -> Request {
    var request = request
    request.headers["x-amz-date"] = now.basic
    if let token { request.headers["x-amz-security-token"] = token }
    let names = request.headers.keys.sorted()
    let scope = SignedScope(
      keyID: keyID,
      day: String(now.basic.prefix(8)),
      region: region,
      service: service,
      signedHeaders: names,
      signature: ""
    )
    let payload = Hex.encode(SHA256.hash(data: request.body))
    let canonical =
      (try? Signature.canonicalRequest(request, scope, payload: payload)) ?? "unsignable"
    let signature = Signature.sign(canonical, scope, stamp: now.basic, secret: secret)
    request.headers["authorization"] =
      "AWS4-HMAC-SHA256 Credential=\(keyID)/\(scope.day)/\(region)/\(service)/aws4_request, "
      + "SignedHeaders=\(names.joined(separator: ";")), Signature=\(signature)"
    return request
  }

  mutating func vertesia(
    _ method: String,
    _ path: String,
    _ body: JSON? = nil,
    key: String = FakeKeys.vertesiaKey
  ) -> Reply {
    let login = http("POST", "/token/issue", nil, bearer: key)
    return http(method, "/api/v1\(path)", body, bearer: login.json?["token"]?.text ?? "none")
  }

  mutating func http(
    _ method: String,
    _ target: String,
    _ body: JSON? = nil,
    bearer: String? = nil,
    headers: [String: String] = [:]
  ) -> Reply {
    var all = ["host": "127.0.0.1:8111"].merging(headers) { $1 }
    if let bearer { all["authorization"] = "Bearer \(bearer)" }
    return world.respond(
      to: Request(method: method, target: target, headers: all, body: body?.bytes ?? []),
      at: now
    )
  }

  /// A trust policy that is right for one environment.
  static func trust(_ environment: String, issuer: String = "sts.becomposable.com") -> String {
    #"""
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":
    "arn:aws:iam::\#(account):oidc-provider/\#(issuer)"},
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{
    "\#(issuer):aud":"bedrock","\#(issuer):sub":"env:\#(organization):\#(environment)"}}}]}
    """#
  }

  static let listing = #"""
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:List*","Resource":"*"}]}
    """#

  /// Provider, environment, role, policy and key, as a set-up leaves them. Returns the ids.
  mutating func setUp(
    trust: ((String) -> String)? = nil,
    permissions: String = Cloud.listing
  ) -> (environment: String, role: String) {
    _ = iam(
      "CreateOpenIDConnectProvider",
      ["Url": "https://sts.becomposable.com", "ClientIDList.member.1": "bedrock"]
    )
    let created = vertesia(
      "POST",
      "/environments",
      [
        "name": "E", "provider": "bedrock", "endpoint_url": .string(region),
        "allowed_projects": [.string(Self.project)],
      ]
    )
    let environment = created.json?["id"]?.text ?? ""
    let trust = trust ?? { Self.trust($0) }
    _ = iam(
      "CreateRole",
      ["RoleName": "Vertesia", "AssumeRolePolicyDocument": trust(environment)]
    )
    _ = iam(
      "PutRolePolicy",
      ["RoleName": "Vertesia", "PolicyName": "vertesia-bedrock", "PolicyDocument": permissions]
    )
    let role = "arn:aws:iam::\(Self.account):role/Vertesia"
    _ = vertesia("PUT", "/environments/\(environment)", ["apiKey": .string(role)])
    return (environment, role)
  }
}

extension Reply {
  /// The error code of an AWS answer, of either protocol.
  var code: String? { headers["x-amzn-errortype"] ?? element("Code") }

  /// The text of the first element of this name.
  func element(_ name: String) -> String? {
    guard let opening = text.firstRange(of: "<\(name)>"),
      let closing = text[opening.upperBound...].firstRange(of: "</\(name)>")
    else { return nil }
    return String(text[opening.upperBound..<closing.lowerBound])
  }

  var message: String? { element("Message") ?? json?["message"]?.text }
}
