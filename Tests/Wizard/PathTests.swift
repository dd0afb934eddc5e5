import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("The way through the questions")
struct PathTests {
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

  /// Every host of Vertesia's own that signs: the sites, their previews, and the one before them.
  static let issuers =
    ["sts.becomposable.com", "sts.vertesia.io", "sts-preview.vertesia.io", "sts.dev1.vertesia.io"]
    + ["us1", "eu1", "jp1"].flatMap { ["sts.\($0).vertesia.io", "sts-preview.\($0).vertesia.io"] }

  /// At most five questions and eight keys, nothing typed; without a key in the environment, one is
  /// pasted where the organization is asked.
  @Test(arguments: issuers, [true, false])
  func noIssuerOfVertesiasOwnAsksMore(host: String, hasKey: Bool) throws {
    var first = Sample.firstSurvey
    var known = Sample.survey
    var organization = Sample.organization
    organization.issuer = "https://\(host)"
    known.organization = .known(organization)
    var (model, effects) = Model.start(
      survey: first,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    var session = FakeSession()
    first = known
    if !hasKey { first.organization = .failed(Fault(.noVertesiaCredential)) }
    session.survey = first
    _ = session.settle(&model, effects)
    var asked: [QuestionID] = []
    var (keys, pastes) = (0, 0)
    while case .question(let id) = model.place, asked.count < 12 {
      asked.append(id)
      if id == .vertesia, !hasKey {
        known.held.insert(.vertesiaKey)
        session.survey = known
        effects = update(&model, .input(.paste("sk-0123456789abcdef0123456789abcdef")))
        _ = session.settle(&model, effects)
        _ = session.settle(&model, update(&model, .event(.surveyed(known))))
        pastes += 1
      } else {
        _ = press(.enter, &model, &session)
        keys += 1
      }
    }
    #expect(model.place == .plan)
    #expect(asked == [.aws, .region, .vertesia, .environment, .permissions])
    #expect(model.answers[.issuer] == nil)
    _ = press(.character("a"), &model, &session)
    _ = press(.character("m"), &model, &session)
    keys += 2
    #expect(model.place == .models)
    #expect(keys <= 8 && asked.count <= 5 && pastes == (hasKey ? 0 : 1))
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

  /// All is answered, so Enter leads on to the plan at once; Back still knows the way.
  @Test func whoWentBackAndOnMayGoBackAgain() {
    var (model, session) = begin()
    func back() -> [Place] {
      var places: [Place] = []
      while model.overlay == nil, places.count < 20 {
        _ = press(.escape, &model, &session)
        if model.overlay == nil { places.append(model.place) }
      }
      _ = press(.escape, &model, &session)
      return places
    }
    while case .question = model.place { _ = press(.enter, &model, &session) }
    let first = back()
    #expect(first.count > 3 && first.last == .question(.aws))
    while case .question = model.place { _ = press(.enter, &model, &session) }
    #expect(model.place == .plan)
    #expect(back() == first)
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
    #expect(model.place == .setup)
    model.press(.escape)
    #expect(model.place == .home)
    // The open one leads the list, and nothing has to be opened again to go on with it.
    let open = Model.OpenSetup(
      id: Sample.setup,
      name: "acme",
      resume: "vertesia-bedrock --setup k3vq7m2d"
    )
    #expect(model.homeRows.first == .open(open))
    #expect(model.homeRows.count { $0.id.hasSuffix(Sample.setup) } == 1)
    model.press(.home)
    model.press(.enter)
    #expect(model.place == .plan)
  }

  /// One that was done did not stop anywhere; only what changed since is told.
  @Test(arguments: [
    (3, "Every step was done 14 days ago. Not as it was: role, permissions and connection."),
    (0, "Every step was done 14 days ago."),
  ])
  func aSetupThatWasDoneSaysSo(changes: Int, words: String) {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    survey.saved[0].settled = survey.saved[0].of
    survey.saved[0].stoppedAt = nil
    var (model, _) = Model.start(
      survey: survey,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    model.press(.enter)
    var later = Sample.survey
    later.saved = survey.saved
    var plan = Sample.plan
    plan.changes = Array(plan.changes.suffix(changes))
    // Only what a person has to know is shown where nothing is to be changed.
    plan.isWider = true
    model.apply([
      .event(
        .opened(setup: Sample.setup, name: "acme", resume: "vertesia-bedrock --setup k3vq7m2d")
      ),
      .event(.surveyed(later)), .event(.answered(Sample.answers)),
    ])
    #expect(model.press(.enter) == [.command(.plan)])
    model.apply([.event(.planned(plan))])
    let text = view(model, size: model.size).text.replacing("\n ", with: " ")
    #expect(text.contains(words))
    #expect(!text.contains("There:"))
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

  @Test func anotherSetupIsNotSavedYet() {
    var model = Scene.home.model(size: Size(rows: 24, columns: 80))
    model.apply([.event(.saved)])
    #expect(model.isKept)
    model.press(.character("n"))
    #expect(!model.isKept)
  }
}
