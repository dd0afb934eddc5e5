import Samples
import Wizard

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Plays random keys against the screens.
///
///     keys [COUNT [SEED]]   plays COUNT sequences (10000), the first of them that of SEED (1)
///
/// Exits 1 when a promise was broken, and prints the shortest sequence that breaks it.
@main
struct Main {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let count = numbers.first ?? 10_000
    let first = numbers.dropFirst().first ?? 1
    var failed: [UInt64] = []
    var reached: Set<Place> = []
    for seed in first..<first + count {
      let played = KeySequence(seed: seed).play()
      if played.failure != nil { failed.append(seed) }
      reached.formUnion(played.reached)
    }
    print("\(count) sequences came to \(reached.count) screens: \(names(reached))")
    for seed in failed.prefix(5) {
      let smallest = KeySequence(seed: seed).shrunk
      print("\(smallest)\n  \(smallest.failure ?? "holds")")
    }
    print("\(Int(count) - failed.count) passed, \(failed.count) failed")
    exit(failed.isEmpty ? 0 : 1)
  }

  /// `fault, hand role`
  private static func names(_ places: Set<Place>) -> String {
    places.map { "\($0)" }.sorted().joined(separator: ", ")
  }
}
