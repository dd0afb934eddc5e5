import Clients
import Federation
import Provisioning
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A promise that was broken.
package struct Violation: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

/// What must hold after every event, whatever went wrong before.
struct Audit: Sendable {
  /// Seen by the cloud while a process lives.
  private let notes = Notes()
  /// By the path of a checkpoint.
  private(set) var known: [String: [StepID: String]] = [:]
  private(set) var serials: [String: Int] = [:]

  private final class Notes: Sendable {
    let violations = Mutex<[String]>([])
  }

  /// The bytes of a checkpoint, as far as they are held to account.
  private struct Saved: Decodable {
    var serial: Int
    var payload: Checkpoint
  }

  private static func saved(_ checkpoint: [UInt8]?) -> Saved? {
    checkpoint.flatMap { try? JSONDecoder().decode(Saved.self, from: Data($0)) }
  }

  /// Those of every set-up on a disk.
  private static func checkpoints(
    _ image: PowerLossDisk.Image
  ) -> [(path: String, bytes: [UInt8])] {
    image.names.filter { $0.key.hasSuffix("/checkpoint.json") }.map {
      ($0.key, image.contents[$0.value] ?? [])
    }
  }

  /// What the checkpoint of this disk remembers.
  static func steps(_ image: PowerLossDisk.Image) -> [StepID: StepRecord] {
    saved(image.bytes("/checkpoint.json"))?.payload.steps ?? [:]
  }

  /// The operations whose intent is open in a checkpoint.
  static func intents(_ checkpoint: [UInt8]?) -> Set<String> {
    Set((saved(checkpoint)?.payload.steps ?? [:]).values.compactMap(\.intent?.change.operation))
  }

  /// A change arrives: its intent must have been durable before.
  func note(_ call: IncomingCall, _ durable: PowerLossDisk.Image) {
    guard call.isWrite else { return }
    // Only open intents name operations so.
    let intent = "\"operation\" : \"\(call.operation)\""
    guard !Self.checkpoints(durable).contains(where: { $0.bytes.holds(intent) }) else { return }
    notes.violations.withLock { $0.append("\(call.operation) left without a durable intent") }
  }

  /// One way has to work after everything that has happened so far.
  func note(_ hasWay: Bool, before call: IncomingCall) {
    guard !hasWay else { return }
    notes.violations.withLock { $0.append("no way works before \(call.operation)") }
  }

  /// What identifies a made thing does not change any more.
  private static let fixed: [StepID: Fact] = [
    .identityProvider: .arn, .environment: .id, .role: .arn,
  ]

  mutating func end(
    _ result: SetupResult?,
    _ image: PowerLossDisk.Image,
    hasListed: Bool,
    isReplacing: Bool = false
  ) throws {
    if let violation = notes.violations.withLock({ $0.first }) { throw Violation(violation) }
    for (name, file) in image.names {
      if image.contents[file]?.holds("canary") == true { throw Violation("a secret is in \(name)") }
    }
    if result?.exit == .done, !hasListed { throw Violation("done, and no listing was seen") }
    for (path, bytes) in Self.checkpoints(image) {
      if let saved = Self.saved(bytes) { try compare(saved, path, isReplacing) }
    }
  }

  private mutating func compare(
    _ saved: Saved,
    _ path: String,
    _ isReplacing: Bool
  ) throws {
    let serial = serials[path] ?? 0
    guard saved.serial >= serial else {
      throw Violation("serial \(saved.serial) after \(serial)")
    }
    serials[path] = saved.serial
    for (step, key) in Self.fixed where !isReplacing || step == .environment {
      guard let value = saved.payload.steps[step]?.facts[key] else { continue }
      if let before = known[path]?[step], before != value {
        throw Violation("\(step.rawValue) was \(before) and is \(value)")
      }
      known[path, default: [:]][step] = value
    }
  }
}

extension [UInt8] {
  /// Whether these bytes stand in it somewhere.
  fileprivate func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    return withUnsafeBufferPointer { all in
      (0...all.count - wanted.count).contains { start in
        all[start] == first && wanted.indices.allSatisfy { all[start + $0] == wanted[$0] }
      }
    }
  }
}
