import Chance
import Federation
import Testing

/// Whatever is typed, in whatever order, the list stays in shape and nothing is lost.
struct SequenceTests {
  private static let texts = [
    "", " ", "prod", "old", "eu-west-1", "us-east-1", "us-gov-west-1", "key", "type-key",
    "by-hand", "paste-keys", "new-environment", "other-name", "other-policy", "inference",
    "listing", "yes", "Acme Research", Sample.org, Sample.env, Sample.project,
    Sample.otherProject, "Second", "A=b", "/", "/x/", "arn:aws:iam::111122223333:role/R",
    "arn:aws:iam::432112349876:policy/P", "111122223333", "api.eu1.vertesia.io",
    "https://cloud.vertesia.io/environments/\(Sample.env)?a=\(Sample.org)", "é🙂\u{0}\u{1B}[2J",
    "exactly:x", "${aws:username}", "*", "My name",
  ]

  private static func surveys(_ random: inout SplitMix64) -> Survey {
    var survey = [Survey(), Sample.survey].randomElement(using: &random) ?? Survey()
    if Bool.random(using: &random) {
      survey.organization = .known(
        Sample.organization(
          projects: 2,
          issuer: ["https://a.example.com", Sample.issuer].randomElement(
            using: &random
          ) ?? Sample.issuer
        )
      )
      survey.environments = .known([Sample.environment(), Sample.environment(name: "B")])
    }
    if Bool.random(using: &random) { survey.saved = [Sample.saved(account: "111122223333")] }
    let codes: [FaultCode] = [.awsSessionExpired, .mfaNeeded, .connectTimeout]
    if Int.random(in: 0..<4, using: &random) == 0, let code = codes.randomElement(using: &random) {
      survey.identity = .failed(Fault(code))
    }
    return survey
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func anySequenceKeepsTheListValid(_ seed: UInt64) {
    var random = SplitMix64(seed)
    let survey = Self.surveys(&random)
    var answers = Answers()
    for _ in 0..<60 {
      let id = QuestionID.allCases.randomElement(using: &random) ?? .aws
      let before = answers
      if Int.random(in: 0..<5, using: &random) == 0 {
        answers = Questionnaire.unsettle(id, answers)
        if id != .pairing, id != .roleAccount { #expect(answers.values == before.values) }
      } else {
        let text = Self.texts.randomElement(using: &random) ?? ""
        do {
          answers = try Questionnaire.settle(id, with: text, answers, survey)
        } catch {
          #expect(!error.remedies.isEmpty)
          #expect(answers == before)
        }
      }
      let questions = Questionnaire.questions(answers, survey)
      #expect(Set(questions.map(\.id)).count == questions.count)
      if let next = Questionnaire.next(answers, survey) {
        #expect(questions.contains { $0.id == next.id })
        #expect(!next.isCompanyRule)
      }
      for (key, values) in answers.values where !key.isList && !values.isEmpty {
        #expect(values.count == 1)
      }
      #expect(answers.doubtful.allSatisfy { answers.values[$0] != nil })
    }
  }

  /// Going back and agreeing again ends where it began.
  @Test func backNeverLoses() throws {
    let survey = Sample.survey
    var answers = Answers()
    while let question = Questionnaire.next(answers, survey) {
      answers = try Questionnaire.settle(
        question.id,
        with: try #require(question.suggestion),
        answers,
        survey
      )
    }
    answers = try Questionnaire.settle(.region, with: "us-west-2", answers, survey)
    answers = try Questionnaire.settle(.permissions, with: "listing", answers, survey)
    while let question = Questionnaire.next(answers, survey) {
      answers = try Questionnaire.settle(
        question.id,
        with: try #require(question.suggestion),
        answers,
        survey
      )
    }
    for question in Questionnaire.questions(answers, survey) where !question.isCompanyRule {
      let back = Questionnaire.unsettle(question.id, answers)
      #expect(back.values == answers.values)
      let open = try #require(Questionnaire.next(back, survey))
      #expect(open.id == question.id)
      let again = try Questionnaire.settle(
        open.id,
        with: try #require(open.suggestion),
        back,
        survey
      )
      #expect(again == answers, "\(question.id)")
    }
  }
}
