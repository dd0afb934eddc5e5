import Testing

@testable import Federation

struct RolePathTests {
  @Test(arguments: [
    ("/", "/"), ("apps", "/apps/"), ("//apps/vertesia/", "/apps/vertesia/"), ("", "/"),
  ])
  func thePathGetsItsSlashes(_ typed: String, _ path: String) throws {
    let answers = try Questionnaire.settle(.rolePath, with: typed, Answers(), Survey())
    #expect(answers[.rolePath] == path)
  }

  @Test(arguments: [
    "sk-0123456789abcdef0123456789", "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.c2ln",
  ])
  func aKeyIsNoPath(_ key: String) {
    for typed in [key, "/" + key, "/\(key)/", "/apps/" + key] {
      let fault = #expect(throws: Fault.self, "\(typed)") {
        try Questionnaire.settle(.rolePath, with: typed, Answers(), Survey())
      }
      #expect(fault?.code == .badRolePath && fault?.cause.hasPrefix(SecretShape.cause) == true)
      #expect(fault.map { "\($0)".contains(key) } == false)
    }
  }

  @Test(arguments: ["", "/"])
  func aSecretKeyWithSlashesIsNoPath(_ before: String) {
    let key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE1"
    let fault = #expect(throws: Fault.self) {
      try Questionnaire.settle(.rolePath, with: before + key, Answers(), Survey())
    }
    #expect(fault.map { "\($0)".contains("K7MDENG") } == false)
  }
}
