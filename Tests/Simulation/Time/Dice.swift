import Chance
import Synchronization

/// Chance for several who draw from one source.
package final class Dice: Sendable {
  private let source: Mutex<SplitMix64>

  package init(_ seed: UInt64 = 1) { source = Mutex(SplitMix64(seed)) }

  func bytes(_ count: Int) -> [UInt8] {
    source.withLock { source in
      (0..<count).map { _ in UInt8(truncatingIfNeeded: source.next()) }
    }
  }

  func oneIn(_ count: Int) -> Bool { source.withLock { $0.oneIn(count) } }
}
