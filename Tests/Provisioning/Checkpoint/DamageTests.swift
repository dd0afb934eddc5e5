import Clients
import Federation
import Foundation
import Testing

@testable import Provisioning

/// What is left of a checkpoint that was cut, overwritten or blown up is never taken for one.
struct DamageTests {
  private static let checkpoint = Checkpoint(
    setup: "k3vq7m2d",
    name: "acme/us-east-1",
    createdAt: "2026-11-23T20:00:00Z"
  )

  private func saved() async throws -> (Scratch, StateDirectory, [UInt8]) {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(Self.checkpoint)
    try await store.save(Self.checkpoint)
    await store.close()
    return (scratch, scratch.state(), [UInt8](try #require(scratch.bytes("checkpoint.json"))))
  }

  private func isPreviousUsed(_ state: StateDirectory) throws -> Bool {
    try state.list().first?.notice?.code == .previousCheckpointUsed
  }

  @Test func cutAtEveryLength() async throws {
    let (scratch, state, whole) = try await saved()
    // Without the line end it is still all there.
    for length in 0..<whole.count - 1 {
      try Data(whole[..<length]).write(to: URL(fileURLWithPath: scratch.file("checkpoint.json")))
      #expect(try isPreviousUsed(state), "\(length) bytes")
    }
    try scratch.put("checkpoint.json", String(decoding: whole.dropLast(), as: UTF8.self))
    #expect(try !isPreviousUsed(state))
  }

  @Test func zeroedFromEveryByteOn() async throws {
    let (scratch, state, whole) = try await saved()
    for length in 0..<whole.count - 1 {
      let bytes = whole[..<length] + [UInt8](repeating: 0, count: whole.count - length)
      try Data(bytes).write(to: URL(fileURLWithPath: scratch.file("checkpoint.json")))
      #expect(try isPreviousUsed(state), "\(length) bytes")
    }
  }

  @Test func aHundredMegabytesAreNotRead() async throws {
    let (scratch, state, _) = try await saved()
    let file = try #require(FileHandle(forWritingAtPath: scratch.file("checkpoint.json")))
    try file.truncate(atOffset: 100 << 20)
    let start = ContinuousClock.now
    #expect(try isPreviousUsed(state))
    #expect(ContinuousClock.now - start < .seconds(1))
  }

  /// The checksum fits: whoever wrote this could write one.
  @Test func aNameThatIsThereTwiceIsRefused() async throws {
    let (_, _, whole) = try await saved()
    let text = String(decoding: whole, as: UTF8.self)
    let envelope = try Envelope(decoding: whole)
    let payload = try #require(text.firstRange(of: #""payload": "#)).upperBound
    let inner = text[payload...].dropLast(3)
    let twice = inner.replacingOccurrences(
      of: #""setup" :"#,
      with: #""setup" : "aaaaaaaa", "setup" :"#
    )
    #expect(inner != twice)
    let forged = """
      { "format": 1, "lineage": "\(envelope.lineage)", "serial": 3, \
      "sha256": "\(Digest.sha256(Array(twice.utf8)))", "tool": "1.0.0", "payload": \(twice) }
      """
    #expect(throws: Envelope.ReadError.malformed) { try Envelope(decoding: Array(forged.utf8)) }
    let plain = forged.replacingOccurrences(of: twice, with: inner)
      .replacingOccurrences(
        of: Digest.sha256(Array(twice.utf8)),
        with: Digest.sha256(Array(inner.utf8))
      )
    #expect(try Envelope(decoding: Array(plain.utf8)).checkpoint == Self.checkpoint)
  }
}
