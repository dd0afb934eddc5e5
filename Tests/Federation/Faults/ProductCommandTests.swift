import Testing

@testable import Federation

struct ProductCommandTests {
  @Test func namesItsSetupAsEachCommandTakesIt() {
    let saved = ProductCommand.Target.saved("k3vq7m2d")
    #expect(ProductCommand(.apply, of: saved).text == "vertesia-bedrock apply --setup k3vq7m2d")
    #expect(ProductCommand(.status, of: saved).text == "vertesia-bedrock status k3vq7m2d")
    #expect(ProductCommand(.recover, of: saved).text == "vertesia-bedrock recover")
    #expect(ProductCommand(.plan, of: .none).text == "vertesia-bedrock plan")
  }

  @Test func decidesOnlyWhereThatIsTaken() {
    let answers = Answers([.onConflict: ["rename"], .region: ["us-east-1"]])
    #expect(
      ProductCommand(.apply, answers).text
        == "vertesia-bedrock apply --region us-east-1 --on-conflict rename"
    )
    #expect(ProductCommand(.setup, answers).text == "vertesia-bedrock setup --region us-east-1")
  }

  /// What is kept has no mark any more, and a value that looks like a flag is read as one.
  @Test(arguments: [
    (AnswerKey.environmentID, "exactly:Abc-1"), (.project, "exactly:p1"),
    (.organization, "exactly:o1"), (.environmentID, "66F1a0b1c2d3e4f5a6b7c8d9"),
    (.environmentName, "-lab"), (.environmentName, "For research"),
  ])
  func anAnswerThatIsPrintedIsReadTheSame(_ key: AnswerKey, _ given: String) throws {
    let kept = try AnswerCheck.check(key, given)
    let words = key.flag(kept)
    let printed =
      words.count == 2
      ? words[1] : String(try #require(words[0].after("--\(key.rawValue)=")))
    #expect(words[0].hasPrefix("--\(key.rawValue)"))
    #expect(words.count == 1 || !printed.hasPrefix("-"))
    #expect(try AnswerCheck.check(key, printed) == kept)
  }
}
