#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Federation
import Testing

struct AnswersTests {
  @Test func whatIsSavedComesBack() throws {
    var answers = Answers([.region: ["eu-west-1"], .tag: ["a=b", "c=d"]])
    answers[all: .confirmed] = ["role-account:432112349876"]
    answers.doubtful = [.region]
    let data = try JSONEncoder().encode(answers)
    #expect(try JSONDecoder().decode(Answers.self, from: data) == answers)
  }

  /// A choice whose text is still to come is not asked again after a restart; the text is.
  @Test func halfAnAnswerIsSaved() throws {
    let half = try Questionnaire.settle(
      .environment,
      with: Choose.otherName,
      Answers([.region: ["eu-west-1"]]),
      Sample.survey
    )
    let data = try JSONEncoder().encode(half)
    let saved = try JSONDecoder().decode(Answers.self, from: data)
    #expect(saved == half)
    #expect(Questionnaire.next(saved, Sample.survey)?.id != .environment)
    #expect(Questionnaire.value(of: .environment, saved, Sample.survey) == Choose.otherName)
  }
}
