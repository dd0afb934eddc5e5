import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// Where a saved set-up opens.
struct OpeningTests {
  private let size = Size(rows: 24, columns: 80)

  /// A start that goes on with a saved set-up.
  private func opening() -> Model {
    Model.start(
      survey: Sample.firstSurvey,
      opening: Sample.setup,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: "/state"
    ).0
  }

  /// Signed in to AWS the role's ARN is known ahead, so that no change has a blank.
  @Test(arguments: [Set<StepID>(), [.role]])
  func aSetupThatWaitsForAPersonOpensThere(pending: Set<StepID>) {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var (model, _) = Model.start(
      survey: survey,
      opening: Sample.setup,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    var plan = Sample.plan
    plan.changes = [plan.changes[plan.changes.count - 1]]
    plan.changes[0].pending = pending
    model.apply([
      .event(.opened(setup: Sample.setup, name: "acme/us-east-1", resume: "resume")),
      .event(.answered(Sample.answers)), .event(.surveyed(Sample.survey)),
      .event(.settled(.role, .waiting, [:])), .event(.planned(plan)),
    ])
    #expect(model.place == .person(.role))
    #expect(model.valueToCopy == "/state/\(Sample.setup)/request-for-aws-administrator.md")
    // Done meanwhile: the rest is shown, and asks for consent.
    model.press(.enter)
    plan.changes[0].pending = []
    model.apply([.event(.settled(.role, .byHand, [:])), .event(.planned(plan))])
    #expect(model.place == .plan)
  }

  /// What hangs on nobody can be agreed to meanwhile.
  @Test func aChangeThatWaitsForNobodyIsShown() {
    var model = opening()
    model.apply([
      .event(.opened(setup: Sample.setup, name: "acme/us-east-1", resume: "resume")),
      .event(.answered(Sample.answers)), .event(.surveyed(Sample.survey)),
      .event(.settled(.role, .waiting, [:])), .event(.planned(Sample.plan)),
    ])
    #expect(model.place == .plan)
  }

  /// A set-up that is left out is not one that is not there.
  /// The rail is of the set-up that is open, and of none while another row is marked.
  @Test func theRailOfTheFirstScreenIsOfTheMarkedSetup() {
    let large = Size(rows: 36, columns: 120)
    var model = Scene.homeOpen.model(size: large)
    #expect(view(model, size: large).text.contains("Steps, 5 of 9 done"))
    model.press(.down)
    let text = view(model, size: large).text
    #expect(!text.contains("Steps, ") && !text.contains("✓  Identity provider"))
    #expect(!text.contains("list and call"))
    model.press(.up)
    #expect(view(model, size: large).text.contains("Steps, 5 of 9 done"))
  }

  @Test func homeTellsWhatCannotBeRead() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    survey.unreadable = [Notice(.warning, "Set-up aaaaaaaa is saved here and left out: VB801")]
    let (model, _) = Model.start(
      survey: survey,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    #expect(view(model, size: size).text.contains("Set-up aaaaaaaa is saved here"))
    let (plain, effects) = PlainModel.start(
      survey: survey,
      timeline: Sample.timeline,
      stateDirectory: "/state",
      mode: PlainModel.mode(setBy: "--plain")
    )
    #expect(plain.model.place == .home)
    let told = effects.flatMap { effect -> [String] in
      if case .print(let lines) = effect { lines } else { [] }
    }
    #expect(told.contains { $0.contains("Set-up aaaaaaaa is saved here") })
  }

  @Test func whatIsToBeDoneInStudioOpensWithItsForm() {
    var model = opening()
    var plan = Sample.plan
    plan.changes = []
    model.apply([
      .event(.opened(setup: Sample.setup, name: "acme/us-east-1", resume: "resume")),
      .event(.answered(Sample.answers)), .event(.settled(.connection, .waiting, [:])),
    ])
    #expect(model.apply([.event(.planned(plan))]) == [.command(.handOver(.connection))])
    model.apply([.event(.handed(Sample.handForm))])
    #expect(model.place == .hand(.connection))
  }
}
