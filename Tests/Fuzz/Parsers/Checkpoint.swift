import Clients
import Federation
@testable import Provisioning
@testable import Simulation

extension Parser {
  /// A saved set-up: `P` and a payload, which gets an envelope and its checksum; or a file as it
  /// is. Each is tried alone and with a good generation before it.
  static let checkpoint = Parser(
    name: "checkpoint",
    check: { bytes in
      let isPayload = bytes.first == UInt8(ascii: "P")
      let file = isPayload ? wrapped(Array(bytes.dropFirst())) : bytes
      let envelope = try? Envelope(decoding: file)
      if let envelope { checkEnvelope(envelope, file) }
      check(file, envelope, before: nil)
      check(file, envelope, before: good)
    },
    large: [
      { padded(to: Envelope.maximumBytes) },
      { padded(to: Envelope.maximumBytes + 1) },
      { Array("[".times(1 << 20).utf8) },
      { Array("{\"a\":".times(Envelope.maximumDepth).utf8) },
      { Array("\"payload\":".times(100_000).utf8) },
      { Array("P{\"steps\":[\("[],".times(300_000))[]]}".utf8) },
    ]
  )

  private static let good = Envelope(
    lineage: "0123456789abcdef",
    serial: 1,
    tool: "test",
    checkpoint: Checkpoint(setup: "k3vq7m2d", name: "acme", createdAt: "2026-01-01T00:00:00Z")
  )

  private static func wrapped(_ payload: [UInt8]) -> [UInt8] {
    let head =
      "{ \"format\": 1, \"lineage\": \"0123456789abcdef\", \"serial\": 2, "
      + "\"sha256\": \"\(Digest.sha256(payload))\", \"tool\": \"test\",\n  \"payload\": "
    return Array(head.utf8) + payload + Array(" }\n".utf8)
  }

  private static func padded(to count: Int) -> [UInt8] {
    let file = (try? good.encoded()) ?? []
    return file + [UInt8](repeating: 0x20, count: count - file.count)
  }

  /// It is written as it was read, in one way, and a byte that flips is noticed.
  private static func checkEnvelope(_ envelope: Envelope, _ file: [UInt8]) {
    promise(file.count <= Envelope.maximumBytes, "a file beyond the cap is read")
    promise((1..<1 << 53).contains(envelope.serial), "a serial cannot be increased")
    for record in envelope.checkpoint.steps.values {
      promise((0..<1 << 53).contains(record.attempts), "attempts cannot be increased")
    }
    var own = envelope
    own.tool = "test"
    _ = own.checkpoint.summary(updatedAt: "2026-01-01T00:00:00Z")
    guard let written = try? own.encoded() else { return promise(false, "it cannot be written") }
    guard written.count <= Envelope.maximumBytes else { return }
    guard let again = try? Envelope(decoding: written) else {
      return promise(false, "what was written cannot be read")
    }
    promise(again == own, "it is read otherwise the second time")
    promise((try? again.encoded()) == written, "it is written in two ways")
    guard let start = written.firstRange(of: Array("\"payload\": ".utf8))?.upperBound else {
      return promise(false, "there is no payload")
    }
    var torn = written
    torn[start + file.count % (torn.count - start - 3)] ^= 1
    promise((try? Envelope(decoding: torn)) == nil, "a flipped byte passes")
  }

  /// A bad generation is told or gives way to a good one of its lineage, and is never believed.
  private static func check(_ file: [UInt8], _ envelope: Envelope?, before previous: Envelope?) {
    let disk = MemoryDisk()
    let reader = CheckpointReader(directory: "/state", disk: disk, invocation: Invocation())
    do {
      try disk.create("/state/\(CheckpointReader.current)", file)
      if let previous {
        try disk.create("/state/\(CheckpointReader.previous)", try previous.encoded())
      }
    } catch {
      fatalError("a disk in memory fails: \(error)")
    }
    do throws(Fault) {
      guard let newest = try reader.newest() else {
        return promise(false, "a file is taken for none")
      }
      let (found, notice) = (newest.envelope, newest.notice)
      if let envelope {
        promise(found == envelope && notice == nil, "a good file is not used")
      } else {
        promise(found == previous && notice?.code == .previousCheckpointUsed, "a bad file is used")
      }
    } catch {
      promise(envelope == nil, "a good file is refused")
      promise([.checkpointCorrupt, .checkpointNewer].contains(error.code), "another fault")
    }
  }
}
