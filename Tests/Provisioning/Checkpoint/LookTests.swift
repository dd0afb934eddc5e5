import Clients
import Federation
import Foundation
import Testing

@testable import Provisioning

@Suite("Looking at a set-up that is open elsewhere")
struct LookTests {
  private let checkpoint = Checkpoint(
    setup: "k3vq7m2d",
    name: "acme/us-east-1",
    createdAt: "2026-11-23T20:00:00Z",
    answers: Answers(),
    steps: [:]
  )

  /// A look reads beside whoever has it open, writes nothing, and keeps nobody out.
  @Test func aLookNeedsNoLock() async throws {
    let scratch = Scratch()
    let first = try scratch.state().open("k3vq7m2d", note: "first")
    try await first.save(checkpoint)
    let look = try scratch.state().open("k3vq7m2d", note: "look", isLook: true)
    #expect(try await look.load()?.checkpoint == checkpoint)
    #expect(look.notice?.words.contains("first") == true)
    let before = scratch.bytes("checkpoint.json")
    let calls = scratch.bytes("calls.jsonl")
    look.calls.record(
      CallRecord(
        time: Date(timeIntervalSince1970: 0),
        service: "iam",
        operation: "GetRole",
        milliseconds: 1
      )
    )
    let refused = await #expect(throws: Fault.self) { try await look.save(checkpoint) }
    #expect(refused?.code == .checkpointNotWritten)
    await #expect(throws: Fault.self) { try await look.discard() }
    await #expect(throws: Fault.self) { try await look.writeDocument("request.md", "text") }
    await look.close()
    #expect(scratch.bytes("checkpoint.json") == before)
    #expect(scratch.bytes("calls.jsonl") == calls)
    try await first.save(checkpoint)
  }
  /// Whoever comes meanwhile is not told that two runs could undo each other's work.
  @Test func aLookKeepsNobodyOut() async throws {
    let scratch = Scratch()
    let look = try scratch.state().open("k3vq7m2d", note: "look", isLook: true)
    #expect(try await look.load() == nil && look.notice == nil)
    let writer = try scratch.state().open("k3vq7m2d", note: "writer")
    try await writer.save(checkpoint)
    await #expect(throws: Fault.self) { try await look.save(checkpoint) }
    await look.close()
    #expect(throws: Fault.self) { try scratch.state().open("k3vq7m2d", note: "third") }
  }
}
