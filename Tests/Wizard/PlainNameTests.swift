import Federation
import Samples
import Testing

@testable import Wizard

@Suite("Rows by their names in lines")
struct PlainNameTests {
  @Test(arguments: [
    ("acme-prod", 1), ("Prod", 1), ("ACME-DEV", 0), ("acme", nil), ("me-p", nil), ("no", nil),
    ("yes", nil), ("keep", 2),
  ])
  func aPartThatOnlyOneHasNamesIt(_ text: String, _ row: Int?) {
    #expect(PlainList.only(["acme-dev", "acme-prod", "Keep it", "No more"], text) == row)
  }

  @Test(arguments: ["prod-plat", "PROD-PLATFORM"])
  func aSignInIsTakenByAPartOfItsName(_ name: String) {
    var talk = PlainTests.Talk()
    talk.line(name)
    #expect(talk.plain.model.answers[.profile] == "prod-platform")
    #expect(talk.printed.contains("prod-platform."))
  }

  @Test func aRegionIsTakenByItsPlace() {
    var talk = PlainTests.Talk()
    talk.line("")
    #expect(talk.plain.model.place == .question(.region))
    talk.line("Frankfurt")
    #expect(talk.plain.model.answers[.region] == "eu-central-1")
  }

  @Test func whatIsAskedOfAFaultIsTakenByItsWords() {
    var talk = PlainTests.Talk()
    while case .question = talk.plain.model.place { talk.line("") }
    talk.run(update(&talk.plain, .event(.failed(nil, Sample.roleFault))))
    #expect(talk.plain.model.place == .fault)
    talk.line("come back later")
    #expect(talk.exit != nil)
  }

  /// The names of the answers file do not stand in the list.
  @Test func permissionsThatAreRefusedAreToldByTheRows() {
    let fault = #expect(throws: Fault.self) {
      try Questionnaire.settle(.permissions, with: "everything", Answers(), Survey())
    }
    let cause =
      "It takes List and call models, AmazonBedrockFullAccess, List models only or the ARN of a"
    #expect(fault?.cause.hasPrefix(cause) == true, "\(fault?.cause ?? "")")
    #expect(fault?.remedies.first?.words.hasPrefix("Take List and call models unless") == true)
  }
}
