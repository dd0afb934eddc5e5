import Testing

@testable import Clients

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct TokenSourceTests {
  static let key = "sk-canary-7f3a"
  static let org = "64f0c1a2b3c4d5e6f7a8b9c0"

  static func issued(_ token: String, lifetime: String = "") -> HTTPResponse {
    .json(#"{"token":"\#(token)","token_type":"Bearer"\#(lifetime)}"#)
  }

  func source(
    _ transport: CannedTransport,
    _ desk: Desk,
    of text: String = key,
    from: VertesiaCredential.Source = .typed,
    again: TokenSource.Again? = nil
  ) throws -> TokenSource {
    let sts = VertesiaSTS(
      site: .standard,
      transport: transport,
      surroundings: desk.surroundings,
      calls: desk.sink
    )
    return TokenSource(
      credential: try VertesiaCredential(text, source: from),
      sts: sts,
      again: again
    )
  }

  @Test func aKeyIsExchangedOnceAndRenewedAMinuteBeforeItsEnd() async throws {
    let desk = Desk()
    let transport = CannedTransport([
      Self.issued(TokenText.good(for: 3600)), Self.issued(TokenText.good(for: 7200)),
    ])
    let tokens = try source(transport, desk)
    let first = try await tokens.token()
    desk.advance(3539)
    #expect(try await tokens.token() == first)
    desk.advance(1)
    #expect(try await tokens.token() != first)
    #expect(transport.sent.count == 2)
    let request = try #require(transport.sent.first)
    #expect(request.method == .post)
    #expect(request.origin == Origin(host: "sts.vertesia.io"))
    #expect(request.target == "/token/issue")
    #expect(request.headers["authorization"] == "Bearer \(Self.key)")
    #expect(request.headers["x-api-version"] == "20260803")
    #expect(request.body.isEmpty)
    #expect(desk.calls.map(\.operation) == ["POST /token/issue", "POST /token/issue"])
    #expect(desk.calls.allSatisfy { $0.service == "vertesia-sts" && $0.status == 200 })
  }

  @Test(arguments: [(#","expires_in":600"#, 600.0), ("", 3600.0), (#","expires_in":-5"#, 3600.0)])
  func anOpaqueTokenEndsWithItsLifetime(lifetime: String, seconds: Double) async throws {
    let desk = Desk()
    let tokens = try source(CannedTransport([Self.issued("opaque", lifetime: lifetime)]), desk)
    #expect(try await tokens.token().expiration == Desk.start.addingTimeInterval(seconds))
  }

  @Test func manyCallersCauseOneRenewal() async throws {
    let desk = Desk()
    let transport = CannedTransport([Self.issued(TokenText.good(for: 3600))])
    let tokens = try source(transport, desk)
    try await withThrowingTaskGroup(of: VertesiaToken.self) { group in
      for _ in 0..<64 { group.addTask { try await tokens.token() } }
      for try await token in group { #expect(token.claims?.account?.id == Self.org) }
    }
    #expect(transport.sent.count == 1)
  }

  @Test func aFailureIsSharedAndTheNextCallTriesAgain() async throws {
    let desk = Desk()
    let transport = CannedTransport { _, number in
      number == 0
        ? .json(
          #"{"error":"Forbidden","message":"no","errorCode":"no_accessible_account"}"#,
          status: 403
        )
        : Self.issued(TokenText.good(for: 3600))
    }
    let tokens = try source(transport, desk)
    await #expect(throws: VertesiaError.self) { try await tokens.token() }
    #expect(try await tokens.token().claims != nil)
  }

  @Test func aCancelledRenewalIsTakenOverByAWaitingCaller() async throws {
    let flight = SingleFlight<Int, VertesiaError>()
    let gate = AsyncStream<Void>.makeStream()
    try await withThrowingTaskGroup(of: Int?.self) { group in
      group.addTask {
        try? await flight.run { () async throws(VertesiaError) -> Int in
          // Ends when the task is cancelled.
          for await _ in gate.stream {}
          throw .unreadable(operation: "", status: 0, detail: "cancelled")
        }
      }
      while await !flight.isBusy { await Task.yield() }
      async let second = flight.run { () async throws(VertesiaError) -> Int in 7 }
      group.cancelAll()
      let value = try await second
      #expect(value == 7)
    }
  }

  @Test(arguments: [
    (
      403, #"{"error":"F","message":"m","errorCode":"requested_scope_unavailable"}"#,
      TokenRefusal.Code.requestedScopeUnavailable
    ),
    (
      403, #"{"error":"F","message":"m","errorCode":"no_accessible_account"}"#, .noAccessibleAccount
    ),
    (
      403, #"{"error":"F","message":"m","errorCode":"restricted_environment"}"#,
      .restrictedEnvironment
    ),
    (
      403, #"{"error":"F","message":"m","errorCode":"token_issuance_forbidden"}"#,
      .tokenIssuanceForbidden
    ),
    (403, #"{"error":"F","message":"m","errorCode":"brand_new"}"#, .other),
    (403, #"{"error":"F","message":"m"}"#, .keyRefused),
    (
      401, #"{"error":"Unauthorized","status":401,"message":"Invalid key sk-canary-7f3a"}"#,
      .keyRefused
    ),
    (400, #"{"error":"Bad Request","status":400}"#, .other),
  ])
  func refusalsAreTyped(status: Int, body: String, code: TokenRefusal.Code) async throws {
    let tokens = try source(CannedTransport([.json(body, status: status)]), Desk())
    do throws(VertesiaError) {
      _ = try await tokens.token()
      Issue.record("a token came")
    } catch {
      guard case .token(let refusal) = error else {
        Issue.record("unexpected \(error)")
        return
      }
      #expect(refusal.code == code && refusal.status == status)
      #expect(!everythingShown(by: error).contains("7f3a"))
    }
  }

  @Test func signingThatIsAwayIsWaitedFor() async throws {
    let desk = Desk()
    let away = HTTPResponse.json(
      #"{"error":"Unavailable","message":"try later"}"#,
      status: 503,
      headers: ["retry-after": "7"]
    )
    let transport = CannedTransport([away, away, Self.issued(TokenText.good(for: 3600))])
    _ = try await source(transport, desk).token()
    #expect(desk.clock.sleeps == [.seconds(7), .seconds(7)])
    #expect(desk.calls.map(\.attempt) == [1, 2, 3])
  }

  @Test func fourAttemptsAreAllThereAre() async throws {
    let transport = CannedTransport { _, _ throws(TransportError) in
      throw TransportError(.connectionRefused, phase: .definiteNo, detail: "refused")
    }
    let tokens = try source(transport, Desk())
    await #expect(throws: VertesiaError.self) { try await tokens.token() }
    #expect(transport.sent.count == 4)
  }

  @Test(arguments: [
    #"{"token":"","token_type":"Bearer"}"#, #"{"token":"a b","token_type":"Bearer"}"#,
    #"{"token":"x","token_type":"MAC"}"#, #"{"token_type":"Bearer"}"#, #"{"token":7}"#, "[]", "",
    "<html>sign in to the wi-fi</html>",
  ])
  func anAnswerWithoutATokenIsUnreadable(body: String) async throws {
    let tokens = try source(CannedTransport([.json(body)]), Desk())
    let error = await #expect(throws: VertesiaError.self) { try await tokens.token() }
    guard case .unreadable = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
  }

  @Test func aTokenOfOnesOwnIsSentAsItIsUntilItIsOver() async throws {
    let desk = Desk()
    let transport = CannedTransport([])
    let tokens = try source(transport, desk, of: TokenText.good(for: 3600))
    let token = try await tokens.token()
    desk.advance(3600 + 299)
    #expect(try await tokens.token() == token)
    desk.advance(2)
    let error = await #expect(throws: VertesiaError.self) { try await tokens.token() }
    guard case .credential(let refusal) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(refusal.kind == .expired)
    #expect(transport.sent.isEmpty)
  }

  @Test func theCLIIsAskedAgain() async throws {
    let desk = Desk()
    let next = try VertesiaCredential(TokenText.good(for: 7200), source: .vertesiaCLI)
    let tokens = try source(
      CannedTransport([]),
      desk,
      of: TokenText.good(for: 3600),
      from: .vertesiaCLI,
      again: { () async throws(VertesiaError) in next }
    )
    let first = try await tokens.token()
    desk.advance(3550)
    #expect(try await tokens.token() != first)
  }

  @Test func anotherOrganizationIsNotSlippedIn() async throws {
    let desk = Desk()
    let other = try VertesiaCredential(
      TokenText.good(for: 7200, org: "64f0c1a2b3c4d5e6f7a8b9ff"),
      source: .vertesiaCLI
    )
    let tokens = try source(
      CannedTransport([]),
      desk,
      of: TokenText.good(for: 30),
      from: .vertesiaCLI,
      again: { () async throws(VertesiaError) in other }
    )
    let error = await #expect(throws: VertesiaError.self) { try await tokens.token() }
    guard case .credential(let refusal) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(refusal.kind == .changed)
  }

  @Test func aKeyOfAnotherOrganizationIsNotSlippedInEither() async throws {
    let desk = Desk()
    let key = try VertesiaCredential(Self.key, source: .vertesiaCLI)
    let transport = CannedTransport([
      Self.issued(TokenText.good(for: 3600, org: "64f0c1a2b3c4d5e6f7a8b9ff"))
    ])
    let tokens = try source(
      transport,
      desk,
      of: TokenText.good(for: 30),
      from: .vertesiaCLI,
      again: { () async throws(VertesiaError) in key }
    )
    let error = await #expect(throws: VertesiaError.self) { try await tokens.token() }
    guard case .credential(let refusal) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(refusal.kind == .changed)
  }

  @Test func aTokenGoesToItsOwnOriginOnly() async throws {
    let token = try await source(CannedTransport([]), Desk(), of: TokenText.good(for: 3600)).token()
    for host in ["api.eu1.vertesia.io", "sts.vertesia.io", "evil.example"] {
      var request = HTTPRequest(.get, Origin(host: host), path: "/")
      #expect(throws: VertesiaError.self) { try token.authorize(&request, operation: "GET /") }
      #expect(request.headers["authorization"] == nil)
    }
    var plain = HTTPRequest(.get, Origin(scheme: .http, host: "api.vertesia.io"), path: "/")
    #expect(throws: VertesiaError.self) { try token.authorize(&plain, operation: "GET /") }
  }

  @Test func discoveryNamesTheIssuer() async throws {
    let desk = Desk()
    let transport = CannedTransport { request, _ in
      request.path.hasSuffix("openid-configuration")
        ? .json(#"{"error":"Not Found","status":404}"#, status: 404)
        : .json(#"{"issuer":"https://STS.vertesia.io/","jwks_uri":"x"}"#)
    }
    let sts = VertesiaSTS(
      site: .standard,
      transport: transport,
      surroundings: desk.surroundings,
      calls: desk.sink
    )
    #expect(try await sts.discoveredIssuer() == "https://sts.vertesia.io")
    #expect(transport.sent.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test(arguments: [
    ("https://sts.vertesia.io//", String?.some("https://sts.vertesia.io")),
    ("https://a.example/Tenant/", "https://a.example/Tenant"), ("http://a.example", nil),
    ("http://127.0.0.1:9", "http://127.0.0.1:9"), ("sts.vertesia.io", nil), ("", nil),
    ("https://a.example/?x", nil),
  ])
  func issuersAreNormalized(text: String, issuer: String?) {
    #expect(VertesiaSTS.normalizedIssuer(text) == issuer)
  }
}
