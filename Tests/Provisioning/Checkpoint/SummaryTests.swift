import Federation
import Testing

@testable import Provisioning

/// What a list says of a saved set-up.
struct SummaryTests {
  private static let checkpoint = Checkpoint(
    setup: "k3vq7m2d",
    name: "acme/us-east-1",
    createdAt: "2026-11-23T20:00:00Z"
  )

  @Test(arguments: [("true", "done"), ("false", "done, not checked")])
  func aSummarySaysWhetherTheModelsWereSeen(verified: String, words: String) {
    var checkpoint = Self.checkpoint
    for step in StepID.allCases {
      checkpoint.steps[step] = StepRecord(
        at: "2026-11-23T20:01:00Z",
        facts: [.verified: verified],
        outcome: .byHand
      )
    }
    #expect(checkpoint.summary(updatedAt: "").standing == words)
  }

  @Test func adviceThatCouldNotBeReadLeavesNothingToDo() {
    var checkpoint = Self.checkpoint
    for step in StepID.allCases where !step.isAdvice {
      checkpoint.steps[step] = StepRecord(at: "2026-11-23T20:01:00Z", outcome: .unchanged)
    }
    #expect(checkpoint.summary(updatedAt: "").isDone)
    checkpoint.steps[.connection] = nil
    #expect(checkpoint.summary(updatedAt: "").standing == "7 of 9 done")
  }

  @Test func aSummarySaysThatAChangeIsNotProven() {
    var checkpoint = Self.checkpoint
    for step in StepID.allCases {
      checkpoint.steps[step] = StepRecord(at: "2026-11-23T20:01:00Z", outcome: .unchanged)
    }
    #expect(checkpoint.summary(updatedAt: "").isDone)
    checkpoint.steps[.role]?.facts = [.name: "research"]
    checkpoint.steps[.permissions]?.facts = [.name: "research", .previous: "full-access"]
    #expect(checkpoint.summary(updatedAt: "").stoppedAt == .permissions)
    #expect(!checkpoint.summary(updatedAt: "").isDone)
    // Of a role that is not the set-up's any more nothing is to be proven.
    checkpoint.steps[.role]?.facts = [.name: "other"]
    #expect(checkpoint.summary(updatedAt: "").isDone)
  }
}

extension SummaryTests {
  @Test(arguments: [
    (StepID.identityProvider, "0 of 9, waiting for an AWS administrator"),
    (.environment, "0 of 9, waiting for somebody in Vertesia Studio"),
  ])
  func aSummarySaysWhoIsWaitedFor(step: StepID, words: String) {
    var checkpoint = Checkpoint(setup: "k3vq7m2d", name: "acme/us-east-1", createdAt: "")
    checkpoint.steps[step] = StepRecord(at: "2026-11-23T20:01:00Z", outcome: .waiting)
    #expect(checkpoint.summary(updatedAt: "").standing == words)
    // Who was asked is still asked, whatever keeps this sign-in from it.
    checkpoint.steps[step]?.fault = Fault(.callerCannotFinish)
    #expect(checkpoint.summary(updatedAt: "").standing == words)
    checkpoint.steps[step]?.outcome = nil
    #expect(checkpoint.summary(updatedAt: "").standing == "0 of 9 done")
  }
}
