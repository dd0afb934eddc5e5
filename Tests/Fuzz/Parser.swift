#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A reader of outside data under attack, and what it promises of every input.
struct Parser: Sendable {
  var name: String
  /// Ends the process when a promise is broken.
  var check: @Sendable ([UInt8]) -> Void
  /// Inputs at and beyond the caps, and those that cost the most; made when they are played.
  var large: [@Sendable () -> [UInt8]] = []

  static let all: [Parser] = [
    .query, .bedrock, .vertesia, .ini, .checkpoint, .claims, .process, .policy, .url, .keys,
    .lines, .text, .answers, .typed, .times,
  ]

  /// Each has to be done within a second of this core; the sanitizer makes up to five of it.
  func playLarge() -> Int32 {
    for (number, make) in large.enumerated() {
      let input = make()
      let began = clock()
      check(input)
      let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
      promise(seconds < 5, "input \(number), \(input.count) bytes, took \(seconds) s")
    }
    print("\(large.count) large inputs")
    return 0
  }
}

/// Ends the process unless `condition` holds.
func promise(_ condition: Bool, _ words: @autoclosure () -> String) {
  guard !condition else { return }
  fatalError("broken promise: \(words())")
}

/// Whether what costs as much as everything else is tried too: always where a file is played, and
/// with one input in eight where there are many.
func isTurn(_ bytes: [UInt8]) -> Bool {
  isThorough || bytes.reduce(0) { $0 &* 31 &+ $1 } & 7 == 0
}

private let isThorough = getenv("FUZZ_THOROUGH") != nil

/// Bytes as text, what is no UTF-8 replaced: most readers get text.
func string(_ bytes: some Sequence<UInt8>) -> String {
  String(decoding: Array(bytes), as: UTF8.self)
}

extension Sequence<UInt8> {
  /// Byte for byte: comparing characters would miss what a combining mark follows.
  func holds(_ part: String) -> Bool {
    Array(self).firstRange(of: Array(part.utf8)) != nil
  }
}

extension String {
  func holds(_ part: String) -> Bool { utf8.holds(part) }

  func times(_ count: Int) -> String { String(repeating: self, count: count) }
}
