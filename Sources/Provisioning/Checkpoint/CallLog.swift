public import Clients
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One line of JSON for every HTTP call of a set-up, for support. Losing a line never stops work.
public final class CallLog: Sendable {
  /// Bytes after which the file is put aside; one older file is kept.
  static let limit = 5 << 20

  private let path: String
  private let older: String
  private let disk: any Disk
  /// Whether lines are added at all.
  private let isOpen: Bool
  private let turn: Mutex<JSONEncoder>

  init(directory: String, disk: any Disk, isOpen: Bool = true) {
    path = "\(directory)/calls.jsonl"
    older = "\(directory)/calls.previous.jsonl"
    self.disk = disk
    self.isOpen = isOpen
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    turn = Mutex(encoder)
  }

  /// That lines can be added: to a file of ours and to no other.
  func check() throws(DiskError) { try disk.append(path, []) }

  /// Appends one line; may be called from any task.
  public func record(_ call: CallRecord) {
    guard isOpen else { return }
    turn.withLock { encoder in
      guard let line = try? encoder.encode(call) else { return }
      if let size = try? disk.size(path), size > Self.limit {
        try? disk.rename(path, older)
      }
      try? disk.append(path, Array(line) + [0x0A])
    }
  }
}
