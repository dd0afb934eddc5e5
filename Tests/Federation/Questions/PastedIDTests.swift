import Federation
import Testing

struct PastedIDTests {
  @Test(arguments: [
    ("https://cloud.vertesia.io/studio", "an address"), ("arn:aws:iam::1:role/x", "an ARN"),
    (Sample.account, "an AWS account"), ("jo@acme.example", "an e-mail"),
    ("64f0c1a2b3", "It has 10 characters; an ID has 24"), (Sample.org + "00", "too long, with 26"),
    ("Acme Research", "a name"),
  ])
  func aPastedIDSaysWhatItLooksLike(_ text: String, _ words: String) {
    for id in [QuestionID.organization, .environmentID] {
      let fault = #expect(throws: Fault.self) {
        try Questionnaire.settle(id, with: text, Answers(), Survey())
      }
      #expect(fault?.cause.contains(words) == true, "\(fault?.cause ?? "")")
      #expect(fault?.cause.contains("24 digits and letters from a to f") == true)
    }
  }

  /// One that belongs to something else is called by its name.
  @Test func anIDOfSomethingElseIsCalledByItsName() {
    var survey = Sample.survey
    survey.environments = .known([Sample.environment(name: "B")])
    let byHand = Answers([.vertesiaAccess: ["by-hand"]])
    for (id, text, words) in [
      (QuestionID.organization, Sample.env, "the environment B, not the Organization ID"),
      (.organization, Sample.project, "the project Main, not the Organization ID"),
      (.environmentID, Sample.org, "the organization Acme Research, not the Environment ID"),
    ] {
      let fault = #expect(throws: Fault.self) {
        try Questionnaire.settle(id, with: text, byHand, survey)
      }
      #expect(fault?.code == .swappedIDs)
      #expect(fault?.cause.contains(words) == true, "\(fault?.cause ?? "")")
    }
  }
}
