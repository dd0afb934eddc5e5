import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Day two")
struct DayTwoTests {
  private let saved = Sample.saved[1]

  @Test func aSetupThatIsDoneOpensWithWhatCanBeDone() {
    var model = opened()
    #expect(model.place == .setup)
    #expect(model.markedRow == SetupChoice.check.rawValue)
    #expect(model.roleARN == saved.roleARN)
    #expect(model.press(.enter) == [.command(.plan)])
    #expect(model.place == .plan)
    model.press(.escape)
    #expect(model.place == .setup)
    model.press(.escape)
    #expect(model.place == .home)
    #expect(model.press(.enter).isEmpty)
    #expect(model.place == .setup)
  }

  @Test func aSetupThatIsNotDoneGoesOnAtOnce() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var model = Sample.start(survey)
    model.press(.enter)
    model.apply(Sample.opened(Sample.saved[0]).map(Message.event))
    #expect(model.place == .plan)
  }

  @Test func itsModelsAreListedWithoutARun() {
    var model = opened()
    #expect(choose(.models, in: &model) == [.command(.listModels)])
    #expect(model.place == .models)
    #expect(model.needsTicks)
    model.apply([.event(.listed(Sample.report))])
    #expect(!model.needsTicks)
    model.press(.escape)
    #expect(model.place == .setup)
  }

  @Test func modelsThatCannotBeListedAreAFault() {
    var model = opened()
    _ = choose(.models, in: &model)
    model.apply([.event(.failed(.modelListing, Fault(.noVertesiaCredential)))])
    #expect(model.place == .fault)
    model.press(.escape)
    #expect(model.place == .setup)
    _ = choose(.models, in: &model)
    model.press(.escape)
    model.apply([.event(.failed(.modelListing, Fault(.noVertesiaCredential)))])
    #expect(model.place == .setup)
    #expect(model.remark?.tone == .bad)
  }

  @Test(arguments: [false, true])
  func anotherRegionBeginsBesideIt(byKey: Bool) {
    var model = opened()
    let effects = byKey ? model.press(.character("n")) : choose(.region, in: &model)
    #expect(effects == [.command(.prefetch)])
    #expect(model.place == .question(.region))
    model.press(.character("/"))
    model.type("us-west-2")
    let begun = model.press(.enter)
    let answers = begun.compactMap { effect -> Answers? in
      if case .command(.begin(let answers)) = effect { answers } else { nil }
    }
    #expect(answers.first?[.region] == "us-west-2")
    #expect(answers.first?[.environmentName] == nil)
    #expect(answers.first?[.profile] == "prod-platform")
    #expect(model.setup == nil)
  }

  @Test(arguments: [1, 2])
  func anotherProjectIsAskedForWhereThereIsOne(count: Int) {
    var model = opened()
    #expect(choose(.project, in: &model) == [.command(.prefetch)])
    #expect(model.question?.isHeld == true)
    var survey = Sample.survey
    var organization = survey.organization.value
    let own = organization?.projects.prefix(1) ?? []
    let other = Organization.Project(id: "65aa001122334455667788aa", name: "Field Studies")
    organization?.projects = own + (count == 1 ? [] : [other])
    survey.organization = organization.map { .known($0) } ?? .notAsked
    model.apply([.event(.surveyed(survey))])
    guard count == 2 else {
      #expect(model.place == .setup)
      #expect(model.remark?.words == "Your key may use no other project.")
      return
    }
    #expect(model.place == .question(.project))
    // The one that may use it already is not what is wanted.
    #expect(model.press(.enter).contains(.command(.answer(.project, other.id))))
    #expect(model.isChanged)
  }

  @Test func otherPermissionsArePlanned() {
    var model = opened()
    #expect(choose(.permissions, in: &model) == [.command(.prefetch)])
    #expect(model.place == .question(.permissions))
    model.press(.down, .down)
    let effects = model.press(.enter)
    #expect(effects.contains(.command(.answer(.permissions, "listing"))))
    #expect(model.isChanged)
  }

  @Test func aRuleThatWasChangedIsPlannedOnTheWayBack() {
    var model = opened()
    _ = choose(.rules, in: &model)
    model.press(.escape)
    #expect(model.place == .setup)
    _ = choose(.rules, in: &model)
    model.press(.enter, .control("u"))
    model.type("Another-role")
    model.press(.enter)
    #expect(model.place == .rules)
    #expect(model.press(.escape).contains(.command(.plan)))
    #expect(model.place == .plan)
    model.press(.escape)
    #expect(model.place == .setup)
    #expect(view(model, size: model.size).text.contains("not carried out yet"))
    model.press(.escape)
    #expect(model.place == .home)
  }

  private static let boundary = "arn:aws:iam::432112349876:policy/boundary"

  @Test(arguments: [
    ([Sample.keptRole, Sample.anotherRole], ["keep", "rename", "stop"]),
    ([Sample.anotherRole, Sample.keptRole], ["rename", "keep", "stop"]),
    ([Sample.anotherRole], ["rename", "rules", "stop"]),
  ])
  func aRoleThatCannotBeChangedIsReplacedOrKept(remedies: [Remedy], rows: [String]) {
    var model = opened()
    inConflict(&model, remedies)
    #expect(model.place == .conflict(.role))
    #expect(model.rows == rows)
  }

  @Test func aRoleIsKeptByTheAnswersItWasMadeBy() {
    var model = opened()
    let made = Answers([.rolePath: ["/lab/"], .permissionsBoundary: [Self.boundary]])
    inConflict(&model, [.keepRole(made)])
    #expect(
      model.press(.enter) == [
        .command(.answer(.rolePath, "/lab/")),
        .command(.answer(.permissionsBoundary, Self.boundary)), .command(.plan),
      ]
    )
  }

  @Test func whatWasAskedForCanBeTakenBack() {
    var model = opened()
    inConflict(&model, [Sample.anotherRole])
    model.press(.down, .enter)
    #expect(model.place == .rules)
  }

  private func inConflict(_ model: inout Model, _ remedies: [Remedy]) {
    model.press(.enter)
    model.apply([.event(.planned(Sample.plan)), .input(.character("a"))])
    let fault = Sample.roleMadeOtherwise(remedies)
    model.apply([
      .event(.failed(.role, fault)),
      .event(.finished(Sample.result(.conflict, fault: fault, step: .role))),
    ])
  }

  @Test func tagsAreForWhatIsMade() {
    var model = opened()
    _ = choose(.rules, in: &model)
    #expect(!model.rows.contains(QuestionID.tag.rawValue))
  }

  @Test func theSameRegionAgainLeadsBack() {
    var model = opened()
    _ = choose(.region, in: &model)
    // Another one is marked.
    #expect(model.markedRow != nil && model.markedRow != saved.region)
    model.draft.marked = saved.region
    #expect(model.press(.enter).isEmpty)
    #expect(model.place == .setup)
    #expect(model.remark?.words.contains("already") == true)
    #expect(!model.isChanged)
  }

  @Test func whatWasMadeIsShownWhole() throws {
    var model = opened()
    #expect(choose(.made, in: &model).isEmpty)
    let text = model.readerLines(.details).map(\.plain).joined(separator: "\n")
    #expect(text.contains("vertesia-bedrock"))
    for value in [saved.environmentID, saved.environmentName] {
      #expect(text.contains(try #require(value)))
    }
  }

  @Test func whoOnlyLooksLeavesItDone() {
    var model = opened()
    #expect(model.press(.character("q")).last == .quit(.done))
    #expect(model.recap.first?.hasSuffix(": done") == true)
  }

  @Test func theOpenSetupIsSummedUp() {
    var model = opened()
    model.press(.escape)
    #expect(model.homeSetup?.name == saved.name)
    #expect(model.homeSetup?.roleARN == saved.roleARN)
    #expect(view(model, size: model.size).text.contains("done, open now"))
  }

  @Test func manySetupsCanBeFiltered() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    survey.found = Sample.foundMany
    var model = Sample.start(survey)
    model.press(.character("/"))
    model.type("west-3")
    #expect(model.homeRows.map(\.id) == ["found d5e6f7g3", "new"])
    #expect(model.press(.enter).contains(.command(.adopt("d5e6f7g3"))))
  }

  @Test func whatIsLookedForInVainBeginsNothing() {
    var survey = Sample.firstSurvey
    (survey.saved, survey.found) = (Sample.saved, Sample.foundMany)
    var model = Sample.start(survey)
    model.press(.character("/"))
    model.type("zzz")
    #expect(model.press(.enter, .enter).isEmpty)
    #expect(model.place == .home)
  }

  @Test func fewSetupsNeedNoFilter() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    let model = Sample.start(survey)
    #expect(!model.offers.contains { $0.action == .filter })
  }

  @Test func linesDoTheSame() throws {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var (plain, _) = PlainModel.start(
      survey: survey,
      timeline: Sample.timeline,
      stateDirectory: "/state",
      mode: PlainModel.mode(setBy: "--plain")
    )
    _ = update(&plain, .line("2"))
    var told: [PlainEffect] = []
    for event in Sample.opened(saved) { told += update(&plain, .event(event)) }
    let lines = told.printed
    #expect(lines.contains("1. Check that it still works"))
    let made = update(&plain, .line("\(plain.model.setupChoices.count)")).printed
    #expect(made.contains(try #require(saved.environmentID)))
    #expect(update(&plain, .line("1")).contains(.command(.plan)))
  }
}

extension [PlainEffect] {
  /// The lines that were printed.
  fileprivate var printed: [String] {
    flatMap { effect -> [String] in
      if case .print(let lines) = effect { lines } else { [] }
    }
  }
}
