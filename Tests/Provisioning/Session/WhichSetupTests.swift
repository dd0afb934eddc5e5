import Federation
import Testing

@testable import Provisioning
@testable import Simulation

struct WhichSetupTests {
  private static func saved(
    _ id: String,
    environment: String? = nil,
    name: String? = nil,
    settled: Int = 9,
    at time: String = "2026-08-22T08:00:00Z"
  ) -> SetupSummary {
    SetupSummary(
      id: id,
      name: "acme-research/us-east-1",
      organization: MemoryCloud.organization,
      region: "us-east-1",
      environmentID: environment,
      environmentName: name,
      settled: settled,
      of: 9,
      updatedAt: time
    )
  }

  private static func choose(_ saved: [SetupSummary]) throws(Fault) -> String? {
    var survey = Survey()
    survey.now = "2026-08-22T10:00:00Z"
    survey.saved = saved
    let answers = Answers([
      .organization: [MemoryCloud.organization], .region: ["us-east-1"],
      .environmentName: ["bedrock-us-east-1"],
    ])
    return try WhichSetup.choose(answers, survey)
  }

  @Test func anIdThatLedNowhereIsNotMeantWithoutIt() throws {
    let wrong = Self.saved("aaaaaaaa", environment: "68c4d0e1f2a3b4c5d6e7f8aa", settled: 0)
    #expect(try Self.choose([wrong]) == nil)
    var done = wrong
    done.settled = 9
    #expect(try Self.choose([done]) == "aaaaaaaa")
    #expect(try Self.choose([Self.saved("bbbbbbbb", settled: 0)]) == "bbbbbbbb")
  }

  @Test func whatFitsAlikeIsToldApart() {
    let fault = #expect(throws: Fault.self) {
      try Self.choose([
        Self.saved("aaaaaaaa", environment: "68c4d0e1", name: "bedrock-us-east-1"),
        Self.saved("bbbbbbbb", settled: 2, at: "2026-08-22T09:58:00Z"),
      ])
    }
    #expect(fault?.code == .ambiguousSetup)
    #expect(
      fault?.remedies.map(\.words) == [
        "Go on with aaaaaaaa: acme-research/us-east-1, bedrock-us-east-1, 68c4d0e1, done, "
          + "2 hours ago",
        "Go on with bbbbbbbb: acme-research/us-east-1, no environment yet, 2 of 9 done, "
          + "2 minutes ago",
      ]
    )
  }

  @Test func whereNothingWasDoneIsNoChoiceBesideOneThatCameFurther() throws {
    let empty = Self.saved("bbbbbbbb", settled: 0, at: "2026-08-22T09:58:00Z")
    #expect(try Self.choose([empty, Self.saved("aaaaaaaa", settled: 3)]) == "aaaaaaaa")
    #expect(throws: Fault.self) { try Self.choose([empty, Self.saved("aaaaaaaa", settled: 0)]) }
  }
}
