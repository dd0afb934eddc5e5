import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import Clients

@Suite struct AWSCallerTests {
  static let skew = HTTPHeaders(dictionaryLiteral: ("Date", "Sun, 01 Mar 2026 12:30:00 GMT"))
  static let expired = "Signature expired: 20260301T120000Z is now earlier than 20260301T122500Z"

  static let transient: [HTTPResponse] = [
    HTTPResponse(status: 500), HTTPResponse(status: 502), HTTPResponse(status: 503),
    HTTPResponse(status: 504, body: Array("<html>".utf8)), .refusal(400, "Throttling"),
    .refusal(429, "ThrottlingException"), .refusal(400, "RequestTimeout"),
    HTTPResponse(status: 200, body: Array("<GetRole".utf8), isComplete: false),
    HTTPResponse(status: 404, body: Array("<ErrorResp".utf8), isComplete: false),
  ]

  @Test(arguments: transient)
  func aReadIsTriedAgain(_ answer: HTTPResponse) async throws {
    let script = AWSScript(answer, answer, .ok(AWSAnswers.getRole))
    let role = try await IAMClient(script.caller()).getRole(name: "R")
    #expect(role.name == "R" && script.requests.count == 3)
    #expect(script.records.map(\.attempt) == [1, 2, 3])
    #expect(script.clock.sleeps == [.seconds(1) * 0.501_953_125, .seconds(2) * 0.501_953_125])
  }

  @Test(arguments: transient)
  func threeTriesAreTheMost(_ answer: HTTPResponse) async {
    let script = AWSScript(answer)
    await #expect(throws: AWSError.self) { try await IAMClient(script.caller()).getRole(name: "R") }
    #expect(script.requests.count == 3 && script.records.count == 3)
  }

