import Clients
import Federation
import Foundation
import Testing

@testable import Provisioning

/// A directory of its own for one test, removed afterwards.
final class Scratch {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/vb-\(UUID().uuidString)"
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func state(tool: String = "1.0.0") -> StateDirectory {
    StateDirectory(path: path, disk: PosixDisk(), tool: tool) { count in
      (0..<count).map { _ in UInt8.random(in: 0...255) }
    }
  }

  func file(_ name: String) -> String { "\(path)/k3vq7m2d/\(name)" }

  func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: file(name)) }

  func put(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }
}

private func sample(_ region: String = "us-east-1") -> Checkpoint {
  var answers = Answers()
  answers[.region] = region
  answers[all: .tag] = ["team=ml", "cost=42"]
  return Checkpoint(
    setup: "k3vq7m2d",
    name: "acme/\(region)",
    createdAt: "2026-11-23T20:00:00Z",
    answers: answers,
    steps: [
      .role: StepRecord(
        at: "2026-11-23T20:01:00Z",
        attempts: 1,
        facts: [.arn: "arn:aws:iam::1:role/x"],
        outcome: .created
      )
    ]
  )
}

@Suite("Checkpoint files")
struct CheckpointTests {
  @Test func roundTripKeepsEverything() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    #expect(try await store.load() == nil)
    try await store.save(sample())
    await store.close()
    let again = try scratch.state().open("k3vq7m2d", note: "test")
    let loaded = try await again.load()
    #expect(loaded?.checkpoint == sample())
    #expect(loaded?.notice == nil)
  }

  @Test func envelopeHasTheDocumentedOrderAndModes() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample())
    let text = String(decoding: try #require(scratch.bytes("checkpoint.json")), as: UTF8.self)
    let order = ["format", "lineage", "serial", "sha256", "tool", "payload"].map { name in
      text.range(of: "\"\(name)\"")?.lowerBound
    }
    #expect(order.allSatisfy { $0 != nil })
    #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(json?["serial"] as? Int == 1)
    for name in ["checkpoint.json", "lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch.file(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let directory = try FileManager.default.attributesOfItem(atPath: scratch.path + "/k3vq7m2d")
    #expect(directory[.posixPermissions] as? Int == 0o700)
  }

  @Test func serialGrowsAndTheGenerationBeforeIsKept() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample("us-east-1"))
    let first = scratch.bytes("checkpoint.json")
    try await store.save(sample("eu-west-1"))
    #expect(scratch.bytes("checkpoint.previous.json") == first)
    let current = try Envelope(decoding: [UInt8](try #require(scratch.bytes("checkpoint.json"))))
    #expect(current.serial == 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/k3vq7m2d")
    #expect(
      Set(names) == ["calls.jsonl", "checkpoint.json", "checkpoint.previous.json", "lock"]
    )
  }

  /// Bytes of a damaged current file, and whether a good one stands behind it.
  @Test(arguments: [
    "", "{", "null", "not json", String(repeating: "[", count: 5000),
    #"{ "format": 1, "lineage": "a", "serial": 1, "sha256": "0", "tool": "x", "payload": {} }"#,
    String(repeating: " ", count: (1 << 20) + 1), "\u{0}\u{0}\u{0}",
    String(repeating: #"{"payload":"#, count: 40) + "1" + String(repeating: "}", count: 40),
  ])
  func damagedFileFallsBackAndSaysSo(damage: String) async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample("us-east-1"))
    try await store.save(sample("eu-west-1"))
    try scratch.put("checkpoint.json", damage)
    let loaded = try #require(try await store.load())
    #expect(loaded.checkpoint == sample("us-east-1"))
    #expect(loaded.notice?.code == .previousCheckpointUsed)

    try scratch.put("checkpoint.previous.json", damage)
    let fault = await #expect(throws: Fault.self) { _ = try await store.load() }
    #expect(fault?.code == .checkpointCorrupt)
    #expect(scratch.bytes("checkpoint.json") == Data(damage.utf8))
  }

  @Test func savingAfterADamageKeepsTheGoodGenerationAndAFreshSerial() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample("us-east-1"))
    let good = scratch.bytes("checkpoint.json")
    try await store.save(sample("eu-west-1"))
    try scratch.put("checkpoint.json", "garbage")
    let notice = try await store.load()?.notice
    try await store.save(sample("us-west-2"))
    let kept = scratch.file("checkpoint.json.bad-795b69")
    #expect(notice?.cause.contains("keeps the damaged file as \(kept).") == true)
    #expect(scratch.bytes("checkpoint.json.bad-795b69") == Data("garbage".utf8))
    #expect(scratch.bytes("checkpoint.previous.json") == good)
    let current = try Envelope(decoding: [UInt8](try #require(scratch.bytes("checkpoint.json"))))
    #expect(current.serial == 3)
    try await store.save(sample("us-west-2"))
    #expect(scratch.bytes("checkpoint.previous.json") != good)
  }

  @Test func aGenerationOfAnotherLineageDoesNotStandIn() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample("us-east-1"))
    let foreign = try #require(scratch.bytes("checkpoint.json"))
    try await store.setAside()
    try await store.save(sample("eu-west-1"))
    let text = String(decoding: try #require(scratch.bytes("checkpoint.json")), as: UTF8.self)
    try scratch.put("checkpoint.previous.json", String(decoding: foreign, as: UTF8.self))
    try scratch.put("checkpoint.json", text.replacingOccurrences(of: "eu-west", with: "eu-east"))
    let fault = await #expect(throws: Fault.self) { _ = try await store.load() }
    #expect(fault?.code == .checkpointCorrupt)
  }

  /// The header is not under the checksum, and what it says is written again.
  @Test(arguments: [
    (#""serial": 1,"#, #""serial": 9223372036854775807,"#), (#""serial": 1,"#, #""serial": -1,"#),
    (#""lineage": ""#, #""lineage": "\\"#), (#""serial": 1,"#, #""serial": 1, "serial": 2,"#),
  ])
  func unsoundHeaderIsRefused(old: String, new: String) async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample())
    let text = String(decoding: try #require(scratch.bytes("checkpoint.json")), as: UTF8.self)
    #expect(text.contains(old))
    try scratch.put("checkpoint.json", text.replacingOccurrences(of: old, with: new))
    let fault = await #expect(throws: Fault.self) { _ = try await store.load() }
    #expect(fault?.code == .checkpointCorrupt)
  }

  @Test func oneFlippedByteIsNoticed() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample())
    let text = String(decoding: try #require(scratch.bytes("checkpoint.json")), as: UTF8.self)
    try scratch.put(
      "checkpoint.json",
      text.replacingOccurrences(of: "us-east-1", with: "us-east-2")
    )
    let fault = await #expect(throws: Fault.self) { _ = try await store.load() }
    #expect(fault?.code == .checkpointCorrupt)
  }

  /// It is right in itself and would end the run that counts on.
  @Test(arguments: [-1, Int.max])
  func attemptsThatCannotGrowAreNone(_ attempts: Int) throws {
    var checkpoint = sample()
    checkpoint.steps[.role] = StepRecord(at: "2026-01-01T00:00:00Z", attempts: attempts)
    let written = Envelope(
      lineage: "0123456789abcdef",
      serial: 1,
      tool: "test",
      checkpoint: checkpoint
    )
    #expect(throws: Envelope.ReadError.malformed) {
      try Envelope(decoding: try written.encoded())
    }
  }

  @Test func newerFormatIsRefusedByName() async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    try await store.save(sample())
    try scratch.put(
      "checkpoint.json",
      #"{ "format": 2, "lineage": "a", "serial": 9, "sha256": "0", "tool": "7.1.0", "payload": {} }"#
    )
    let fault = await #expect(throws: Fault.self) { _ = try await store.load() }
    #expect(fault?.code == .checkpointNewer)
    #expect(fault?.remedies.first?.words.contains("7.1.0") == true)
  }

  @Test func secondOpenIsRefusedAndNamesTheHolder() async throws {
    let scratch = Scratch()
    let first = try scratch.state().open("k3vq7m2d", note: "pid 4711 on build-7")
    let fault = #expect(throws: Fault.self) {
      _ = try scratch.state().open("k3vq7m2d", note: "second")
    }
    #expect(fault?.code == .checkpointLocked)
    #expect(fault?.evidence.contains { $0.text.contains("4711") } == true)
    #expect(fault?.cause.contains("pid 4711 on build-7") == true)
    #expect(fault?.evidence.last == Evidence(.setup, "k3vq7m2d"))
    await first.close()
    _ = try scratch.state().open("k3vq7m2d", note: "third")
  }

  @Test(arguments: ["checkpoint.json", "lock"])
  func linksAreRefused(name: String) async throws {
    let scratch = Scratch()
    let store = try scratch.state().open("k3vq7m2d", note: "test")
    await store.close()
    try? FileManager.default.removeItem(atPath: scratch.file(name))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file(name),
      withDestinationPath: "/etc/passwd"
    )
    let fault = await #expect(throws: Fault.self) {
      _ = try await scratch.state().open("k3vq7m2d", note: "test").load()
    }
    #expect(fault?.code == .unsafeFile)
  }

  @Test func listShowsGoodAndBadAndFindTakesPrefixes() async throws {
    let scratch = Scratch()
    let state = scratch.state()
    #expect(try state.list().isEmpty)
    for id in ["k3vq7m2d", "k3zzzzzz"] {
      var checkpoint = sample()
      checkpoint.setup = id
      checkpoint.name = "acme/\(id)"
      try await state.open(id, note: "test").save(checkpoint)
    }
    #expect(try state.find("k3v") == "k3vq7m2d")
    #expect(try state.find("acme/k3zzzzzz") == "k3zzzzzz")
    #expect(try state.find("acme/k3z") == "k3zzzzzz")
    #expect(#expect(throws: Fault.self) { try state.find("k3") }?.code == .ambiguousSetup)
    #expect(#expect(throws: Fault.self) { try state.find("q") }?.code == .noSuchSetup)
    try scratch.put("checkpoint.json", "x")
    let saved = try state.list()
    #expect(saved.count == 2)
    #expect(saved.contains { if case .failure = $0.summary { true } else { false } })
  }

  @Test func commandsInFaultsFindTheSameDirectory() throws {
    let scratch = Scratch()
    let state = StateDirectory(
      path: scratch.path,
      disk: PosixDisk(),
      tool: "1.0.0",
      invocation: Invocation(flags: ["--state-dir", "/srv/state"]),
      random: { Array(repeating: 7, count: $0) }
    )
    let fault = #expect(throws: Fault.self) { try state.find("nope") }
    let commands = fault?.remedies.compactMap(\.command) ?? []
    #expect(commands.count == 2 && commands.allSatisfy { $0.hasSuffix("--state-dir /srv/state") })
  }
}
