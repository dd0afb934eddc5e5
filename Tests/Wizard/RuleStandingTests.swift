import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Company rules")
struct RuleStandingTests {
  private let size = Size(rows: 24, columns: 80)

  /// Each rule tells whether it is met, as far as the run has told, and no longer than its answer
  /// stands.
  @Test func theRulesTellWhichOfThemAreMet() {
    var model = Scene.plan.model(size: size)
    model.answers[.rolePath] = "/ml/"
    let told = Fault(
      .companyRule,
      evidence: [
        Evidence(.expected, "aws:RequestTag/cost-center, iam:PermissionsBoundary"),
        Evidence(.found, "the path /ml/"),
      ]
    )
    model.apply([.event(.failed(.role, told)), .input(.enter)])
    #expect(model.standing(of: .rolePath) == .met)
    #expect(model.standing(of: .permissionsBoundary) == .missing([]))
    #expect(model.standing(of: .tag) == .missing(["cost-center"]))
    #expect(model.standing(of: .roleName) == nil)
    for size in GoldenTests.sizes {
      let lines = view(model, size: size).lines
      #expect(lines.contains { $0.contains("Role path             met      /ml/") })
      #expect(lines.contains { $0.contains("Permissions boundary  not met  none") })
    }
    model.draft.marked = QuestionID.tag.rawValue
    #expect(
      view(model, size: size).text.contains("AWS asks for the tag cost-center, and it is not")
    )
    model.answers[.rolePath] = "/other/"
    model.answers[all: .tag] = ["Cost-Center=42"]
    model.answers[.permissionsBoundary] = "arn:aws:iam::432112349876:policy/b"
    for rule in [QuestionID.rolePath, .tag, .permissionsBoundary] {
      #expect(model.standing(of: rule) == nil)
    }
  }

  /// From one rule to the next that is not met, and then to what tries them.
  @Test func theRulesLeadOnToTheNextCheck() {
    var model = Scene.plan.model(size: size)
    let told = Fault(
      .companyRule,
      evidence: [Evidence(.expected, "aws:RequestTag/cost-center, iam:PermissionsBoundary")]
    )
    model.apply([.event(.failed(.role, told)), .input(.enter)])
    #expect(model.markedRow == QuestionID.permissionsBoundary.rawValue)
    model.press(.enter)
    model.apply([.input(.paste("arn:aws:iam::432112349876:policy/b"))])
    model.press(.enter)
    #expect(model.place == .rules && model.markedRow == QuestionID.tag.rawValue)
    model.press(.enter)
    // What is typed so far was never tried.
    model.press(.character("c"))
    var text = view(model, size: size).text
    #expect(text.contains("A tag is written KEY=VALUE") && !text.contains("cannot be given"))
    model.press(.enter)
    #expect(view(model, size: size).text.contains("This tag cannot be given"))
    model.press(.control("u"))
    model.apply([.input(.paste("cost-center=42"))])
    model.press(.enter)
    text = view(model, size: size).text
    #expect(text.contains("Check again with these") && text.contains("Enter check again"))
    #expect(model.press(.enter) == [.command(.plan)])
    #expect(model.place == .plan)

    // Opened from a question they lead back to it.
    model.place = .question(.environment)
    model.trail = []
    model.press(.character("o"))
    #expect(model.place == .rules && !model.rows.contains(Model.checkRules))
  }

  /// AWS names no path: where nothing else is missing, it is what is most likely meant.
  @Test func aRefusalThatNamesNothingPointsAtThePath() {
    var model = Scene.plan.model(size: size)
    model.answers[all: .tag] = ["cost-center=42"]
    let fault = Fault(.callerCannotFinish, remedies: [.givePath, .handAWSOver])
    model.apply([.event(.failed(.role, fault))])
    #expect(model.waysOut.first == .rules)
    model.press(.enter)
    #expect(model.markedRow == QuestionID.rolePath.rawValue)
    #expect(model.standing(of: .rolePath) == .doubtful && model.standing(of: .tag) == nil)
    #expect(view(model, size: size).text.contains("in doubt"))
    model.answers[.rolePath] = "/ml/"
    #expect(model.standing(of: .rolePath) == nil)

    // With a path given, any of them may be the wrong one, for as long as it is the one that was tried.
    let given = Evidence(.found, "the path /ml/, the tag cost-center")
    model.run.forgetTroubles()
    model.run.fail(.role, Fault(.callerCannotFinish, remedies: [.checkRules], evidence: [given]))
    #expect(model.standing(of: .rolePath) == .doubtful && model.standing(of: .tag) == .doubtful)
    #expect(model.standing(of: .permissionsBoundary) == nil)
    model.answers[.rolePath] = "/other/"
    #expect(model.standing(of: .rolePath) == nil)
  }
}
