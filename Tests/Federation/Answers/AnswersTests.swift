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

  /// A choice whose text is still to come is asked again after a restart.
  @Test func halfAnAnswerIsNotSaved() throws {
    let half = try Questionnaire.settle(
      .environment,
      with: Choose.otherName,
      Answers([.region: ["eu-west-1"]]),
      Sample.survey
    )
    let data = try JSONEncoder().encode(half)
    #expect(try JSONDecoder().decode(Answers.self, from: data) == Answers([.region: ["eu-west-1"]]))
  }
}
