import Federation
import Testing

@testable import Provisioning

/// Only what the simulator has told is said of a company's rules.
struct CompanyRuleTests {
  private static func told(
    _ demanded: [String],
    fits: Bool = false,
    _ answers: [AnswerKey: [String]]
  ) throws -> (words: String, evidence: [Evidence]) {
    let rights = CallerRights(
      abilities: Abilities(verdicts: ["iam:CreateRole": .denied], source: "a test"),
      ruled: ["iam:CreateRole"],
      demanded: ["iam:CreateRole": demanded, "iam:TagRole": ["aws:RequestTag/other"]],
      fitting: fits ? ["iam:CreateRole"] : []
    )
    let inputs = Inputs(
      setup: try #require(SetupID("k3vq7m2d")),
      answers: Answers(answers),
      facts: [:],
      records: [:],
      decisions: [:]
    )
    return (
      rights.rulesTold(of: ["iam:CreateRole"], inputs),
      rights.rulesEvidence(of: ["iam:CreateRole"], inputs)
    )
  }

  @Test func whatIsMissingIsNamedByWhatHasToBeGiven() throws {
    let none = try Self.told([], [.rolePath: ["/"]])
    #expect(none.words == "" && none.evidence.isEmpty)
    let told = try Self.told(
      ["aws:RequestTag/team", "iam:PermissionsBoundary", "aws:SourceIp"],
      [:]
    )
    #expect(
      told.words
        == " Demanded and not given: a permissions boundary, a tag team, a value of aws:SourceIp. A "
        + "path may be demanded too: AWS names none."
    )
    #expect(
      told.evidence == [
        Evidence(.expected, "aws:RequestTag/team, aws:SourceIp, iam:PermissionsBoundary")
      ]
    )
  }

  @Test func whatIsGivenIsMetOnlyWhereItIsKnown() throws {
    let given: [AnswerKey: [String]] = [.rolePath: ["/apps/"], .tag: ["team=ml"]]
    let unknown = try Self.told([], given)
    #expect(
      unknown.words.hasPrefix(" Given: the path /apps/, the tag team. Whether that is what is")
    )
    let met = try Self.told(["aws:RequestTag/cost"], fits: true, given)
    #expect(
      met.words.contains("not given: a tag cost. Met by the answers: the path /apps/, the tag")
    )
    #expect(unknown.evidence.isEmpty)
    #expect(met.evidence.last == Evidence(.found, "the path /apps/, the tag team"))
  }

  /// The provider is allowed, the role is not, and no condition is named.
  @Test(arguments: [
    ([AnswerKey.tag: ["team=ml"]], "most likely the role has to have one", Evidence.Label.expected),
    ([.tag: ["team=ml"], .rolePath: ["/ml/"]], "most likely one of these is not", .found),
  ])
  func aRefusalThatNamesNothingDoubtsTheRules(
    _ given: [AnswerKey: [String]],
    _ words: String,
    _ label: Evidence.Label
  ) throws {
    func told(_ verdict: Abilities.Verdict) -> CallerRights {
      let verdicts: [String: Abilities.Verdict] = [
        "iam:CreateRole": .denied, "iam:TagRole": .denied,
        "iam:CreateOpenIDConnectProvider": verdict,
      ]
      return CallerRights(abilities: Abilities(verdicts: verdicts, source: "a test"), ruled: [])
    }
    func inputs(_ answers: [AnswerKey: [String]]) throws -> Inputs {
      Inputs(
        setup: try #require(SetupID("k3vq7m2d")),
        answers: Answers(answers),
        facts: [:],
        records: [:],
        decisions: [:]
      )
    }
    let lacking = ["iam:CreateRole", "iam:TagRole"]
    let rights = told(.allowed)
    #expect(rights.doubtsRules(lacking, try inputs(given)))
    #expect(rights.rulesTold(of: lacking, try inputs(given)).contains(words))
    #expect(rights.rulesEvidence(of: lacking, try inputs(given)).map(\.label) == [label])
    // Nobody has spoken of rules, or the sign-in lacks more than a rule explains.
    #expect(!rights.doubtsRules(lacking, try inputs([:])))
    for verdict in [Abilities.Verdict.denied, .unknown] {
      #expect(!told(verdict).doubtsRules(lacking, try inputs(given)))
    }
  }
}
