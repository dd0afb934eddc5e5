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
    model.press(.end)
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
}
