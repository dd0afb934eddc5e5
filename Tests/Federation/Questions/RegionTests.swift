import Federation
import Testing

struct RegionTests {
  /// Where a set-up is saved is seen before another one is begun there.
  @Test func aRegionSaysWhichSetupItHas() throws {
    var survey = Sample.survey
    var saved = [Sample.saved(account: Sample.account), Sample.saved(account: "111122223333")]
    for index in saved.indices { saved[index].region = "eu-west-1" }
    survey.saved = saved
    func detail() throws -> String? {
      let question = try #require(Questionnaire.question(.region, Answers(), survey))
      guard case .choice(let choices) = question.form else { return nil }
      return choices.first { $0.id == "eu-west-1" }?.detail
    }
    #expect(try detail() == "Ireland, set up here already, as acme/eu-west-1")
    survey.identity = .asking
    #expect(try detail() == "Ireland, set up here already, 2 set-ups")
    survey.saved = []
    #expect(try detail() == "Ireland")
  }

  /// What is answered meanwhile is suggested where it stands, so that a number means the same row
  /// each time the list is told.
  @Test(arguments: [nil, "eu-west-1", "us-gone-7"])
  func theListKeepsItsOrder(_ configured: String?) throws {
    var survey = Sample.survey
    survey.configuredRegion = configured
    func told(_ answer: String?) throws -> (ids: [String], suggestion: String?) {
      let answers = Answers(answer.map { [.region: [$0]] } ?? [:])
      let question = try #require(Questionnaire.question(.region, answers, survey))
      guard case .choice(let choices) = question.form else { return ([], nil) }
      return (choices.map(\.id), question.suggestion)
    }
    let first = try told(nil)
    let again = try told("us-west-2")
    #expect(again.suggestion == "us-west-2" && again.ids.contains("us-west-2"))
    #expect(Array(again.ids.prefix(30)) == Array(first.ids.prefix(30)))
    if configured == "eu-west-1" { #expect(first.ids.first == "eu-west-1") }
    // One that is not in the list comes after all others.
    #expect(try told("us-new-9").ids.last == "us-new-9")
  }
}
