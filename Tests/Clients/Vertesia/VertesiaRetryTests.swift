import Testing

@testable import Clients

@Suite struct VertesiaRetryTests {
  static func pacing(_ header: String, _ value: String) -> HTTPResponse {
    .json(
      #"{"error":"Too Many Requests","status":429}"#,
      status: 429,
      headers: [header: value, "x-ratelimit-reason": "pacing"]
    )
  }

  static let draft = EnvironmentDraft(name: "a", region: "eu-west-1", allowedProjects: ["1"])
  static let good = HTTPResponse.json(VertesiaClientTests.environment)

  /// The sleeps, the number of calls and the error of one create.
  func create(_ answers: [HTTPResponse]) async throws
    -> (sleeps: [Duration], sent: Int, error: VertesiaError?)
  {
    let desk = Desk()
    let transport = CannedTransport(answers)
    let client = try VertesiaClientTests.client(transport, desk: desk)
    do throws(VertesiaError) {
      _ = try await client.createEnvironment(Self.draft)
      return (desk.clock.sleeps, transport.sent.count, nil)
    } catch {
      return (desk.clock.sleeps, transport.sent.count, error)
    }
  }

  @Test(arguments: [
    ("x-ratelimit-retry-ms", "250", Duration.milliseconds(250)),
    ("x-ratelimit-retry-ms", "0", .zero), ("x-ratelimit-retry-ms", "3000", .seconds(3)),
    ("x-retry-after-ms", "1500.2", .milliseconds(1501)), ("retry-after", "2", .seconds(2)),
    ("Retry-After", "Sat, 22 Aug 2026 10:00:03 GMT", .seconds(3)),
    ("retry-after", "Sat, 22 Aug 2026 09:00:00 GMT", .zero),
  ])
  func pacingIsWaitedOutForAnyMethod(header: String, value: String, wait: Duration) async throws {
    let result = try await create([Self.pacing(header, value), Self.good])
    #expect(result.sleeps == [wait])
    #expect(result.sent == 2)
    #expect(result.error == nil)
  }

  @Test func pacingIsWaitedOutTwice() async throws {
    let wait = Self.pacing("x-ratelimit-retry-ms", "100")
    let result = try await create([wait, wait, wait, Self.good])
    #expect(result.sent == 3)
    guard case .service(let error) = result.error else {
      Issue.record("unexpected \(String(describing: result.error))")
      return
    }
    #expect(error.limit?.reason == .pacing)
    #expect(error.retryAfter == .milliseconds(100))
    #expect(error.isDefiniteNo)
  }

  @Test(arguments: [
    ("x-ratelimit-retry-ms", "3001"), ("retry-after", "4"), ("retry-after", "-1"),
    ("retry-after", "NaN"), ("retry-after", "inf"), ("retry-after", "1e9"), ("x-other", "1"),
    ("retry-after", "soon"),
  ])
  func longOrAbsurdPacingIsTold(header: String, value: String) async throws {
    let result = try await create([Self.pacing(header, value), Self.good])
    #expect(result.sent == 1)
    #expect(result.sleeps.isEmpty)
    #expect(result.error?.isDefiniteNo == true)
  }

  @Test(arguments: [200, 404, 500])
  func aReadThatIsCutOffIsTriedAgain(status: Int) async throws {
    let cut = HTTPResponse(status: status, body: Array("{".utf8), isComplete: false)
    let transport = CannedTransport([cut, cut, cut])
    let client = try VertesiaClientTests.client(transport)
    let error = await #expect(throws: VertesiaError.self) { try await client.account() }
    guard case .transport(let lost, _) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(lost.kind == .connectionLost && transport.sent.count == 3)
  }

  @Test(arguments: ["quota", nil])
  func otherLimitsAreNotWaitedOut(reason: String?) async throws {
    var headers: HTTPHeaders = [
      "x-ratelimit-retry-ms": "10", "x-ratelimit-resource": "models", "x-ratelimit-window": "1d",
    ]
    headers["x-ratelimit-reason"] = reason
    let limited = HTTPResponse.json(
      #"{"error":"Too Many Requests","status":429}"#,
      status: 429,
      headers: headers
    )
    let result = try await create([limited, Self.good])
    #expect(result.sent == 1)
    guard case .service(let error) = result.error else {
      Issue.record("unexpected \(String(describing: result.error))")
      return
    }
    #expect(error.limit?.reason == (reason == nil ? .untyped : .quota))
    #expect(error.limit?.resource == "models")
    #expect(error.limit?.window == "1d")
    let desk = Desk()
    let reads = CannedTransport([limited])
    let client = try VertesiaClientTests.client(reads, desk: desk)
    await #expect(throws: VertesiaError.self) { try await client.account() }
    #expect(reads.sent.count == 1)
  }

  @Test(arguments: [
    HTTPResponse.json("{}", status: 502), .json("{}", status: 503), .json("{}", status: 504),
    .html("<html>", status: 500),
  ])
  func readsAreTriedThreeTimesAndChangesOnce(answer: HTTPResponse) async throws {
    let transport = CannedTransport([answer])
    let desk = Desk()
    let client = try VertesiaClientTests.client(transport, desk: desk)
    let error = await #expect(throws: VertesiaError.self) { try await client.account() }
    #expect(transport.sent.count == 3)
    #expect(desk.calls.map(\.attempt) == [1, 2, 3])
    #expect(error?.isDefiniteNo == false)
    let change = try await create([answer, Self.good])
    #expect(change.sent == 1)
    #expect(change.error?.isDefiniteNo == false)
  }

