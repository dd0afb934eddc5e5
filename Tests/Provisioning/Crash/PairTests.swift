import Federation
import Provisioning
import Testing

@testable import Simulation

/// What two machines leave behind is mended by what the program advises, and by searching again.
struct PairTests {
  /// An environment whose files are lost stands in the way of both, which have begun anew.
  @Test func whatIsAdvisedFirstLeadsToTheEnd() throws {
    var offline = Life(start: .anew)
    offline.incidents = [
      Life.Incident(operation: "GetCallerIdentity", trouble: .neverSent, times: 2),
      Life.Incident(operation: "GetCallerIdentity", trouble: .loseAnswer, times: 1),
    ]
    let schedule = PairSchedule(
      [
        .init(first: Life(), second: Life(start: .anew, ending: .powerLost(at: 32)), after: 0),
        .init(first: Life(start: .recover), second: offline, after: 101),
        .init(first: Life(start: .anew), second: Life(), after: 0),
      ],
      Schedule([]),
      seed: 3576
    )
    #expect(try schedule.settled() == [.advised(.environmentExists)])
  }

  /// The disk refuses while two set-ups are looked for, so that only one is found.
  @Test func aSearchThatWasCutOffIsMadeAgain() throws {
    var begun = Life(start: .anew)
    begun.incidents = [
      Life.Incident(operation: "GET /environments", trouble: .loseRequest, times: 1)
    ]
    let refused = Life(
      start: .recover,
      ending: .diskRefuses(at: 18, .notPermitted, lasts: true)
    )
    let schedule = PairSchedule(
      [.init(first: begun, second: refused, after: 0)],
      Schedule([]),
      seed: 4040
    )
    #expect(try schedule.settled().contains(.searchedAgain))
  }
}
