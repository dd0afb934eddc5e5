/// SplitMix64: small, repeatable, and a value, so that a world stays a value too.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
  }

  mutating func letters(_ count: Int, of alphabet: String) -> String {
    String((0..<count).compactMap { _ in alphabet.randomElement(using: &self) })
  }

  /// An AWS unique id, such as `AROA` and 17 characters.
  mutating func uniqueID(_ prefix: String) -> String {
    prefix + letters(17, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  }

  /// A 24-digit id as Vertesia's are.
  mutating func objectID() -> String { Hex.encode(bytes(12)) }

  mutating func requestID() -> String {
    let digits = Hex.encode(bytes(16))
    var parts: [Substring] = []
    var rest = digits[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }
}
