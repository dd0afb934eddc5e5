import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("The page of a saved set-up")
struct SetupPageTests {
  private func done(_ size: Size = Size(rows: 24, columns: 80)) -> Model {
    Scene.setup.model(size: size)
  }

  private func begun() -> Model { Scene.setupBegun.model(size: Size(rows: 24, columns: 80)) }

  // MARK: Its name

  @Test func anotherNameShowsAtOnceEverywhere() {
    var model = done()
    #expect(choose(.rename, in: &model).isEmpty)
    #expect(model.draft.field.text == Sample.saved[1].name)
    model.press(.control("u"))
    model.type("Research lab")
    #expect(model.press(.enter) == [.command(.rename("Research lab"))])
    #expect(model.place == .setup)
    #expect(view(model, size: model.size).text.contains("Research lab"))
    #expect(model.windowTitle.hasSuffix("Research lab"))
    model.press(.escape)
    #expect(view(model, size: model.size).text.contains("Research lab"))
    #expect(!view(model, size: model.size).text.contains(Sample.saved[1].name))
  }

  @Test(arguments: [
    ("", "at least one"), (String(repeating: "x", count: 61), "at most 60"),
    (Sample.saved[0].name, "has this name"), (Sample.saved[0].id, "begins so"), ("-x", "hyphen"),
  ])
  func theRuleIsToldWhileTyping(_ name: String, _ words: String) {
    var model = done()
    _ = choose(.rename, in: &model)
    model.press(.control("u"))
    model.type(name)
    #expect(view(model, size: model.size).text.contains(words))
    #expect(model.press(.enter).isEmpty)
    #expect(model.place == .question(.setupName))
    model.press(.escape)
    #expect(model.place == .setup)
    #expect(model.setup?.name == Sample.saved[1].name)
  }

  /// What is read meanwhile leads nobody away.
  @Test func newsDoNotEndTheTyping() {
    var model = done()
    _ = choose(.rename, in: &model)
    model.answers[.permissions] = nil
    model.apply([.event(.surveyed(Sample.survey))])
    #expect(model.place == .question(.setupName))
  }

  @Test func theSessionHasTheLastWord() {
    var model = done()
    _ = choose(.rename, in: &model)
    model.press(.control("u"))
    model.type("Lab")
    model.press(.enter)
    model.apply([
      .event(.opened(setup: Sample.saved[1].id, name: Sample.saved[1].name, resume: "resume")),
      .event(.refused(.setupName, Fault(.badSetupName))),
    ])
    #expect(model.place == .question(.setupName))
    #expect(model.setup?.name == Sample.saved[1].name)
    #expect(model.windowTitle.hasSuffix(Sample.saved[1].name))
    #expect(view(model, size: model.size).text.contains("cannot be the name"))
  }

  // MARK: Off the list

  @Test func aFalseStartOpensWithItsWays() {
    let model = begun()
    #expect(model.place == .setup)
    #expect(model.setupChoices == [.goOn, .rename, .discard])
    #expect(!model.offers.contains { $0.action == .new || $0.action == .details })
  }

