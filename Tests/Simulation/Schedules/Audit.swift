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
  private var known: [StepID: String] = [:]
  private var serial = 0

  private final class Notes: Sendable {
    let violations = Mutex<[String]>([])
  }

  /// The bytes of a checkpoint, as far as they are held to account.
  private struct Saved: Decodable {
    var serial: Int
    var payload: Checkpoint
  }

  private static func saved(_ image: PowerLossDisk.Image) -> Saved? {
    image.bytes("/checkpoint.json").flatMap {
      try? JSONDecoder().decode(Saved.self, from: Data($0))
    }
  }

  /// What the checkpoint of this disk remembers.
  static func steps(_ image: PowerLossDisk.Image) -> [StepID: StepRecord] {
    saved(image)?.payload.steps ?? [:]
  }

  /// A change arrives: its intent must have been durable before.
  func note(_ call: IncomingCall, _ durable: PowerLossDisk.Image) {
    guard call.isWrite else { return }
    // Only open intents name operations so.
    let saved = durable.bytes("/checkpoint.json") ?? []
    guard !saved.holds("\"operation\" : \"\(call.operation)\"") else { return }
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
    isReplacing: Bool
  ) throws {
    if let violation = notes.violations.withLock({ $0.first }) { throw Violation(violation) }
    for (name, file) in image.names {
      if image.contents[file]?.holds("canary") == true { throw Violation("a secret is in \(name)") }
    }
    if result?.exit == .done, !hasListed { throw Violation("done, and no listing was seen") }
    guard let saved = Self.saved(image) else { return }
    guard saved.serial >= serial else {
      throw Violation("serial \(saved.serial) after \(serial)")
    }
    serial = saved.serial
    for (step, key) in Self.fixed where !isReplacing || step == .environment {
      guard let value = saved.payload.steps[step]?.facts[key] else { continue }
      if let before = known[step], before != value {
        throw Violation("\(step.rawValue) was \(before) and is \(value)")
      }
      known[step] = value
    }
  }
}

extension [UInt8] {
  /// Whether these bytes stand in it somewhere.
  fileprivate func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    var start = 0
    while let found = self[start...].firstIndex(of: first), found + wanted.count <= count {
      if self[found..<found + wanted.count].elementsEqual(wanted) { return true }
      start = found + 1
    }
    return false
  }
}
