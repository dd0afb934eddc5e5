import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct VertesiaClientTests {
  static let org = "64f0c1a2b3c4d5e6f7a8b9c0"
  static let environment =
    #"{"id":"68c4","name":"AWS Bedrock eu-west-1","provider":"bedrock","endpoint_url":"eu-west-1","#
    + #""apiKey":"arn:...Role","apikey_hint":"arn:...Role","enabled_models":[],"account":"64f0","#
    + #""allowed_projects":["65aa"],"created_by":"user:1","updated_by":"user:1","#
    + #""created_at":"2026-08-22T09:48:00.500Z","updated_at":"2026-08-22T10:00:05.000Z","new":{}}"#

  /// A client whose token exchange is answered apart from `transport`'s answers.
  static func client(
    _ answers: CannedTransport,
    desk: Desk = Desk(),
    token: String = TokenText.good(for: 3600)
  ) throws -> VertesiaClient {
    let sts = VertesiaSTS(
      site: .standard,
      transport: answers,
      surroundings: desk.surroundings,
      calls: desk.sink
    )
    let tokens = TokenSource(
      credential: try VertesiaCredential(token, source: .typed),
      sts: sts
    )
    return VertesiaClient(
      tokens: tokens,
      transport: answers,
      surroundings: desk.surroundings,
      calls: desk.sink
    )
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let request: String
    var body = ""
    var answer = VertesiaClientTests.environment
    var limits = Limits.standard
    var operation: String
    let call: @Sendable (VertesiaClient) async throws -> Void
    var testDescription: String { request }
  }

  static let model = "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v9:0"

  static let rows = [
    Row(
      request: "GET /api/v1/account",
      answer: #"{"id":"64f0","name":"Acme","billing":{}}"#,
      operation: "GET /account"
    ) {
      let account = try await $0.account()
      #expect(account == VertesiaAccount(id: "64f0", name: "Acme"))
    },
    Row(
      request: "GET /api/v1/account/projects",
      answer:
        #"{"data":[{"id":"1","name":"A","account":"64f0"},{"id":"2","name":"B","restricted":true}]}"#,
      operation: "GET /account/projects"
    ) {
      let projects = try await $0.projects()
      #expect(projects.map(\.isRestricted) == [false, true])
    },
    Row(
      request: "GET /api/v1/environments?all=true",
      answer: #"[{"id":"1","name":"x","provider":"virtual_lb","default_model":null}]"#,
      operation: "GET /environments"
    ) {
      let all = try await $0.environments()
      #expect(all == [VertesiaEnvironment(id: "1", name: "x", provider: "virtual_lb")])
    },
    Row(request: "GET /api/v1/environments/68c4", operation: "GET /environments/{id}") {
      let environment = try await $0.environment("68c4")
      #expect(environment.endpointURL == "eu-west-1")
      #expect(environment.keyHint == "arn:...Role")
      #expect(environment.createdAt == Desk.start.addingTimeInterval(-719.5))
      #expect(environment.allowedProjects == ["65aa"])
    },
    Row(request: "GET /api/v1/environments/a%2F%3Fb%20", operation: "GET /environments/{id}") {
      _ = try await $0.environment("a/?b ")
    },
    Row(
      request: "POST /api/v1/environments",
      body:
        #"{"allowed_projects":["65aa"],"endpoint_url":"eu-west-1","name":"AWS","provider":"bedrock"}"#,
      operation: "POST /environments"
    ) {
      _ = try await $0.createEnvironment(
        EnvironmentDraft(name: "AWS", region: "eu-west-1", allowedProjects: ["65aa"])
      )
    },
    Row(
      request: "POST /api/v1/environments",
      body:
        #"{"allowed_projects":["1","2"],"description":"By us vertesia-bedrock:k3vq7m2d","#
        + #""endpoint_url":"us-east-1","name":"A/\"B\"","provider":"bedrock"}"#,
      operation: "POST /environments"
    ) {
      _ = try await $0.createEnvironment(
        EnvironmentDraft(
          name: #"A/"B""#,
          description: "By us vertesia-bedrock:k3vq7m2d",
          region: "us-east-1",
          allowedProjects: ["1", "2"]
        )
      )
    },
    Row(
      request: "PUT /api/v1/environments/68c4",
      body: #"{"apiKey":"arn:aws:iam::123456789012:role/Vertesia"}"#,
      operation: "PUT /environments/{id}"
    ) {
      _ = try await $0.updateEnvironment(
        "68c4",
        EnvironmentUpdate(key: "arn:aws:iam::123456789012:role/Vertesia")
      )
    },
    Row(
      request: "PUT /api/v1/environments/68c4",
      body: #"{"allowed_projects":["1"],"default_model":"m","description":"d","#
        + #""endpoint_url":"us-east-1","name":"n"}"#,
      operation: "PUT /environments/{id}"
    ) {
      _ = try await $0.updateEnvironment(
        "68c4",
        EnvironmentUpdate(
          name: "n",
          description: "d",
          region: "us-east-1",
          defaultModel: "m",
          allowedProjects: ["1"]
        )
      )
    },
    Row(
      request: "PUT /api/v1/environments/68c4",
      body: "{}",
      operation: "PUT /environments/{id}"
    ) { _ = try await $0.updateEnvironment("68c4", EnvironmentUpdate()) },
    Row(
      request: "DELETE /api/v1/environments/68c4",
      answer: #"{"id":"68c4"}"#,
      operation: "DELETE /environments/{id}"
    ) { try await $0.deleteEnvironment("68c4") },
    Row(
      request: "GET /api/v1/environments/68c4/models",
      answer: #"[{"id":"\#(model)","name":"Claude","provider":"bedrock","owner":"Anthropic","#
        + #""can_stream":true,"input_modalities":["text"]}]"#,
      limits: .modelListing,
      operation: "GET /environments/{id}/models"
    ) {
      let models = try await $0.models(ofEnvironment: "68c4")
      #expect(models.map(\.id) == [model])
      #expect(models.first?.canStream == true)
    },
    Row(
      request: "POST /api/v1/environments/68c4/models/enabled",
      body: #"{"model_id":"\#(model)"}"#,
      limits: .modelListing,
      operation: "POST /environments/{id}/models/enabled"
    ) { _ = try await $0.enableModel(model, inEnvironment: "68c4") },
    Row(
      request: "DELETE /api/v1/environments/68c4/models/enabled/"
        + "arn%3Aaws%3Abedrock%3Aeu-west-1%3A%3Afoundation-model%2Fanthropic.claude-v9%3A0",
      operation: "DELETE /environments/{id}/models/enabled/{model}"
    ) { _ = try await $0.disableModel(model, inEnvironment: "68c4") },
  ]

  @Test(arguments: rows)
  func routesAreSentAsDocumented(_ row: Row) async throws {
    let desk = Desk()
    let transport = CannedTransport([.json(row.answer, headers: ["x-request-id": "r-1"])])
    try await row.call(try Self.client(transport, desk: desk))
    let request = try #require(transport.sent.first)
    #expect(transport.sent.count == 1)
    #expect("\(request.method.rawValue) \(request.target)" == row.request)
    #expect(request.origin == Origin(host: "api.vertesia.io"))
    #expect(String(decoding: request.body, as: UTF8.self) == row.body)
    #expect(request.limits == row.limits)
    #expect(request.headers["authorization"] == "Bearer \(TokenText.good(for: 3600))")
    #expect(request.headers["accept"] == "application/json")
    #expect(request.headers["x-api-version"] == "20260803")
    #expect(request.headers["content-type"] == (row.body.isEmpty ? nil : "application/json"))
    #expect(desk.calls.map(\.operation) == [row.operation])
    #expect(desk.calls.first?.service == "vertesia")
    #expect(desk.calls.first?.requestID == "r-1")
  }

  /// Somebody else's key may be a secret, and a service that does not mask it is no reason to show it.
  @Test(arguments: [
    ("arn:...Role", "arn:...Role"), ("arn:****Role", "arn:...Role"), ("arn:…Role", "arn:...Role"),
    ("arn:aws:iam::1:role/MyRole", "arn:aws:iam::1:role/MyRole"), ("AKIA...WXYZ", "AKIA...WXYZ"),
    ("canary-7f3a", "(not shown)"), ("7", "(not shown)"), ("canary-and-7f3a-secret", "cana...cret"),
    ("canary-and-7f3a...and-7f3a-secret", "cana...cret"), ("canary-7f3a*7f3a-x", "cana...3a-x"),
  ])
  func aKeyIsMaskedWhateverTheServiceDoes(_ key: String, _ shown: String) throws {
    for name in ["apiKey", "apikey_hint"] {
      let body = Self.environment.replacing(
        #""apiKey":"arn:...Role","apikey_hint":"arn:...Role""#,
        with: #""\#(name)":"\#(key)""#
      )
      let read = JSONAnswer.value(VertesiaEnvironment.self, from: Array(body.utf8))
      #expect(try #require(read).keyHint == shown)
    }
  }

  @Test func nothingUnfitLeavesThisMachine() async throws {
    let transport = CannedTransport([.json("{}")])
    let client = try Self.client(transport)
    let calls: [@Sendable () async throws -> Void] = [
      { _ = try await client.environment("") },
      { _ = try await client.environment("..") },
      { try await client.deleteEnvironment(".") },
      { _ = try await client.disableModel("..", inEnvironment: "68c4") },
      {
        _ = try await client.createEnvironment(
          EnvironmentDraft(name: "a", region: "eu-west-1", allowedProjects: [])
        )
      },
      { _ = try await client.updateEnvironment("1", EnvironmentUpdate(allowedProjects: [])) },
      { _ = try await client.updateEnvironment("1", EnvironmentUpdate(key: "arn:...Role")) },
      { _ = try await client.updateEnvironment("1", EnvironmentUpdate(key: "AKIA****")) },
    ]
    for call in calls {
      let error = await #expect(throws: VertesiaError.self) { try await call() }
      #expect(error?.isDefiniteNo == true)
    }
    #expect(transport.sent.isEmpty)
  }

  @Test(arguments: [
    #"{"id":7,"name":"a","provider":"bedrock"}"#, #"{"name":"a","provider":"bedrock"}"#,
    #"{"id":"1","name":null,"provider":"bedrock"}"#, #"[]"#, "", "null", "<html>welcome</html>",
    #"{"id":"1","name":"a","provider":"bedrock","allowed_projects":"65aa"}"#,
    #"{"id":"1","name":"a","provider":"bedrock","enabled_models":[{"id":1}]}"#,
  ])
  func aSuccessThatCannotBeReadIsAnUnknownOutcome(body: String) async throws {
    let client = try Self.client(CannedTransport([.json(body)]))
    let draft = EnvironmentDraft(name: "a", region: "eu-west-1", allowedProjects: ["1"])
    do throws(VertesiaError) {
      _ = try await client.createEnvironment(draft)
      Issue.record("it was read")
    } catch {
      guard case .unreadable(let operation, 200, _) = error else {
        Issue.record("unexpected \(error)")
        return
      }
      #expect(operation == "POST /environments")
      #expect(!error.isDefiniteNo)
    }
  }

  @Test func aRefusedTokenIsRenewedOnce() async throws {
    let desk = Desk()
    let expired = HTTPResponse.json(#"{"error":"Unauthorized","status":401}"#, status: 401)
    let transport = CannedTransport { request, number in
      if request.path == "/token/issue" {
        return TokenSourceTests.issued(TokenText.good(for: 3600, tag: "\(number)"))
      }
      return request.headers["authorization"] == "Bearer \(TokenText.good(for: 3600, tag: "0"))"
        ? expired : .json(Self.environment)
    }
    let client = try Self.client(transport, desk: desk, token: "sk-canary-7f3a")
    _ = try await client.updateEnvironment("68c4", EnvironmentUpdate(name: "n"))
    #expect(
      desk.calls.map(\.operation) == [
        "POST /token/issue", "PUT /environments/{id}", "POST /token/issue",
        "PUT /environments/{id}",
      ]
    )

    #expect(!everythingShown(by: client).contains("7f3a"))
    #expect(!everythingShown(by: client.tokens).contains("7f3a"))
    #expect(!everythingShown(by: try await client.tokens.token()).contains("7f3a"))

    let never = CannedTransport([expired])
    let own = try Self.client(never)
    await #expect(throws: VertesiaError.self) { try await own.account() }
    #expect(never.sent.count == 1)
  }
}