  @Test func whoNamedItGoesOnAtOnceAndFindsItsPageBehind() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved + [Sample.falseStart]
    var (model, _) = Model.start(
      survey: survey,
      opening: Sample.falseStart.id,
      size: Size(rows: 24, columns: 80),
      timeline: Sample.timeline,
      stateDirectory: "/state"
    )
    model.apply(Sample.opened(Sample.falseStart).map(Message.event))
    #expect(model.place != .setup)
    model.press(.escape)
    #expect(model.place == .setup)
    model.press(.escape)
    #expect(model.place == .home)
  }

  /// One that was begun a moment ago needs no other start for that.
  @Test func whatWasBegunHereCanBeTakenOff() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var model = Sample.start(survey)
    model.press(.character("n"))
    #expect(!model.isFalseStart)
    model.apply([
      .event(.opened(setup: Sample.setup, name: "new/us-east-1", resume: "resume")),
      .event(.answered(Sample.answers)), .event(.saved),
    ])
    for _ in 0..<20 where model.place != .home { model.press(.escape) }
    model.press(.home, .enter)
    #expect(model.place == .setup)
    #expect(model.setupChoices == [.goOn, .rename, .discard])
    model.press(.enter)
    #expect(model.place == .plan)
    model.apply([.event(.planned(Sample.plan)), .input(.character("a"))])
    #expect(!model.isFalseStart)
  }

  @Test func onlyItsKeyTakesItOffTheList() {
    var model = begun()
    #expect(choose(.discard, in: &model).isEmpty)
    #expect(model.overlay == .discard)
    for _ in 0..<20 { #expect(model.press(.enter).isEmpty) }
    model.press(.escape)
    #expect(model.place == .setup && model.overlay == nil)
    #expect(model.press(.character("a")).isEmpty)
    model.press(.enter)
    #expect(model.press(.character("a")) == [.command(.discard)])
    model.apply([.event(.discarded(setup: Sample.falseStart.id)), .event(.surveyed(Survey()))])
    #expect(model.place == .home)
    #expect(model.homeRows.map(\.id) == ["new"])
    #expect(model.press(.character("q")).last == .quit(.done))
  }

  @Test func whatMadeSomethingCannotBeTakenOff() {
    #expect(!done().setupChoices.contains(.discard))
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    var model = Sample.start(survey)
    model.press(.enter)
    model.apply(Sample.opened(Sample.saved[0]).map(Message.event))
    model.press(.escape)
    #expect(model.place == .setup)
    #expect(model.setupChoices == [.goOn, .rename, .made])
    // Of one in which nothing was made, once somebody has agreed to a plan.
    var other = begun()
    other.consented = Sample.plan.changes
    #expect(!other.setupChoices.contains(.discard))
  }

  @Test func linesDoTheSame() throws {
    var survey = Sample.firstSurvey
    survey.saved = [Sample.falseStart]
    var talk = PlainTests.Talk(survey: survey)
    let tell = { (talk: inout PlainTests.Talk) in
      for event in Sample.opened(Sample.falseStart) {
        talk.run(update(&talk.plain, .event(event)))
      }
    }
    talk.session.answers = Sample.answers
    _ = update(&talk.plain, .line("1"))
    tell(&talk)
    #expect(talk.text.contains("3. Take it off this list"))
    talk.line("2")
    #expect(talk.text.contains("What should this set-up be called?"))
    talk.line("-x")
    #expect(talk.text.contains("does not begin with a hyphen"))
    talk.line("Lab")
    #expect(talk.session.commands.last == .rename("Lab"))
    #expect(talk.text.contains("Lab. Begun"))
    talk.line("3")
    #expect(talk.text.contains("Take it off? yes or no [no]:"))
    talk.line("")
    #expect(talk.session.commands.last == .rename("Lab"))
    talk.line("3")
    talk.line("yes")
    #expect(talk.session.commands.last == .discard)
  }

  // MARK: The check

  private static let asItIs: Plan = {
    var plan = Sample.plan
    plan.changes = []
    return plan
  }()

  @Test func aCheckOfWhatIsAsItShouldBeShowsNoPlan() {
    var model = done()
    #expect(choose(.check, in: &model) == [.command(.plan)])
    let plan = Self.asItIs
    #expect(
      model.apply([.event(.planned(plan))]) == [.command(.apply(consent: plan.digest))]
    )
    #expect(model.place == .acting)
    #expect(view(model, size: model.size).text.contains("Checking every step"))
    model.apply([.event(.finished(Sample.result(.done)))])
    #expect(model.place == .result)
    model.press(.escape)
    #expect(model.place == .setup)
  }

  /// What a person has to see first is shown, and so is everything that was asked for otherwise.
  @Test(arguments: ["changes", "wider", "blind", "answered", "looked at"])
  func anythingElseIsShownFirst(_ what: String) {
    var (model, plan) = (done(), Self.asItIs)
    switch what {
    case "changes": plan.changes = Sample.plan.changes
    case "wider": plan.isWider = true
    case "blind": plan.isBlind = true
    case "answered": model.answers[.permissions] = "listing"
    default: break
    }
    _ = choose(.check, in: &model)
    if what == "looked at" {
      // Put away, and asked for by something else.
      model.press(.escape)
      _ = model.take(SetupChoice.rules)
      _ = model.lookAtPlan()
    }
    #expect(model.apply([.event(.planned(plan))]).isEmpty)
    #expect(model.place == .plan)
    #expect(!model.isCheck)
  }

  // MARK: Its rows

  /// All that can be done is in sight.
  @Test(arguments: [Size(rows: 16, columns: 60), Size(rows: 24, columns: 80)], [false, true])
  func nothingHasToBeScrolledTo(size: Size, isChanged: Bool) {
    var model = done(size)
    model.resumed?.site = "api.eu1.vertesia.io"
    if isChanged { model.answers[.permissions] = "listing" }
    let text = view(model, size: size).text
    #expect(!text.contains("more below"))
    for choice in model.setupChoices {
      #expect(text.contains(choice.words(isChanged: isChanged)))
    }
    if size.rows == 24 { #expect(text.contains("Vertesia-acme-research-eu-central-1-b2c3d4e5")) }
  }
}
