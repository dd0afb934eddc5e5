import Federation
import Testing

@testable import Provisioning
@testable import Simulation

struct JournalTests {
  private static func intent(_ step: StepID) -> Intent {
    let change = Change(step: step, verb: .create, operation: "Make", object: "it", command: "")
    return Intent(change: change, requestHash: "", marker: "", at: "")
  }

  private static func left(_ step: StepID, _ journal: Journal) async -> Bool {
    do { try await journal.intend(intent(step), name: nil) } catch { return false }
    return true
  }

  /// Two changes are about to leave when the disk is full: neither does, and what was done stands.
  @Test func whatWasDoneStandsUntilAChangeLeaves() async throws {
    let disk = MemoryDisk()
    let state = StateDirectory(path: "/state", disk: disk, tool: "1") { count in
      Array(repeating: 7, count: count)
    }
    var checkpoint = Checkpoint(
      setup: "k3vq7m2d",
      name: "acme",
      createdAt: "",
      answers: Answers([.permissions: ["listing"]]),
      steps: [:]
    )
    let done = Checkpoint.Done(answers: Answers([.permissions: ["inference"]]), steps: [:])
    checkpoint.done = done
    let store = try state.open("k3vq7m2d", note: "test")
    let journal = Journal(checkpoint, store: store, time: { "" }, saved: {})
    try await journal.persist()
    for _ in 0..<20 {
      disk.fail(at: disk.creations + 1)
      async let first = Self.left(.environment, journal)
      async let second = Self.left(.role, journal)
      #expect(await [first, second] == [false, false])
      disk.fail(at: nil)
      #expect(await journal.checkpoint == checkpoint)
    }
    try await journal.intend(Self.intent(.role), name: "r")
    #expect(await journal.checkpoint.done == nil)
    // What has left is not called undone by one that does not.
    disk.fail(at: disk.creations + 1)
    await #expect(throws: Fault.self) {
      try await journal.intend(Self.intent(.environment), name: nil)
    }
    #expect(await journal.checkpoint.done == nil)
  }
}
