import Chance
import Federation
import Testing

struct AnswersFileTests {
  @Test func readsCommentsAndBothFormsOfTags() throws {
    let text = """
      { // where
        'region': "eu-west-1", environment-name: "Bedrock",
        "tag": { "Team": "Research", "Cost": "1" }, /* done
        */ }
      """
    let answers = try AnswersFile.read(Array(text.utf8))
    #expect(answers[.region] == "eu-west-1")
    #expect(answers[.environmentName] == "Bedrock")
    #expect(answers[all: .tag] == ["Team=Research", "Cost=1"])
    let list = try AnswersFile.read(Array(#"{"tag": ["a=b"]}"#.utf8))
    #expect(list[all: .tag] == ["a=b"])
  }

  @Test(arguments: [
    (#"{"regoin": "eu-west-1"}"#, FaultCode.unknownAnswer), (#"{"region": 1}"#, .badAnswerType),
    (#"{"region": ["eu-west-1"]}"#, .badAnswerType), (#"{"tag": 5}"#, .badAnswerType),
    ("[]", .badAnswerType), (#""text""#, .badAnswerType),
    ("{\n\"region\": \n\"eu-west-1\",,\n}", .answersFileUnreadable), ("", .answersFileUnreadable),
    ("<html>", .answersFileUnreadable), (#"{"region": "x"}"#, .badRegion),
    (#"{"region": null}"#, .badAnswerType), (#"{"confirmed": ["pairing:a:b"]}"#, .unknownAnswer),
    (#"{"organization": "\#(Sample.org)", "environment-id": "\#(Sample.org)"}"#, .swappedIDs),
  ])
  func refuses(_ text: String, _ code: FaultCode) {
    let fault = #expect(throws: Fault.self) { try AnswersFile.read(Array(text.utf8)) }
    #expect(fault?.code == code)
    #expect(fault?.code.exit == .usage)
  }

  @Test func saysWhatWasMeantAndWhere() {
    let typo = #expect(throws: Fault.self) {
      try AnswersFile.read(Array(#"{"enviroment_name": "x"}"#.utf8))
    }
    #expect(typo?.remedies.first?.words == "Did you mean environment-name?")
    let broken = #expect(throws: Fault.self) {
      try AnswersFile.read(Array("{\n\"region\": \"eu-west-1\"\n\"site\": \"eu1\"}".utf8))
    }
    #expect(broken?.evidence.first?.label == .line)
    #expect(broken?.evidence.first?.text == "3")
  }

  @Test(arguments: [
    "vertesia-key", "api-key", "token", "secret", "aws-secret-access-key", "VERTESIA_API_KEY",
  ])
  func saysThatSecretsHaveNoPlaceInIt(_ name: String) {
    let secret = "sk-0123456789abcdef"
    let fault = #expect(throws: Fault.self) {
      try AnswersFile.read(Array(#"{"\#(name)": "\#(secret)"}"#.utf8))
    }
    #expect(fault?.code == .unknownAnswer)
    #expect(fault?.cause.contains("Secrets have no flag") == true)
    #expect(fault?.remedies.first?.words.contains("VERTESIA_API_KEY") == true)
    #expect(!String(describing: fault).contains(secret))
  }

  /// What nobody sees is left out of what is shown, and may not hide a secret before that.
  @Test(arguments: [#"{"region": "s\u200bk-0123456789"}"#, #"{"s\u200bk-0123456789": "a"}"#])
  func showsNoSecretThatIsInterrupted(_ text: String) {
    let fault = #expect(throws: Fault.self) { try AnswersFile.read(Array(text.utf8)) }
    #expect(!String(describing: fault).contains("0123456789"))
  }

  @Test(arguments: [
    (#"{"region": null}"#, "Leave region out"), (#"["region"]"#, "Write it as {"),
    (#"{"region": ["a"]}"#, "Give region one value"),
    (#"{"region": 1}"#, "Put the value in quotes"),
  ])
  func saysWhatToWriteInstead(_ text: String, _ remedy: String) {
    let fault = #expect(throws: Fault.self) { try AnswersFile.read(Array(text.utf8)) }
    #expect(fault?.remedies.first?.words.hasPrefix(remedy) == true)
  }

  @Test func refusesTooMuch() {
    let bytes = [UInt8](repeating: 0x20, count: AnswersFile.sizeLimit + 1)
    let fault = #expect(throws: Fault.self) { try AnswersFile.read(bytes) }
    #expect(fault?.code == .answersFileUnreadable)
  }

  @Test func anyBytesAreReadOrRefused() {
    var random = SplitMix64(3)
    for _ in 0..<500 {
      let bytes = (0..<60).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(throws: Fault.self) { try AnswersFile.read(Array("{".utf8) + bytes) }
    }
  }
}
