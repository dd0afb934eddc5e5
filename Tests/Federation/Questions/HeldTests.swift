import Federation
import Testing

/// Whoever is faster than Vertesia is not led past a question.
struct HeldTests {
  private var answers: Answers {
    Answers([
      .awsAccess: ["credentials"], .profile: ["prod"], .region: ["eu-west-1"],
      .vertesiaAccess: ["key"],
    ])
  }

  private func survey(
    _ organization: Reading<Organization>,
    _ environments: Reading<[EnvironmentSummary]> = .notAsked
  ) -> Survey {
    var survey = Sample.survey
    survey.organization = organization
    survey.environments = environments
    return survey
  }

  @Test func nothingIsAskedWhileTheOrganizationIsRead() throws {
    let held = try #require(Questionnaire.next(answers, survey(.asking)))
    #expect(held.isHeld && held.id == .project)
    #expect(held.suggestion == nil && !held.allowsTyping && !held.title.isEmpty)
    // The project that a flag names is checked against what is read, too.
    var given = answers
    given[.project] = Sample.project
    #expect(Questionnaire.next(given, survey(.asking))?.isHeld == true)
  }

  @Test(arguments: [1, 2])
  func theNextQuestionComesFromWhatWasRead(_ projects: Int) throws {
    let known = Reading.known(Sample.organization(projects: projects))
    let held = try #require(Questionnaire.next(answers, survey(known, .asking)))
    #expect(held.isHeld && held.id == .environment)
    let there = survey(known, .known([Sample.environment()]))
    let question = try #require(Questionnaire.next(answers, there))
    guard case .choice(let choices) = question.form else { throw Fault(.badSetting) }
    #expect(question.id == .environment && !question.isHeld)
    #expect(choices.first?.id == Sample.env)
  }

  @Test(arguments: [FaultCode.connectTimeout, .vertesiaUnavailable])
  func aFailedReadHoldsNobodyUp(_ code: FaultCode) {
    let failed = Fault(code)
    #expect(Questionnaire.next(answers, survey(.failed(failed)))?.id == .environment)
    let known = Reading.known(Sample.organization())
    let next = Questionnaire.next(answers, survey(known, .failed(failed)))
    #expect(next?.id == .environment && next?.isHeld == false)
    #expect(next?.notices.first?.tone == .bad)
  }

  @Test func whoDoesItByHandWaitsForNothing() {
    var answers = answers
    answers[.vertesiaAccess] = Choose.byHand
    #expect(Questionnaire.next(answers, survey(.asking, .asking))?.id == .organization)
  }

  /// A doubtful site is tried before anybody is asked.
  @Test func aDoubtfulSiteIsAskedOnceItRefuses() {
    var answers = answers
    answers[.site] = "api.eu1.vertesia.io"
    answers.doubtful = [.site]
    #expect(Questionnaire.next(answers, survey(.asking))?.isHeld == true)
    #expect(Questionnaire.next(answers, survey(.failed(Fault(.wrongSite))))?.id == .site)
  }
}
