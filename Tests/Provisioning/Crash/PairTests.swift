import Testing

@testable import Simulation

/// Two machines that left something behind which both had to stop for, or which nobody told of.
struct PairTests {
  @Test(arguments: [
    // Both have begun anew beside an environment whose files are lost.
    3576,
    // The role of a set-up that was found again was made elsewhere.
    11_800,
    // The disk refuses while two set-ups are looked for, so that only one is found.
    4040,
  ])
  func whatIsAdvisedFirstLeadsToTheEnd(seed: UInt64) throws {
    try PairSchedule(seed: seed).perform()
  }
}
