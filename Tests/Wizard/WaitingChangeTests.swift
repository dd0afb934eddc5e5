import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// What was found or answered anew of a set-up that is done, until somebody acts on it.
struct WaitingChangeTests {
  /// A look that finds something amiss is not forgotten on the way back.
  @Test func whatIsNotAsItWasIsTold() {
    var model = opened()
    _ = choose(.check, in: &model)
    var plan = Sample.plan
    plan.standings[.role] = .missing
    model.apply([.event(.planned(plan))])
    let told = view(model, size: model.size).text.split(whereSeparator: \.isWhitespace)
    #expect(told.joined(separator: " ").contains("Vertesia cannot reach the models until"))
    model.press(.escape)
    #expect(model.place == .setup)
    #expect(view(model, size: model.size).text.contains("Not as it was: "))
  }

  /// What waits to be changed hides nothing that has gone.
  @Test func whatHasGoneIsToldBesideAChange() {
    func told(_ key: AnswerKey, _ value: String) -> String {
      var model = opened()
      model.survey.doneAnswers = model.answers
      model.answers[key] = value
      _ = choose(.check, in: &model)
      var plan = Sample.plan
      plan.standings[.role] = .missing
      model.apply([.event(.planned(plan))])
      let text = view(model, size: Size(rows: 36, columns: 60)).text
      return text.split(whereSeparator: \.isWhitespace).filter { $0 != "│" }.joined(separator: " ")
    }
    let gone = "Gone meanwhile: role. Vertesia cannot reach the models until that is mended."
    #expect(told(.permissions, "listing").contains("Changed since: permissions. " + gone))
    #expect(!told(.roleName, "Lab").contains("Gone meanwhile"))
  }

  /// So does what was done in this sitting, once its change is dropped.
  @Test func aChangeOfWhatWasDoneHereIsDropped() throws {
    var model = Scene.result.model(size: Size(rows: 24, columns: 80))
    let done = model.answers
    var survey = model.survey
    survey.doneAnswers = done
    model.answers[.permissions] = "listing"
    model.result = nil
    model.apply([.event(.surveyed(survey))])
    model.place = .setup
    _ = choose(.drop, in: &model)
    survey.doneAnswers = nil
    model.apply([.event(.answered(done)), .event(.surveyed(survey))])
    #expect(model.isDayTwo && model.exitOnLeaving == .done)
    #expect(model.setupChoices.first == .check)
  }

  /// The organization is being read: that it leaves nothing to ask is no reason not to look.
  @Test func aCheckGoesOnOnceTheKeyIsKnown() {
    var model = opened()
    model.survey.organization = .asking
    #expect(choose(.check, in: &model) == [.command(.prefetch)])
    #expect(model.question?.isHeld == true)
    var survey = Sample.survey
    var organization = survey.organization.value
    let own = organization?.projects.prefix(1) ?? []
    organization?.projects = Array(own)
    survey.organization = organization.map { .known($0) } ?? .notAsked
    let effects = update(&model, .event(.surveyed(survey)))
    #expect(effects == [.command(.plan)])
    #expect(model.place == .plan && model.remark == nil)
  }

  @Test func aChangeIsDropped() {
    var model = opened()
    let before = model.answers
    #expect(!model.setupChoices.contains(.drop))
    _ = choose(.permissions, in: &model)
    model.press(.down, .down, .enter, .escape, .escape)
    // There is something to drop once the session has kept it.
    #expect(model.isChanged && !model.setupChoices.contains(.drop))
    model.survey.doneAnswers = before
    #expect(model.place == .setup && model.openSummary?.standing == "done, change waiting")
    #expect(
      view(model, size: model.size).text.contains("Changed and not carried out yet: permissions.")
    )
    model.press(.home)
    #expect(choose(.drop, in: &model) == [.command(.dropChange)])
    #expect(!model.isChanged && model.answers == before)
    #expect(model.markedRow == SetupChoice.check.rawValue)
  }

  /// What an earlier sitting had changed.
  @Test func aChangeIsToldAfterARestart() {
    var model = opened()
    var survey = model.survey
    survey.doneAnswers = model.answers
    var answers = model.answers
    answers[.permissions] = "listing"
    answers[.roleName] = "Bedrock"
    model.apply([.event(.answered(answers)), .event(.surveyed(survey))])
    #expect(
      view(model, size: model.size).text.contains(
        "Changed and not carried out yet: permissions and role name."
      )
    )
    #expect(choose(.check, in: &model) == [.command(.plan)])
    model.press(.escape)
    #expect(choose(.drop, in: &model) == [.command(.dropChange)])
    #expect(model.answers[.roleName] == nil && !model.isChanged)
  }
}
