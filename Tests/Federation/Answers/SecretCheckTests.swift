import Federation
import Testing

struct SecretCheckTests {
  private static let id = "ASIA1234567890ABCDEF"
  private static let secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"
  private static let token = "IQoJb3JpZ2luX2VjEXAMPLETOKEN=="

  @Test(arguments: [
    "export AWS_ACCESS_KEY_ID=\"\(id)\"\nexport AWS_SECRET_ACCESS_KEY=\"\(secret)\"\n"
      + "export AWS_SESSION_TOKEN=\"\(token)\"\n",
    "[123_Admin]\naws_access_key_id=\(id)\naws_secret_access_key=\(secret)\n"
      + "aws_session_token = \(token)",
    "$Env:AWS_ACCESS_KEY_ID=\"\(id)\"\r\n$Env:AWS_SECRET_ACCESS_KEY=\"\(secret)\"\r\n"
      + "$Env:AWS_SESSION_TOKEN=\"\(token)\"",
    "SET AWS_ACCESS_KEY_ID=\(id)\nSET AWS_SECRET_ACCESS_KEY=\(secret)\n"
      + "SET AWS_SESSION_TOKEN=\(token)",
    "export AWS_ACCESS_KEY_ID=\"\(id)\" export AWS_SECRET_ACCESS_KEY=\"\(secret)\" "
      + "export AWS_SESSION_TOKEN=\"\(token)\"",
    "AWS_ACCESS_KEY_ID=\(id);AWS_SECRET_ACCESS_KEY='\(secret)'; AWS_SESSION_TOKEN=\(token);",
    // Of a name that repeats, the last with a value.
    "AWS_ACCESS_KEY_ID=\nAWS_ACCESS_KEY_ID=AKIA1234567890FIRST\nAWS_SECRET_ACCESS_KEY=\(secret)\n"
      + "AWS_SESSION_TOKEN=\(token)\nAWS_ACCESS_KEY_ID=\(id)\nAWS_ACCESS_KEY_ID=",
    "[123_Admin] aws_access_key_id = \(id) aws_secret_access_key = \(secret) "
      + "aws_session_token = \(token)",
  ])
  func readsEveryFormOfThePortal(_ text: String) throws {
    let keys = try PastedKeys.parse(text)
    #expect(keys.accessKeyID == Self.id)
    #expect(keys.secretAccessKey == Self.secret)
    #expect(keys.sessionToken == Self.token)
    #expect(!String(describing: keys).contains(Self.secret))
    #expect(!String(reflecting: keys).contains(Self.secret))
  }

  @Test func longLivedKeysNeedNoToken() throws {
    let keys = try PastedKeys.parse(
      "AWS_ACCESS_KEY_ID=AKIA1234567890ABCDEF AWS_SECRET_ACCESS_KEY=\(Self.secret)"
    )
    #expect(keys.sessionToken == nil)
  }

  @Test(arguments: [
    (QuestionID.awsKeys, "AWS_ACCESS_KEY_ID=\(id)", FaultCode.pastedKeysMalformed),
    (.awsKeys, "AWS_SECRET_ACCESS_KEY=\(secret)", .pastedKeysMalformed),
    (.awsKeys, "AWS_SESSION_TOKEN=\(token)", .pastedKeysMalformed),
    (.awsKeys, "hello", .pastedKeysMalformed), (.awsKeys, "", .pastedKeysMalformed),
    (.awsKeys, "AWS_ACCESS_KEY_ID=\(id)\nAWS_SECRET_ACCESS_KEY=\(secret)", .pastedKeysMalformed),
    (
      .awsKeys, "AWS_ACCESS_KEY_ID=AKIA/1234567890ABCDEF\nAWS_SECRET_ACCESS_KEY=\(secret)",
      .pastedKeysMalformed
    ),
    (.vertesiaKey, "pk-canary", .vertesiaKeyUnsupported),
    (.vertesiaKey, "sk-canary with blank", .vertesiaKeyUnsupported),
    (.vertesiaKey, "a..c", .vertesiaKeyUnsupported), (.mfaCode, "12345", .mfaNeeded),
    (.region, "x", .badSetting),
  ])
  func refusesWithoutQuoting(_ question: QuestionID, _ text: String, _ code: FaultCode) {
    let fault = #expect(throws: Fault.self) { try SecretCheck.check(question, text) }
    #expect(fault?.code == code)
    #expect(fault.map { String(reflecting: $0).contains("canary") } == false)
  }

  /// It does begin with sk-, so that cannot be what is wrong.
  @Test(arguments: [("sk-wrong", "too short"), ("sk-canary with blank", "a blank")])
  func whatBeginsAsAKeyIsToldWhatItLacks(_ text: String, _ cause: String) {
    let fault = #expect(throws: Fault.self) { try SecretCheck.check(.vertesiaKey, text) }
    #expect(fault?.cause.contains(cause) == true)
    #expect(fault?.summary == "This is not a whole Vertesia key")
  }

  @Test(arguments: [
    (QuestionID.vertesiaKey, " sk-0123456789 \n", "sk-0123456789"),
    (.vertesiaKey, "eyJ.eyJ.c2ln", "eyJ.eyJ.c2ln"), (.mfaCode, "123 456", "123456"),
  ])
  func takes(_ question: QuestionID, _ text: String, _ kept: String) throws {
    #expect(try SecretCheck.check(question, text) == kept)
  }
}
