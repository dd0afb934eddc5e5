import Federation
import Screen
import Testing

@testable import Wizard

@Suite("Flows")
struct FlowTests {
  /// Presses a key and lets the fake session finish what follows.
  private func press(
    _ input: Input,
    _ model: inout Model,
    _ session: inout FakeSession
  ) -> [Effect] {
    session.settle(&model, update(&model, .input(input)))
  }

  private func begin(size: Size = Size(rows: 24, columns: 80)) -> (Model, FakeSession) {
    var (model, effects) = Model.start(
      survey: Sample.firstSurvey,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    var session = FakeSession()
    _ = session.settle(&model, effects)
    return (model, session)
  }

  @Test("The default path takes at most eight keys and no typed text", arguments: GoldenTests.sizes)
  func defaultPath(_ size: Size) {
    var (model, session) = begin(size: size)
    var keys = 0
    while case .question = model.place, keys < 12 {
      _ = press(.enter, &model, &session)
      keys += 1
    }
    #expect(model.place == .plan)
    _ = press(.character("a"), &model, &session)
    keys += 1
    #expect(model.place == .result)
    #expect(view(model, size: size).text.contains("Role ARN"))
    if !model.showsModelsBesideResult {
      _ = press(.character("m"), &model, &session)
      keys += 1
    }
    #expect(view(model, size: size).text.contains("Claude Sonnet 4.5"))
    #expect(keys <= 8)
  }

  @Test func enterNeverConsents() {
    var (model, session) = begin()
    for _ in 0..<60 { _ = press(.enter, &model, &session) }
    #expect(model.place == .plan)
    #expect(!session.commands.contains { if case .apply = $0 { true } else { false } })
  }

  @Test func backFromThePlanLosesNothing() {
    var (model, session) = begin()
    while case .question = model.place { _ = press(.enter, &model, &session) }
    let answers = model.answers
    var places: [Place] = []
    for _ in 0..<10 where model.overlay == nil {
      _ = press(.escape, &model, &session)
      places.append(model.place)
    }
    #expect(places.contains(.question(.aws)))
    #expect(model.overlay == .leave)
    #expect(model.answers == answers)
    #expect(press(.escape, &model, &session).isEmpty)
    #expect(model.overlay == nil)
  }

  @Test func leftGoesBackOnlyWhereNothingIsTyped() {
    var model = Sample.answered()
    model.trail = [.question(.aws)]
    model.place = .question(.region)
    model.press(.left)
    #expect(model.place == .question(.aws))
    model.trail = [.question(.environment)]
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    model.press(.left)
    #expect(model.place == .question(.environmentName))
    #expect(model.draft.field.cursor == model.draft.field.text.count - 1)
  }

  @Test func aBadAnswerIsSaidAndBackStillWorks() {
    var model = Sample.answered()
    model.trail = [.question(.environment)]
    model.place = .question(.rolePath)
    model.apply([Sample.at(123)])
    model.press(.control("u"))
    model.type("no slash")
    #expect(model.question.flatMap(model.complaint)?.code == .badRolePath)
    #expect(model.press(.enter).isEmpty)
    #expect(model.refusals[.rolePath]?.code == .badRolePath)
    model.press(.escape)
    #expect(model.place == .question(.environment))
    #expect(model.drafts[.question(.rolePath)]?.field.text == "no slash")
  }

  @Test func lettersAreTextInAField() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    model.press(.control("u"))
    model.type("qa?")
    #expect(model.draft.field.text == "qa?")
    #expect(model.place == .question(.environmentName))
  }

  @Test func aScreenTooSmallToShowAnythingTakesNoText() {
    var model = Sample.answered(size: Size(rows: 5, columns: 30))
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    let before = model.draft.field
    model.press(.character("x"))
    #expect(model.draft.field == before)
    #expect(model.press(.character("q")) == [.command(.stop), .quit(.stopped)])
  }

