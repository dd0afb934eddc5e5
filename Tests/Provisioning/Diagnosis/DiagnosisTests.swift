import Clients
import Federation
import Testing

@testable import Provisioning
@testable import Simulation

struct DiagnosisTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var service = "iam"
    var operation: String
    var status = 403
    var code: String
    var message = ""
    var reading = false
    var fault: FaultCode
    var fate: Fate = .no
    /// Words of the cause.
    var cause = ""

    var testDescription: String { "\(operation) \(code) \(message)" }
  }

  static let rows = [
    Row(operation: "GetRole", code: "InvalidClientTokenId", fault: .awsKeysRejected),
    Row(operation: "GetRole", code: "ExpiredToken", fault: .awsSessionExpired),
    Row(
      operation: "GetRole",
      code: "SignatureDoesNotMatch",
      message: "Signature expired: 1 is now earlier than 2",
      fault: .clockSkew
    ),
    Row(operation: "GetRole", code: "SignatureDoesNotMatch", fault: .awsSignatureRejected),
    Row(service: "sts", operation: "AssumeRole", code: "AccessDenied", fault: .assumeRoleRefused),
    Row(operation: "CreateRole", code: "AccessDenied", fault: .iamDenied),
    Row(operation: "GetRole", code: "AccessDenied", reading: true, fault: .iamReadDenied),
    Row(
      operation: "CreateRole",
      code: "AccessDenied",
      message: "with an explicit deny in a service control policy",
      fault: .organizationPolicyDenies
    ),
    Row(
      operation: "CreateRole",
      code: "AccessDenied",
      message: "because no permissions boundary allows the action",
      fault: .companyRule
    ),
    Row(
      operation: "CreateRole",
      code: "AccessDenied",
      message:
        "User: arn:aws:iam::1:user/a is not authorized to perform: iam:TagRole on resource: b",
      fault: .iamDenied,
      cause: "may not set tags"
    ),
    Row(operation: "CreateRole", status: 409, code: "LimitExceeded", fault: .iamQuota),
    Row(
      operation: "CreateRole",
      status: 409,
      code: "EntityAlreadyExists",
      fault: .roleNameTaken,
      fate: .exists
    ),
    Row(
      operation: "CreateRole",
      status: 400,
      code: "MalformedPolicyDocument",
      message: "Invalid principal in policy",
      fault: .notVisibleYet,
      fate: .notYet
    ),
    Row(
      operation: "PutRolePolicy",
      status: 400,
      code: "MalformedPolicyDocument",
      message: "Syntax errors in policy.",
      fault: .policyRefused
    ),
    Row(
      operation: "AttachRolePolicy",
      status: 404,
      code: "NoSuchEntity",
      message: "Policy arn:aws:iam::aws:policy/X does not exist",
      fault: .noSuchPolicy
    ),
    Row(
      operation: "CreateRole",
      status: 404,
      code: "NoSuchEntity",
      message: "Scope ARN: arn:aws:iam::1:policy/x does not exist or is not attachable.",
      fault: .noSuchPolicy,
      cause: "permissions boundary"
    ),
    Row(
      operation: "PutRolePolicy",
      status: 404,
      code: "NoSuchEntity",
      message: "The role with name x cannot be found.",
      fault: .notVisibleYet,
      fate: .notYet
    ),
    Row(
      operation: "CreateOpenIDConnectProvider",
      status: 400,
      code: "OpenIdIdpCommunicationError",
      fault: .issuerUnreachable
    ),
    Row(
      operation: "CreateRole",
      status: 400,
      code: "Throttling",
      fault: .iamThrottled,
      fate: .busy
    ),
    Row(
      operation: "CreateRole",
      status: 409,
      code: "ConcurrentModification",
      fault: .iamConflict,
      fate: .busy
    ),
    Row(
      operation: "AddClientIDToOpenIDConnectProvider",
      status: 500,
      code: "HTTP500",
      fault: .operationUnsupported,
      fate: .unknown
    ),
    Row(
      operation: "CreateRole",
      status: 503,
      code: "ServiceUnavailable",
      fault: .iamUnexpected,
      fate: .unknown
    ),
    Row(
      operation: "CreateRole",
      status: 502,
      code: "HTTP502",
      fault: .answerMalformed,
      fate: .unknown,
      cause: "something in between"
    ),
    Row(
      operation: "CreateRole",
      status: 302,
      code: "HTTP302",
      fault: .answerMalformed,
      fate: .unknown,
      cause: "redirect"
    ),
    Row(operation: "CreateRole", status: 418, code: "Teapot", fault: .iamUnexpected),
    Row(
      service: "sts",
      operation: "GetCallerIdentity",
      code: "OptInRequired",
      fault: .regionDisabled
    ),
  ]

  @Test(arguments: rows)
  func anAnswerOfAWSIsOneFaultAndOneFate(row: Row) {
    let error = AWSError.service(
      AWSError.ServiceError(
        service: row.service,
        operation: row.operation,
        status: row.status,
        code: row.code,
        message: row.message,
        requestID: "r-1"
      )
    )
    let fault = AWSDiagnosis.fault(error, reading: row.reading)
    #expect(fault.code == row.fault)
    #expect(row.cause.isEmpty || fault.cause.contains(row.cause))
    #expect(!fault.remedies.isEmpty)
    #expect(fault.evidence.contains { $0.label == .requestID && $0.text == "r-1" })
    #expect(AWSDiagnosis.fate(error) == row.fate)
  }

  @Test(arguments: [
    (401, VertesiaError.BodyKind.json, "GET /account", FaultCode.vertesiaKeyRejected),
    (403, .json, "POST /environments", .vertesiaRightMissing),
    (404, .json, "PUT /environments/{id}", .environmentGone),
    (429, .json, "POST /environments", .vertesiaQuota),
    (400, .json, "POST /environments", .vertesiaRefused),
    (500, .json, "GET /account", .vertesiaUnavailable),
    (500, .html, "GET /account", .notTheAPI),
    (302, .other, "GET /account", .notTheAPI),
    (404, .html, "GET /account", .notTheAPI),
  ])
  func anAnswerOfVertesiaIsOneFault(
    status: Int,
    body: VertesiaError.BodyKind,
    operation: String,
    code: FaultCode
  ) {
    let fault = VertesiaDiagnosis.fault(
      .service(
        VertesiaError.ServiceError(
          service: "vertesia",
          operation: operation,
          status: status,
          message: "m",
          body: body
        )
      )
    )
    #expect(fault.code == code)
  }

  /// The time is that of the call's own line in the log.
  @Test(arguments: ["CreateRole", "POST /environments"])
  func theEvidenceOfAnAnswerHasItsTime(operation: String) async throws {
    let bench = Bench()
    bench.cloud.change { $0.troubles[operation] = [.refuse(403, "AccessDenied", "no")] }
    let result = await bench.run()
    let faults = result.steps.compactMap(\.fault)
    let evidence = try #require(
      faults.map(\.evidence).first { $0.contains(Evidence(.operation, operation)) }
    )
    let time = try #require(evidence.first { $0.label == .time }?.text)
    let lines = try #require(bench.disk.text("calls.jsonl")).split(separator: "\n")
    let call = try #require(lines.last { $0.contains("403") })
    #expect(call.contains(time.prefix(19)))
  }

  @Test func aRefusedKeyHasItsTimeToo() async throws {
    let bench = Bench()
    bench.cloud.change { $0.troubles["POST /token"] = [.refuse(401, "no", "no")] }
    let fault = try #require((await bench.run()).steps.compactMap(\.fault).first)
    #expect(fault.evidence.contains { $0.label == .time && $0.text.hasPrefix("2026-09-21T") })
  }

  @Test(arguments: TransportError.Kind.allCases)
  func everyFailureOfTheWayHasACode(kind: TransportError.Kind) {
    let fault = TransportDiagnosis.fault(
      TransportError(kind, phase: .unknown, detail: "d"),
      service: "iam",
      operation: "GetRole"
    )
    #expect(fault.code.rawValue.hasPrefix("VB7"))
  }

  @Test(arguments: CredentialError.Kind.allCases)
  func everyCredentialTroubleHasACode(kind: CredentialError.Kind) {
    let fault = CredentialDiagnosis.fault(
      CredentialError(kind, source: "profile acme", detail: "it is over", command: "aws sso login")
    )
    #expect(fault.code.rawValue.hasPrefix("VB2") || kind == .unsafe && fault.code == .unsafeFile)
    #expect(
      fault.remedies.first?.command == (kind == .unsafe ? "chmod -R go-w ~/.aws" : "aws sso login")
    )
    #expect(fault.cause == "Profile acme: it is over.")
  }

  @Test(arguments: [
    ("arn:...Role", "arn:aws:iam::1:role/MyRole", true),
    ("arn:...Role", "arn:aws:iam::1:role/Other", false),
    ("(not shown)", "arn:aws:iam::1:role/MyRole", false),
    ("AKIA...WXYZ", "arn:aws:iam::1:role/MyRole", false),
    ("arn:aws:iam::1:role/MyRole", "arn:aws:iam::1:role/MyRole", true),
    ("arn:aws...aws:x", "arn:aws:x", false),
  ])
  func aHintFitsAKeyOrDoesNot(hint: String, key: String, fits: Bool) {
    #expect(KeyHint.fits(hint, key) == fits)
  }

  @Test(arguments: [
    ("arn:aws:iam::432112349876:user/ada", "arn:aws:iam::432112349876:user/ada"),
    ("arn:aws:sts::432112349876:assumed-role/Admin/ada", "arn:aws:iam::432112349876:role/Admin"),
    (
      "arn:aws:sts::432112349876:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ada",
      "arn:aws:iam::432112349876:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"
    ),
  ])
  func aSessionIsSimulatedAsItsRole(caller: String, principal: String) {
    #expect(RightsReader.principal(caller) == principal)
  }
}
