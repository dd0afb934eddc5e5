import Federation
import Testing

struct DefaultPathTests {
  /// Agrees with every suggestion, as somebody who only presses Enter.
  private func agree(_ survey: Survey, _ answers: Answers = Answers()) throws
    -> (asked: [QuestionID], answers: Answers)
  {
    var answers = answers
    var asked: [QuestionID] = []
    while let question = Questionnaire.next(answers, survey), asked.count < 20 {
      asked.append(question.id)
      let suggestion = try #require(question.suggestion, "\(question.id)")
      answers = try Questionnaire.settle(question.id, with: suggestion, answers, survey)
    }
    return (asked, answers)
  }

  @Test func enterIsEnough() throws {
    let (asked, answers) = try agree(Sample.survey)
    #expect(asked == [.aws, .region, .vertesia, .environment, .permissions])
    #expect(answers[.profile] == "prod")
    #expect(answers[.region] == "eu-west-1")
    #expect(answers[.environmentName] == "bedrock-eu-west-1")
    #expect(answers[.permissions] == "inference")
    #expect(Questionnaire.missing(answers, Sample.survey).isEmpty)
  }

  /// Where there are several projects, the key's own is taken, which is said beside the environment.
  @Test func anotherProjectIsOneRowAway() throws {
    var survey = Sample.survey
    survey.organization = .known(Sample.organization(projects: 2))
    let (asked, answers) = try agree(survey)
    #expect(asked == [.aws, .region, .vertesia, .environment, .permissions])
    #expect(Questionnaire.filled(answers, survey)[.project] == Sample.project)
    func row(_ answers: Answers) throws -> Question.Choice {
      let question = try #require(Questionnaire.question(.environment, answers, survey))
      guard case .choice(let choices) = question.form else { throw Fault(.badSetting) }
      return try #require(choices.last { $0.asks == .project })
    }
    #expect(try row(answers).detail == "now Main, the key's own")
    let other = try Questionnaire.settle(.project, with: Sample.otherProject, answers, survey)
    #expect(try row(other).detail == "now Second")
    #expect(Questionnaire.next(other, survey) == nil)
  }

  /// There is nothing to take unasked then.
  @Test func theProjectIsAskedForWhereTheKeyHasNone() throws {
    var survey = Sample.survey
    var organization = Sample.organization(projects: 2)
    organization.keyProject = nil
    survey.organization = .known(organization)
    let (asked, answers) = try agree(survey)
    #expect(asked == [.aws, .region, .vertesia, .project, .environment, .permissions])
    #expect(answers[.project] == Sample.project)
    #expect(Questionnaire.missing(Answers([.region: ["us-east-1"]]), survey) == [.project])
  }

  /// Of the environment that is chosen or was made before, it is known who may use it.
  @Test func whoMayUseItAlreadyIsSaid() throws {
    var survey = Sample.survey
    survey.organization = .known(Sample.organization(projects: 2))
    survey.environments = .known([Sample.environment()])
    func details(_ survey: Survey, _ answers: Answers) throws -> [String] {
      let question = try #require(Questionnaire.question(.project, answers, survey))
      guard case .choice(let choices) = question.form else { return [] }
      return choices.map(\.detail)
    }
    let plain = ["the project of the key", "not the project of the key"]
    let told = ["the project of the key, may use it already", plain[1]]
    #expect(try details(survey, Answers()) == plain)
    #expect(try details(survey, Answers([.environmentID: [Sample.env]])) == told)
    survey.ownEnvironment = Sample.env
    #expect(try details(survey, Answers()) == told)
  }

  /// Before anything has been read the same questions can be asked.
  @Test func nothingReadYet() throws {
    var survey = Survey()
    survey.signIns = Sample.survey.signIns
    let (asked, _) = try agree(survey)
    #expect(asked == [.aws, .region, .vertesia, .environment, .permissions])
  }

