import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// Which set-ups can be taken off the list, and what of them is left wherever that is cut off.
struct DiscardTests {
  private static let checkpoint = Checkpoint(
    setup: "k3vq7m2d",
    name: "acme/us-east-1",
    createdAt: "2026-11-23T20:00:00Z"
  )
  private static let at = "2026-11-23T20:01:00Z"
  private static let intent = Intent(
    change: Change(
      step: .role,
      verb: .create,
      operation: "CreateRole",
      object: "role",
      command: "aws"
    ),
    requestHash: "0",
    marker: "k3vq7m2d",
    at: at
  )

  @Test func whatWasOnlyAnsweredOrRefusedMadeNothing() {
    var checkpoint = Self.checkpoint
    #expect(checkpoint.madeNothing)
    checkpoint.answers[.environmentID] = "68c4d0e1f2a3b4c5d6e7f809"
    checkpoint.steps[.awsIdentity] = StepRecord(at: Self.at, outcome: .unchanged)
    checkpoint.steps[.role] = StepRecord(
      at: Self.at,
      attempts: 1,
      facts: [.name: "Vertesia-x"],
      fault: Fault(.iamDenied)
    )
    #expect(checkpoint.madeNothing)
    #expect(checkpoint.summary(updatedAt: "").madeNothing)
  }

  @Test(arguments: [
    StepRecord(at: at, outcome: .created), StepRecord(at: at, outcome: .reused),
    StepRecord(at: at, outcome: .byHand), StepRecord(at: at, outcome: .waiting),
    StepRecord(at: at, intent: intent),
    StepRecord(at: at, fault: Fault(.iamDenied), intent: intent),
    StepRecord(at: at, facts: [.arn: "arn:aws:iam::1:role/x"], fault: Fault(.iamDenied)),
    StepRecord(at: at, facts: [.resent: "true"], fault: Fault(.iamDenied)),
    // As it is where a person was asked, and then was not waited for.
    StepRecord(at: at),
  ])
  func whatWasOrMayHaveBeenMadeCounts(_ record: StepRecord) {
    var checkpoint = Self.checkpoint
    checkpoint.steps[.role] = record
    #expect(!checkpoint.madeNothing)
  }

  /// Another environment was chosen after one was made, and nothing else.
  @Test func whatIsNotRememberedAnyMoreCounts() {
    var checkpoint = Self.checkpoint
    checkpoint.steps[.environment] = StepRecord(at: Self.at, outcome: .created)
    checkpoint.steps[.role] = StepRecord(at: Self.at, fault: Fault(.iamDenied))
    checkpoint.forget(.environment)
    #expect(!checkpoint.madeNothing && checkpoint.steps[.environment] == nil)
    checkpoint = Self.checkpoint
    checkpoint.steps[.role] = StepRecord(at: Self.at, fault: Fault(.iamDenied))
    checkpoint.forget(.role)
    #expect(checkpoint.madeNothing)
  }

  @Test func whatAPersonBroughtCounts() {
    var checkpoint = Self.checkpoint
    checkpoint.answers[.roleARN] = "arn:aws:iam::432112349876:role/x"
    #expect(!checkpoint.madeNothing)
    checkpoint = Self.checkpoint
    checkpoint.answers[.environmentID] = "68c4d0e1f2a3b4c5d6e7f809"
    checkpoint.answers[.vertesiaAccess] = "by-hand"
    #expect(!checkpoint.madeNothing)
    checkpoint = Self.checkpoint
    checkpoint.steps[.modelListing] = StepRecord(at: Self.at, outcome: .byHand)
    #expect(!checkpoint.madeNothing)
  }

  /// Three generations were saved; then it is discarded on a disk that dies.
  private func run(_ disk: PowerLossDisk) async {
    let state = StateDirectory(path: "/state", disk: disk, tool: "test") { Dice().bytes($0) }
    guard let store = try? state.open("k3vq7m2d", note: "test") else { return }
    _ = try? await store.load()
    try? await store.discard()
    // What was on its way brings nothing back.
    try? await store.save(Self.checkpoint)
  }

  /// The generation that cannot be read may tell of something that was made.
  @Test func whatIsDamagedStays() async throws {
    let disk = PowerLossDisk()
    let state = StateDirectory(path: "/state", disk: disk, tool: "test") { Dice().bytes($0) }
    let store = try state.open("k3vq7m2d", note: "test")
    try await store.save(Self.checkpoint)
    try await store.save(Self.checkpoint)
    await store.close()
    var image = disk.now
    image.contents[try #require(image.names["/state/k3vq7m2d/checkpoint.json"])] = [0x7B]
    let damaged = PowerLossDisk(image)
    let after = StateDirectory(path: "/state", disk: damaged, tool: "test") { Dice().bytes($0) }
    #expect(try after.list().first?.summary.get().madeNothing == false)
    let opened = try after.open("k3vq7m2d", note: "test")
    _ = try await opened.load()
    await #expect(throws: Fault.self) { try await opened.discard() }
    #expect(damaged.now == image)
  }

  @Test func itIsListedWholeOrGoneWhereverThePowerGoes() async throws {
    let first = PowerLossDisk()
    let state = StateDirectory(path: "/state", disk: first, tool: "test") { Dice().bytes($0) }
    let store = try state.open("k3vq7m2d", note: "test")
    var last = Self.checkpoint
    for name in ["one", "two", "three"] {
      last.name = name
      try await store.save(last)
    }
    let image = first.now
    let fuse = Fuse()
    await run(PowerLossDisk(image, fuse: fuse))
    var found: Set<Bool> = []
    for death in 1...(fuse.boundaries.count + 1) {
      let disk = PowerLossDisk(image, fuse: Fuse(at: death))
      await run(disk)
      for left in disk.survivors {
        let after = StateDirectory(path: "/state", disk: PowerLossDisk(left), tool: "test") {
          Dice().bytes($0)
        }
        let listed = try after.list()
        #expect(listed.isEmpty || listed.map(\.checkpoint) == [last], "died at \(death)")
        found.insert(listed.isEmpty)
        if death > fuse.boundaries.count { #expect(listed.isEmpty) }
      }
    }
    #expect(found == [true, false])
  }
}
