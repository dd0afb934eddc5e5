import Testing

@testable import Clients

/// An MFA code works once.
@Suite struct OneTimeCodeTests {
  static let role = RoleRequest(
    arn: "arn:aws:iam::123456789012:role/R",
    sessionName: "s",
    mfa: .init(serialNumber: "arn:aws:iam::123456789012:mfa/ada", code: Secret("123456"))
  )

  private func assume(_ role: RoleRequest, _ script: AWSScript) async -> AWSError? {
    await #expect(throws: AWSError.self) {
      try await STSClient(script.caller()).assumeRole(role)
    }
  }

  @Test(arguments: AWSCallerTests.transient)
  func anAnswerUsesTheCodeUp(_ answer: HTTPResponse) async {
    let script = AWSScript(answer, CredentialDesk.roleAnswer())
    _ = await assume(Self.role, script)
    #expect(script.requests.count == 1 && script.clock.sleeps.isEmpty)
  }

  @Test(arguments: [TransportError.Kind.connectionLost, .deadline, .idleTimeout])
  func aLostAnswerMayHaveUsedTheCodeUp(_ kind: TransportError.Kind) async {
    let script = AWSScript(failing: TransportError(kind, phase: .unknown, detail: "lost"))
    _ = await assume(Self.role, script)
    #expect(script.requests.count == 1)
  }

  @Test(arguments: [TransportError.Kind.nameNotFound, .connectionRefused, .connectTimeout])
  func aCodeThatNeverLeftIsSentAgain(_ kind: TransportError.Kind) async {
    let script = AWSScript(failing: TransportError(kind, phase: .definiteNo, detail: "not sent"))
    _ = await assume(Self.role, script)
    #expect(script.requests.count == 3)
  }

  @Test func aRefusedClockUsesNoCodeUp() async throws {
    let refusal = HTTPResponse.refusal(
      403,
      "SignatureDoesNotMatch",
      AWSCallerTests.expired,
      headers: AWSCallerTests.skew
    )
    let script = AWSScript(refusal, CredentialDesk.roleAnswer())
    _ = try await STSClient(script.caller()).assumeRole(Self.role)
    #expect(script.requests.count == 2)
  }

  @Test func withoutACodeARoleIsAskedForAgain() async throws {
    var role = Self.role
    role.mfa = nil
    let script = AWSScript(HTTPResponse(status: 503), CredentialDesk.roleAnswer())
    _ = try await STSClient(script.caller()).assumeRole(role)
    #expect(script.requests.count == 2)
  }
}
