import Clients
import Federation

/// Finds the newest good generation in a set-up's directory, without its lock.
struct CheckpointReader {
  static let current = "checkpoint.json"
  static let previous = "checkpoint.previous.json"

  let directory: String
  let disk: any Disk
  let invocation: Invocation

  /// The newest good generation.
  struct Found {
    let envelope: Envelope
    /// Says so where it is the previous one.
    var notice: Fault?
    /// What the bad file that it stands in for is to be called, from the next save on.
    var aside: String?
  }

  /// `nil` when there is neither file. A bad current file falls back to the previous one of the
  /// same lineage, with a notice; a pair with nothing good in it is left as it is and thrown.
  func newest() throws(Fault) -> Found? {
    let (current, previous) = (try read(Self.current), try read(Self.previous))
    let newest = try generation(Self.current, current)
    // To decode both would take twice as long, and whoever has many set-ups waits for all of them.
    let other =
      if case .good = newest { Generation.absent } else {
        try generation(Self.previous, previous)
      }
    switch (newest, other) {
    case (.absent, .absent):
      return nil
    case (.good(let envelope), _):
      return Found(envelope: envelope)
    case (.bad(let reason, let lineage, let mark), .good(let envelope))
    where lineage == nil || lineage == envelope.lineage:
      let aside = path("\(Self.current).bad-\(mark)")
      return Found(
        envelope: envelope,
        notice: CheckpointFaults.usedPrevious(path(Self.current), reason, aside: aside),
        aside: aside
      )
    case (.absent, .good(let envelope)):
      return Found(
        envelope: envelope,
        notice: CheckpointFaults.usedPrevious(path(Self.current), "is gone", aside: nil)
      )
    case (.bad(let reason, _, _), _):
      throw CheckpointFaults.corrupt(path(Self.current), reason, invocation)
    case (.absent, .bad(let reason, _, _)):
      throw CheckpointFaults.corrupt(path(Self.previous), reason, invocation)
    }
  }

  private enum Generation {
    case absent
    case good(Envelope)
    /// Why, its lineage where that can still be read, and six digits that tell it from others.
    case bad(String, lineage: String?, mark: String)
  }

  private func path(_ name: String) -> String { "\(directory)/\(name)" }

  private enum Content {
    case absent
    case tooLarge(mark: String)
    case bytes([UInt8])
  }

  private func read(_ name: String) throws(Fault) -> Content {
    do {
      return try disk.read(path(name), limit: Envelope.maximumBytes).map(Content.bytes) ?? .absent
    } catch {
      guard error.kind == .tooLarge else { throw CheckpointFaults.unreadable(error) }
      return .tooLarge(mark: Self.mark(Array(error.detail.utf8)))
    }
  }

  private func generation(_ name: String, _ content: Content) throws(Fault) -> Generation {
    let bytes: [UInt8]
    switch content {
    case .absent: return .absent
    case .tooLarge(let mark):
      return .bad("is larger than a saved set-up can be", lineage: nil, mark: mark)
    case .bytes(let read): bytes = read
    }
    do {
      return .good(try Envelope(decoding: bytes))
    } catch {
      let reason =
        switch error {
        case .newer(let format, let tool):
          throw CheckpointFaults.newer(path(name), format: format, tool: tool)
        case .empty: "is empty"
        case .tooLarge: "is larger than a saved set-up can be"
        case .tooDeep: "is nested deeper than a saved set-up can be"
        case .malformed: "is not a saved set-up"
        case .checksum: "does not match its checksum"
        }
      return .bad(reason, lineage: Envelope.lineage(of: bytes), mark: Self.mark(bytes))
    }
  }

  /// The same whoever looks, so that whoever only looks can name it too.
  private static func mark(_ bytes: [UInt8]) -> String { String(Digest.sha256(bytes).prefix(6)) }
}
