import Synchronization

/// Chance that a seed decides: the same seed gives the same numbers.
///
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
struct SplitMix64: Sendable {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 to one less than `count`.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  /// True in one of `count` cases.
  mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  mutating func pick<Element>(_ all: [Element]) -> Element { all[below(all.count)] }
}

/// The same for several who draw from one source.
final class Dice: Sendable {
  private let source: Mutex<SplitMix64>

  init(_ seed: UInt64 = 1) { source = Mutex(SplitMix64(seed)) }

  func bytes(_ count: Int) -> [UInt8] {
    source.withLock { source in
      (0..<count).map { _ in UInt8(truncatingIfNeeded: source.next()) }
    }
  }

  func oneIn(_ count: Int) -> Bool { source.withLock { $0.oneIn(count) } }
}