  @Test(arguments: transient)
  func aChangeIsSentOnce(_ answer: HTTPResponse) async {
    let script = AWSScript(answer)
    await #expect(throws: AWSError.self) {
      try await IAMClient(script.caller()).deleteRole(name: "R")
    }
    #expect(script.requests.count == 1 && script.clock.sleeps.isEmpty)
  }

  @Test(arguments: [
    HTTPResponse.refusal(404, "NoSuchEntity"), .refusal(409, "LimitExceeded"),
    .refusal(403, "AccessDenied"), .refusal(403, "SignatureDoesNotMatch", "The request signature"),
    HTTPResponse(status: 403), .ok("<GetRoleResponse>"), .ok(""),
  ])
  func whatIsFinalIsSentOnce(_ answer: HTTPResponse) async {
    let script = AWSScript(answer)
    await #expect(throws: AWSError.self) { try await IAMClient(script.caller()).getRole(name: "R") }
    #expect(script.requests.count == 1)
  }

  @Test(arguments: TransportError.Kind.allCases)
  func lostConnectionsAreTriedAgain(_ kind: TransportError.Kind) async {
    let error = TransportError(kind, phase: .unknown, detail: "lost")
    let script = AWSScript(failing: error)
    let thrown = await #expect(throws: AWSError.self) {
      try await IAMClient(script.caller()).getRole(name: "R")
    }
    let final: Set<TransportError.Kind> = [.refusedLocally, .tls, .tooLarge, .cancelled]
    #expect(script.requests.count == (final.contains(kind) ? 1 : 3))
    #expect(thrown == .transport(error, service: "iam", operation: "GetRole"))
    #expect(script.records.allSatisfy { $0.errorCode == kind.rawValue && $0.status == nil })
  }

  @Test func idpTroubleIsTriedAgainForSTSOnly() async throws {
    let script = AWSScript(.refusal(400, "IDPCommunicationError"))
    let request = RoleRequest(arn: "arn:aws:iam::123456789012:role/R", sessionName: "s")
    await #expect(throws: AWSError.self) {
      try await STSClient(script.caller(signed: false))
        .assumeRoleWithWebIdentity(request, token: Secret("t"))
    }
    #expect(script.requests.count == 3)
    #expect(script.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test func theBudgetEndsRetries() async {
    let script = AWSScript(HTTPResponse(status: 503))
    let iam = IAMClient(script.caller())
    for _ in 0..<60 { _ = try? await iam.getRole(name: "R") }
    // 500 tokens at 5 each are 100 retries over 60 calls that would like 120.
    #expect(script.requests.count == 160)
  }

  @Test func successRefills() {
    var budget = RetryBudget()
    #expect(budget.take(10) && budget.tokens == 490)
    budget.giveBack(5)
    budget.giveBack(50)
    #expect(budget.tokens == 500 && !budget.take(501))
  }

  @Test(arguments: [
    HTTPResponse.refusal(403, "RequestTimeTooSkewed", headers: skew),
    .refusal(403, "SignatureDoesNotMatch", expired, headers: skew),
    .refusal(403, "InvalidSignatureException", "Signature not yet current: x", headers: skew),
    .refusal(400, "RequestExpired", headers: skew),
    .refusal(400, "RequestInTheFuture", headers: skew),
  ])
  func theClockIsCorrectedOnce(_ refusal: HTTPResponse) async throws {
    let script = AWSScript(refusal, .ok(AWSAnswers.getRole))
    let caller = script.caller()
    #expect(await caller.clockOffset == nil)
    _ = try await IAMClient(caller).getRole(name: "R")
    #expect(await caller.clockOffset == 1800)
    #expect(
      script.requests.map { $0.headers["x-amz-date"] } == ["20260301T120000Z", "20260301T123000Z"]
    )
    #expect(script.clock.sleeps.isEmpty)
    _ = try await IAMClient(caller.inRegion("eu-west-1")).getRole(name: "R")
    #expect(script.requests.last?.headers["x-amz-date"] == "20260301T123000Z")
  }

  @Test func aClockThatStaysWrongIsAnError() async {
    let script = AWSScript(.refusal(403, "RequestExpired", headers: Self.skew))
    let iam = IAMClient(script.caller())
    await #expect(throws: AWSError.self) { try await iam.getRole(name: "R") }
    #expect(script.requests.count == 2)
    await #expect(throws: AWSError.self) { try await iam.getRole(name: "R") }
    #expect(script.requests.count == 3)
  }

  @Test func aChangeTeachesTheClockAndIsNotSentAgain() async throws {
    let script = AWSScript(
      .refusal(403, "RequestExpired", headers: Self.skew),
      .ok(AWSAnswers.nothing("DeleteRole"))
    )
    let caller = script.caller()
    let error = await #expect(throws: AWSError.self) {
      try await IAMClient(caller).deleteRole(name: "R")
    }
    #expect(error?.isDefiniteNo == true && script.requests.count == 1)
    try await IAMClient(caller).deleteRole(name: "R")
    #expect(script.requests.last?.headers["x-amz-date"] == "20260301T123000Z")
  }

  @Test func everyAttemptIsRecordedWithoutSecrets() async throws {
    let script = AWSScript(
      .refusal(503, "ServiceUnavailable", headers: ["x-amzn-RequestId": "r-9"]),
      .ok(AWSAnswers.getRole, headers: ["x-amzn-RequestId": "r-10"])
    )
    _ = try await IAMClient(script.caller()).getRole(name: "R")
    let first = CallRecord(
      time: AWSScript.noon,
      service: "iam",
      operation: "GetRole",
      status: 503,
      milliseconds: 0,
      requestID: "r-9",
      errorCode: "ServiceUnavailable",
      attempt: 1
    )
    let second = CallRecord(
      time: AWSScript.noon,
      service: "iam",
      operation: "GetRole",
      status: 200,
      milliseconds: 0,
      requestID: "r-10",
      attempt: 2
    )
    #expect(script.records == [first, second])
    #expect(!"\(script.records)".contains("canary"))
  }

  @Test func anUnreadableAnswerIsRecordedAsOne() async {
    let script = AWSScript(.ok("<CreateRoleResponse><CreateRoleResult/></CreateRoleResponse>"))
    let error = await #expect(throws: AWSError.self) {
      try await IAMClient(script.caller()).createRole(.init(name: "R", trustPolicy: "{}"))
    }
    #expect(
      error
        == .unreadable(
          service: "iam",
          operation: "CreateRole",
          status: 200,
          detail: "Role is missing"
        )
    )
    #expect(error?.isDefiniteNo == false)
    #expect(script.records.map(\.errorCode) == ["unreadable"])
  }

  @Test func aBadSettingSendsAndRecordsNothing() async {
    let script = AWSScript(.ok(""))
    let caller = script.caller(environment: ["AWS_ENDPOINT_URL": "http://iam.example"])
    let error = await #expect(throws: AWSError.self) {
      try await IAMClient(caller).getRole(name: "R")
    }
    guard case .transport(let refusal, "iam", "GetRole") = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.kind == .refusedLocally && script.requests.isEmpty && script.records.isEmpty)
  }

  @Test func withoutCredentialsNothingIsSent() async {
    let script = AWSScript(.ok(""))
    let error = await #expect(throws: AWSError.self) {
      try await IAMClient(script.caller(signed: false)).getRole(name: "R")
    }
    guard case .credentials(let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.kind == .none && script.requests.isEmpty)
  }

  @Test func callsInFlightAllLearnFromOneCorrection() async {
    let session = CallSession()
    let now = AWSScript.noon
    let server = now.addingTimeInterval(60)
    #expect(await session.correctClock(server: server, now: now, used: nil))
    // Signed before the correction: worth another try. Signed with it: not.
    #expect(await session.correctClock(server: server, now: now, used: nil))
    #expect(await session.correctClock(server: server, now: now, used: 60) == false)
  }

  @Test func otherCredentialsShareTheSession() async throws {
    struct Session: CredentialProvider {
      func credentials() async throws(AWSError) -> AWSCredentials {
        AWSCredentials(
          accessKeyID: "ASIAEXAMPLE",
          secretAccessKey: Secret("s"),
          sessionToken: Secret("t")
        )
      }
    }
    let script = AWSScript(
      .refusal(403, "RequestExpired", headers: Self.skew),
      .ok(AWSAnswers.getRole)
    )
    let caller = script.caller()
    _ = try await IAMClient(caller).getRole(name: "R")
    _ = try await IAMClient(caller.signed(by: Session())).getRole(name: "R")
    let last = try #require(script.requests.last)
    #expect(last.headers["authorization"]?.contains("Credential=ASIAEXAMPLE/20260301/") == true)
    #expect(last.headers["x-amz-security-token"] == "t")
    #expect(last.headers["x-amz-date"] == "20260301T123000Z")
  }

  @Test func aCancelledTaskDoesNotTryAgain() async {
    let script = AWSScript(HTTPResponse(status: 503))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await IAMClient(script.caller()).getRole(name: "R")
    }
    await #expect(throws: AWSError.self) { try await task.value }
    #expect(script.requests.count == 1)
  }
}
