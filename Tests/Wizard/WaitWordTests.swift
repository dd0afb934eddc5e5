import Federation
import Testing

@testable import Wizard

@Suite("Words of a wait")
struct WaitWordTests {
  private static let ofEither: [Wait.Reason] = [.iamReads, .pacing, .settlingUnknown]

  /// A pause that Vertesia asks for is none of IAM's.
  @Test(arguments: StepID.allCases, ofEither)
  func namesTheServiceThatIsCalled(step: StepID, reason: Wait.Reason) {
    let told = [
      Words.waiting(reason, of: step), Words.why(reason, of: step),
      Words.whyStill(reason, of: step),
    ].joined(separator: " ")
    let isVertesia = step.side == .vertesia
    #expect(told.contains("Vertesia") == isVertesia)
    #expect((told.contains("AWS") || told.contains("IAM")) == !isVertesia)
  }
}
