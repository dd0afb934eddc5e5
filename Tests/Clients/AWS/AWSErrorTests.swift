import Testing

@testable import Clients

@Suite struct AWSErrorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var status: Int
    var headers: HTTPHeaders = [:]
    var body = ""
    var complete = true
    var code: String
    var message: String?
    var requestID: String?
    var definiteNo: Bool
  }

  static let rows = [
    Row(
      testDescription: "IAM",
      status: 409,
      body: AWSAnswers.error("EntityAlreadyExists", "Taken."),
      code: "EntityAlreadyExists",
      message: "Taken.",
      requestID: "r-1",
      definiteNo: true
    ),
    Row(
      testDescription: "old style",
      status: 400,
      body: "<Response><Errors><Error><Code>X</Code><Message>m</Message></Error></Errors>"
        + "<RequestID>r-2</RequestID></Response>",
      code: "X",
      message: "m",
      requestID: "r-2",
      definiteNo: true
    ),
    Row(
      testDescription: "no namespace, the JSON services' too",
      status: 403,
      headers: ["content-type": "text/html"],
      body: "<ErrorResponse><Errors><Error><Code>AccessDenied</Code><Message>no</Message></Error>"
        + "</Errors></ErrorResponse>",
      code: "AccessDenied",
      message: "no",
      definiteNo: true
    ),
    Row(
      testDescription: "the header's code",
      status: 403,
      headers: [
        "x-amzn-ErrorType": "AccessDeniedException:http://internal.amazon.com/coral/",
        "x-amzn-RequestId": "r-3",
      ],
      body: #"{"message":"no"}"#,
      code: "AccessDeniedException",
      message: "no",
      requestID: "r-3",
      definiteNo: true
    ),
    Row(
      testDescription: "the body's code",
      status: 400,
      body: #"{"code":"A","Message":"m"}"#,
      code: "A",
      message: "m",
      definiteNo: true
    ),
    Row(
      testDescription: "the body's Code",
      status: 400,
      body: #"{"Code":"B"}"#,
      code: "B",
      message: "",
      definiteNo: true
    ),
    Row(
      testDescription: "the body's type",
      status: 400,
      body: #"{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"m"}"#,
      code: "UnrecognizedClientException",
      message: "m",
      definiteNo: true
    ),
    Row(
      testDescription: "odd types hide nothing",
      status: 500,
      body: #"{"code":7,"message":[]}"#,
      code: "HTTP500",
      definiteNo: false
    ),
    Row(
      testDescription: "HTML 500",
      status: 500,
      headers: ["Content-Type": "text/html; charset=utf-8"],
      body: "<!doctype html><html><p>Internal Server Error</p></html>",
      code: "HTTP500",
      message: "The body was not an AWS error: text/html, 56 bytes",
      definiteNo: false
    ),
    Row(testDescription: "empty 503", status: 503, code: "HTTP503", definiteNo: false),
    Row(
      testDescription: "a proxy's 403",
      status: 403,
      body: "Forbidden",
      code: "HTTP403",
      definiteNo: false
    ),
    Row(
      testDescription: "a redirect",
      status: 307,
      headers: ["Location": "https://x"],
      code: "HTTP307",
      definiteNo: false
    ),
    Row(
      testDescription: "an error with an empty code",
      status: 400,
      body: "<ErrorResponse><Error><Code></Code></Error></ErrorResponse>",
      code: "HTTP400",
      definiteNo: false
    ),
    Row(
      testDescription: "cut off",
      status: 409,
      body: String(AWSAnswers.error("EntityAlreadyExists", "Taken.").dropLast(30)),
      complete: false,
      code: "HTTP409",
      definiteNo: false
    ),
    Row(
      testDescription: "garbled",
      status: 400,
      body: "<ErrorResponse><Error><Code>X</Code>",
      code: "HTTP400",
      definiteNo: false
    ),
  ]

  @Test(arguments: rows)
  func readsTheError(_ row: Row) {
    let response = HTTPResponse(
      status: row.status,
      headers: row.headers,
      body: Array(row.body.utf8),
      isComplete: row.complete
    )
    let error = ServiceAnswer.error(response, service: .iam, operation: "CreateRole")
    #expect(error.code == row.code && error.status == row.status)
    #expect(error.requestID == row.requestID)
    if let message = row.message { #expect(error.message == message) }
    #expect(AWSError.service(error).isDefiniteNo == row.definiteNo)
    #expect(error.service == "iam" && error.operation == "CreateRole")
  }

  private struct SessionKeys: CredentialProvider {
    func credentials() async throws(AWSError) -> AWSCredentials {
      AWSCredentials(
        accessKeyID: "ASIDEXAMPLE",
        secretAccessKey: Secret("secret-canary"),
        sessionToken: Secret("session-canary")
      )
    }
  }

  /// In its message, its code and its request id, of which the last two go into the call log.
  @Test func whatAServiceRepeatsOfASecretIsLeftOut() async {
    let repeats: AWSScript.Step = { (request: HTTPRequest) throws(TransportError) -> HTTPResponse in
      let token = request.headers["X-Amz-Security-Token"] ?? "web-canary"
      return HTTPResponse(
        status: 400,
        headers: ["x-amzn-RequestId": "for \(token)"],
        body: Array(AWSAnswers.error("No-\(token)", "I do not like \(token) at all").utf8)
      )
    }
    let script = AWSScript([repeats])
    let isClean = { (error: any Error) in
      "\(error)".contains("I do not like (secret) at all") && !"\(error)".contains("canary")
    }
    await #expect {
      try await IAMClient(script.caller().signed(by: SessionKeys())).getRole(name: "R")
    } throws: {
      isClean($0)
    }
    await #expect {
      try await STSClient(script.caller(signed: false)).assumeRoleWithWebIdentity(
        RoleRequest(arn: "arn:aws:iam::432112349876:role/R", sessionName: "me"),
        token: Secret("web-canary")
      )
    } throws: {
      isClean($0)
    }
    #expect(script.records.count == 2)
    #expect(!"\(script.records)".contains("canary"))
  }
}
