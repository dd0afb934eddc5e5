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

  public let path: String
  private let disk: any Disk
  private let turn = Mutex<Void>(())

  init(path: String, disk: any Disk) {
    self.path = path
    self.disk = disk
  }

  /// Appends one line; may be called from any task.
  public func record(_ call: CallRecord) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    guard let line = try? encoder.encode(call) else { return }
    turn.withLock { _ in
      if let size = try? disk.size(path), size > Self.limit {
        let older = path.hasSuffix(".jsonl") ? "\(path.dropLast(6)).previous.jsonl" : "\(path).1"
        try? disk.rename(path, older)
      }
      try? disk.append(path, Array(line) + [0x0A])
    }
  }
}
