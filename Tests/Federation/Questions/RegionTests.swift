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
}