  @Test func anApplicationErrorIsFinal() async throws {
    let answer = HTTPResponse.json(
      #"{"error":"Internal Server Error","status":500,"message":"Foundation models not found"}"#,
      status: 500
    )
    let transport = CannedTransport([answer])
    let client = try VertesiaClientTests.client(transport)
    let error = await #expect(throws: VertesiaError.self) {
      try await client.models(ofEnvironment: "1")
    }
    guard case .service(let service) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(service.message == "Foundation models not found")
    #expect(service.body == .json)
    #expect(transport.sent.count == 1)
  }

  @Test(arguments: TransportError.Kind.allCases)
  func lostConnectionsAreRetriedForReadsOnly(kind: TransportError.Kind) async throws {
    let transport = CannedTransport { _, _ throws(TransportError) in
      throw TransportError(kind, phase: .unknown, detail: "lost")
    }
    let client = try VertesiaClientTests.client(transport)
    await #expect(throws: VertesiaError.self) { try await client.account() }
    let again: Set<TransportError.Kind> = [
      .nameNotFound, .connectionRefused, .connectTimeout, .connectionLost, .idleTimeout,
    ]
    let reads = again.contains(kind) ? 3 : 1
    #expect(transport.sent.count == reads)
    let error = await #expect(throws: VertesiaError.self) {
      try await client.createEnvironment(Self.draft)
    }
    #expect(transport.sent.count == reads + 1)
    #expect(error?.isDefiniteNo == false)
  }

  @Test func aServersHintIsTheLeastWait() async throws {
    let desk = Desk()
    let transport = CannedTransport([
      .json("{}", status: 503, headers: ["retry-after": "5"]), .json("{}", status: 503),
      .json(#"{"id":"1","name":"a"}"#),
    ])
    _ = try await VertesiaClientTests.client(transport, desk: desk).account()
    #expect(desk.clock.sleeps == [.seconds(5), .zero])
    let patience = CannedTransport([.json("{}", status: 503, headers: ["retry-after": "61"])])
    let client = try VertesiaClientTests.client(patience)
    await #expect(throws: VertesiaError.self) { try await client.account() }
    #expect(patience.sent.count == 1)
  }

  @Test(arguments: [1, 2, 3, 9], [[UInt8](repeating: 0, count: 4), [255, 255, 255, 255]])
  func jitterStaysInItsWindow(attempt: Int, random: [UInt8]) {
    let wait = AttemptPolicy.delay(after: attempt, asked: .seconds(1), random: random)
    let ceiling = min(4000, 250 << (attempt - 1))
    #expect(wait >= .seconds(1) && wait <= .seconds(1) + .milliseconds(ceiling))
  }

  struct Verdict: Sendable, CustomTestStringConvertible {
    let answer: HTTPResponse
    let isDefiniteNo: Bool
    var testDescription: String {
      "\(answer.status) \(String(decoding: answer.body.prefix(40), as: UTF8.self))"
    }
  }

  @Test(arguments: [
    Verdict(answer: .json(#"{"error":"x","status":400}"#, status: 400), isDefiniteNo: true),
    Verdict(answer: .json(#"{"error":"x","status":403}"#, status: 403), isDefiniteNo: true),
    Verdict(answer: .json(#"{"error":"x","status":409}"#, status: 409), isDefiniteNo: true),
    Verdict(answer: .html("<html>blocked</html>", status: 403), isDefiniteNo: false),
    Verdict(answer: HTTPResponse(status: 404), isDefiniteNo: false),
    Verdict(
      answer: HTTPResponse(
        status: 400,
        body: Array(#"{"error":"x"}"#.utf8),
        isComplete: false
      ),
      isDefiniteNo: false
    ),
    Verdict(answer: .json(#"{"error":"x"}"#, status: 500), isDefiniteNo: false),
    Verdict(answer: HTTPResponse(status: 302, headers: ["location": "/"]), isDefiniteNo: true),
    Verdict(
      answer: HTTPResponse(
        status: 200,
        body: Array(VertesiaClientTests.environment.utf8),
        isComplete: false
      ),
      isDefiniteNo: false
    ),
  ])
  func outcomesOfAChangeAreTold(_ row: Verdict) async throws {
    let result = try await create([row.answer])
    #expect(result.sent == 1)
    #expect(result.error?.isDefiniteNo == row.isDefiniteNo)
  }

  @Test func foreignTextIsCutCleanedAndFreeOfSecrets() async throws {
    let token = TokenText.good(for: 3600)
    let page = HTTPResponse.html(
      "<html>\u{1B}[31m\nproxy\u{202E} says \(token) \(String(repeating: "no ", count: 200))",
      status: 403
    )
    let client = try VertesiaClientTests.client(CannedTransport([page]))
    let error = await #expect(throws: VertesiaError.self) { try await client.account() }
    guard case .service(let service) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(service.body == .html)
    #expect(service.message.count <= 83)
    #expect(service.message.hasPrefix("<html>[31m proxy says (secret) no"))
    #expect(!everythingShown(by: service).contains(token))
  }
}