  @Test func aPasteNeverSubmits() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    model.press(.control("u"))
    let effects = model.apply([.input(.paste("  one\ntwo \n"))])
    #expect(effects.isEmpty)
    #expect(model.draft.field.text == "one two")
  }

  @Test func aSecretGoesToTheSessionAndNowhereElse() {
    var model = Sample.answered()
    model.place = .question(.vertesiaKey)
    model.apply([.input(.paste("sk-0123456789abcdef0123456789"))])
    #expect(!view(model, size: model.size).text.contains("0123456789abcdef"))
    let effects = model.press(.enter)
    #expect(
      effects.contains(
        .command(.secret(.vertesiaKey, SecretText("sk-0123456789abcdef0123456789")))
      )
    )
    #expect(model.drafts[.question(.vertesiaKey)]?.field.text ?? "" == "")
  }

  @Test func quittingWhileActingFinishesFirst() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    #expect(model.press(.character("q")) == [.command(.stop)])
    #expect(model.isLeaving)
    #expect(
      model.apply([.event(.finished(Sample.result(.stopped)))]) == [.quit(.stopped)]
    )
  }

  @Test func theSecondStopEndsAtOnce() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.press(.control("c"))
    #expect(model.overlay == .leave)
    #expect(model.press(.enter) == [.command(.stop)])
    #expect(model.press(.control("c")) == [.command(.stop), .quit(.interrupted)])
  }

  @Test func tryingAgainNeedsNoSecondConsentForTheSameChanges() {
    var model = Scene.fault.model(size: Size(rows: 24, columns: 80))
    model.draft.marked = WayOut.again.rawValue
    #expect(model.press(.enter) == [.command(.plan)])
    var rest = Sample.plan
    rest.changes = Array(rest.changes.suffix(3))
    rest.digest = "digest-2"
    #expect(model.apply([.event(.planned(rest))]) == [.command(.apply(consent: "digest-2"))])
  }

  @Test func anythingNewIsAskedAgain() {
    var model = Scene.fault.model(size: Size(rows: 24, columns: 80))
    model.draft.marked = WayOut.again.rawValue
    model.press(.enter)
    var other = Sample.plan
    other.changes[2].object = "role Other"
    #expect(model.apply([.event(.planned(other))]).isEmpty)
    #expect(model.place == .plan)
  }

  @Test func aConflictIsDecidedAndPlannedAgain() {
    var model = Scene.conflict.model(size: Size(rows: 24, columns: 80))
    let effects = model.press(.down, .enter)
    #expect(effects == [.command(.resolve(.role, with: "extend"))])
    #expect(model.place == .plan)
  }

  @Test func aPastedRoleARNGoesBackToTheEngine() {
    var model = Scene.handRequest.model(size: Size(rows: 24, columns: 80))
    model.apply([.input(.paste(Sample.roleARN))])
    let effects = model.press(.enter)
    #expect(
      effects.first == .command(.handedBack(.role, Answers([.roleARN: [Sample.roleARN]])))
    )
  }

  @Test func typingAheadIsNotLedBack() {
    var (model, effects) = Model.start(
      survey: Sample.survey,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    var session = FakeSession()
    _ = session.settle(&model, effects)
    effects = model.press(.enter, .enter, .enter)
    let place = model.place
    var behind = Answers()
    if case .command(.answer(let id, let text)) = effects[0] {
      do throws(Fault) {
        behind = try Questionnaire.settle(id, with: text, Answers(), Sample.survey)
      } catch { Issue.record("\(error)") }
    }
    let answers = model.answers
    model.apply([.event(.answered(behind))])
    #expect(model.place == place)
    #expect(model.answers == answers)
  }

  @Test func copyingSaysWhatItDid() {
    var model = Scene.result.model(size: Size(rows: 24, columns: 80))
    #expect(model.press(.character("c")) == [.copy(Sample.roleARN)])
    #expect(view(model, size: model.size).text.contains("Sent to your terminal"))
  }

  @Test func theRecapHoldsWhatIsNeededToGoOn() {
    let recap = Scene.result.model(size: Size(rows: 24, columns: 80)).recap.joined(separator: "\n")
    #expect(recap.contains(Sample.roleARN))
    #expect(recap.contains(Sample.environmentID))
    #expect(recap.contains("vertesia-bedrock --setup k3vq7m2d"))
    #expect(recap.contains("k3vq7m2d/calls.jsonl"))
  }

  @Test func aSavedSetupIsOpenedAndSaysWhereItStopped() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var (model, effects) = Model.start(
      survey: survey,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    #expect(model.place == .home && effects.isEmpty)
    effects = model.press(.enter)
    #expect(effects == [.command(.open(Sample.setup))])
    model.apply([
      .event(
        .opened(setup: Sample.setup, name: "acme", resume: "vertesia-bedrock --setup k3vq7m2d")
      ),
      .event(.surveyed(Sample.survey)),
    ])
    #expect(model.apply([.event(.answered(Sample.answers))]) == [.command(.plan)])
    var rest = Sample.plan
    rest.changes = Array(rest.changes.suffix(3))
    model.apply([.event(.planned(rest))])
    let text = view(model, size: model.size).text.replacing("\n ", with: " ")
    #expect(text.contains("You stopped 14 days ago at: role."))
    #expect(text.contains("Not yet: role, permissions and connection."))
    model.press(.escape)
    #expect(model.place == .home)
  }

  @Test func aSetupThatWasLeftAtAQuestionReadsWhatTheQuestionNeeds() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var (model, _) = Model.start(
      survey: survey,
      opening: Sample.setup,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    var answers = Sample.answers
    answers[.permissions] = nil
    #expect(model.apply([.event(.answered(answers))]) == [.command(.prefetch)])
    #expect(model.place == .question(.permissions))
    // What is read then may bring an earlier question up, for as long as no key is pressed.
    model.answers[.region] = nil
    model.apply([.event(.surveyed(Sample.survey))])
    #expect(model.place == .question(.region))
    model.press(.enter)
    #expect(model.place == .question(.permissions))
    model.answers[.region] = nil
    model.apply([.event(.surveyed(Sample.survey))])
    #expect(model.place == .question(.permissions))
  }

  @Test func whatIsHandedOverInARunWaitsForItsEnd() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.apply([
      .event(.handed(Sample.handForm)),
      .event(
        .waiting(
          .connection,
          Wait(.vertesiaAdministrator, attempt: 1, elapsed: .zero, next: nil)
        )
      ),
    ])
    #expect(model.place == .acting)
    model.apply([.event(.finished(Sample.result(.stopped)))])
    #expect(model.place == .hand(.connection))
    let effects = model.press(.enter, .enter)
    #expect(effects == [.command(.handedBack(.connection, Answers()))])
    #expect(model.place == .plan)
    model.press(.escape)
    #expect(model.place != .acting)
  }

  @Test func aCodeThatWasPutOffCanStillBeTyped() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.apply([.event(.asked(.mfaCode, because: "The profile needs it."))])
    #expect(model.place == .question(.mfaCode))
    model.press(.escape)
    #expect(model.place == .acting)
    model.press(.enter)
    model.type("123456")
    #expect(model.press(.enter) == [.command(.secret(.mfaCode, SecretText("123456")))])
    #expect(model.place == .acting)
  }

  @Test func aFilterThatFindsNothingIsTakenAsTyped() {
    var model = Sample.answered()
    model.place = .question(.region)
    model.press(.character("/"))
    model.type("us-new-7")
    let effects = model.press(.enter)
    #expect(effects.contains(.command(.answer(.region, "us-new-7"))))
  }

  @Test func aModelIsEnabledByTheWayVertesiaLists() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    model.press(.home)
    let way = Sample.report.rows[0].ways[0].id
    #expect(model.press(.character("x")) == [.command(.enableModel(way))])
    #expect(model.press(.character("x")).isEmpty)
    model.apply([.event(.listed(Sample.report))])
    #expect(model.press(.character("*")) == [.command(.setDefaultModel(way))])
    model.apply([.event(.failed(.modelListing, Sample.roleFault))])
    #expect(model.place == .models)
    #expect(model.remark?.tone == .bad)
  }
}