  @Test func withoutAnyKeyBothAreAskedFor() throws {
    var survey = Survey()
    survey.organization = .failed(Fault(.noVertesiaCredential))
    var answers = Answers()
    #expect(Questionnaire.next(answers, survey)?.suggestion == Choose.pasteKeys)
    answers = try Questionnaire.settle(.aws, with: Choose.pasteKeys, answers, survey)
    #expect(Questionnaire.next(answers, survey)?.id == .awsKeys)
    survey.held.insert(.awsKeys)
    answers = try Questionnaire.settle(.region, with: "us-east-1", answers, survey)
    #expect(Questionnaire.next(answers, survey)?.suggestion == Choose.typeKey)
    answers = try Questionnaire.settle(.vertesia, with: Choose.typeKey, answers, survey)
    #expect(Questionnaire.next(answers, survey)?.id == .vertesiaKey)
    survey.held.insert(.vertesiaKey)
    survey.organization = .known(Sample.organization())
    #expect(Questionnaire.next(answers, survey)?.id == .environment)
  }

  @Test func byHandAsksForTwoIDs() throws {
    let survey = Survey()
    var answers = Answers([.region: ["us-east-1"], .permissions: ["inference"]])
    answers = try Questionnaire.settle(.aws, with: Choose.byHand, answers, survey)
    answers = try Questionnaire.settle(.vertesia, with: Choose.byHand, answers, survey)
    let question = Questionnaire.next(answers, survey)
    #expect(question?.id == .organization)
    #expect(question?.byHand?.returns == [.organization])
    #expect(Questionnaire.missing(answers, survey) == [.organization, .environmentID])
    answers = try Questionnaire.settle(.organization, with: Sample.org, answers, survey)
    let environment = Questionnaire.next(answers, survey)
    #expect(environment?.id == .environmentID)
    #expect(environment?.byHand?.values.map(\.text).contains("us-east-1") == true)
    answers = try Questionnaire.settle(.environmentID, with: Sample.env, answers, survey)
    #expect(Questionnaire.next(answers, survey) == nil)
    #expect(Questionnaire.questions(answers, survey).contains { $0.id == .roleARN })
  }

  /// A name is asked for by the page of a saved set-up alone.
  @Test func everyQuestionExplainsItself() {
    for id in QuestionID.allCases where id != .setupName {
      let question = Questionnaire.question(id, Answers(), Sample.survey)
      #expect(question?.id == id)
      #expect(question?.title.hasSuffix("?") == true || question?.title.hasPrefix("Paste") == true)
      #expect((question?.why.count ?? 0) > 40, "\(id)")
      #expect(question?.why.hasSuffix(".") == true)
      #expect(question?.why.contains("!") == false)
    }
  }

  /// What was chosen, its text still to come, gets no default in its place.
  @Test(arguments: [AnswerKey.permissions, .environmentName])
  func whatIsStillToComeIsMissing(key: AnswerKey) {
    var answers = Answers([.region: ["us-east-1"]])
    answers[all: key] = []
    #expect(Questionnaire.missing(answers, Sample.survey) == [key])
    #expect(Questionnaire.filled(answers, Sample.survey)[key] == nil)
  }

  @Test func runsWithoutATerminalAreToldWhatIsMissing() {
    var survey = Sample.survey
    #expect(Questionnaire.missing(Answers(), survey) == [.region])
    survey.configuredRegion = "eu-west-1"
    #expect(Questionnaire.missing(Answers(), survey).isEmpty)
    let filled = Questionnaire.filled(Answers(), survey)
    #expect(filled[.environmentName] == "bedrock-eu-west-1")
    #expect(filled[.organization] == Sample.org)
    #expect(filled[.issuer] == Sample.issuer)
    #expect(filled[.audience] == "bedrock")
    survey.organization = .known(Sample.organization(issuer: "https://sts.example.com"))
    #expect(Questionnaire.missing(Answers(), survey) == [.issuer])
  }
}
