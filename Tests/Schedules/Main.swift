import Simulation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Plays crashes, lost answers and bad disks against the library.
///
///     schedules [COUNT]         plays the random schedules of the seeds 1 to COUNT (100000)
///     schedules --replay SEED   plays one, and says what it is
///     schedules --crashes DEPTH [N]
///                               lets processes die at every boundary, DEPTH in a row; the first of
///                               them only at every Nth
///     schedules --replacements DEPTH
///                               the same while a finished set-up gets another role, policy or issuer
///     schedules --machines      lets a second machine begin at every boundary of the first, and files
///                               be lost there
///     schedules --refusals      lets every file operation fail in every way
///     schedules --waits         lets IAM take its time
///     schedules --take PATH     opens a set-up there and holds it
///
/// Exits 1 when a promise was broken, and prints the smallest schedule that breaks it.
@main
struct Main {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let number = arguments.last.flatMap(UInt64.init)
    switch arguments.first {
    case "--replay": replay(number ?? 1)
    case "--crashes":
      let numbers = arguments.compactMap { Int($0) }
      let (depth, step) = (numbers.first ?? 1, numbers.count > 1 ? max(1, numbers[1]) : 1)
      await crash(every: step) { Crashes.all(depth: depth, every: step, share: $0, of: $1) }
    case "--replacements":
      let depth = Int(number ?? 1)
      await crash { Crashes.replacing(depth: depth, stride: 5, share: $0, of: $1) }
    case "--machines": await tell { Machines.all(share: $0, of: $1) }
    case "--refusals": await tell { Refusals.all(share: $0, of: $1) }
    case "--waits": await tell { share, _ in share == 0 ? Waits.all() : (0, []) }
    case "--take": await Take.hold(in: arguments.last ?? "")
    default: await play(number ?? 100_000)
    }
  }

  private static func replay(_ seed: UInt64) {
    print(Drawn(seed: seed))
    let report = Drawn(seed: seed).failure
    print(report ?? "holds")
    exit(report == nil ? 0 : 1)
  }

  private static func play(_ count: UInt64) async {
    let failed = await shared { share, shares in
      stride(from: UInt64(share) + 1, through: count, by: shares).filter {
        Drawn(seed: $0).failure != nil
      }
    }.flatMap(\.self).sorted()
    for seed in failed.prefix(5) {
      let smallest = Drawn(seed: seed).shrunk
      print("\(smallest)\n  \(smallest.failure ?? "holds")")
    }
    end(passed: Int(count) - failed.count, failed: failed.count)
  }

  private static func crash(
    every step: Int = 1,
    _ work: @escaping @Sendable (_ share: Int, _ shares: Int) -> Crashes
  ) async {
    let start = ContinuousClock.now
    let parts = await shared(work)
    var all = parts[0]
    for part in parts.dropFirst() { all.merge(part) }
    for line in all.table { print(line) }
    let seconds = (ContinuousClock.now - start).components.seconds
    print(
      "\(all.sequences) sequences in \(seconds) s, \(all.played) of them with an outcome of their own"
    )
    if step > 1 {
      let ratio = Double(all.boundaries) / Double(max(1, all.firsts))
      print(
        "\(all.firsts) of \(all.boundaries) first boundaries; all of them are about "
          + "\(Int(Double(all.sequences) * ratio)) sequences in \(Int(Double(seconds) * ratio)) s"
      )
    }
    for violation in all.violations.prefix(5) { print(violation) }
    // A sample need not come everywhere.
    let missed = step > 1 ? [] : all.missed
    for place in missed { print("nobody died at \(place)") }
    end(
      passed: all.sequences - all.violations.count,
      failed: all.violations.count + missed.count
    )
  }

  private static func tell(
    _ work: @escaping @Sendable (_ share: Int, _ shares: Int) -> (played: Int, violations: [String])
  ) async {
    let parts = await shared(work)
    let violations = parts.flatMap(\.violations)
    for violation in violations.prefix(5) { print(violation) }
    end(
      passed: parts.map(\.played).reduce(0, +) - violations.count,
      failed: violations.count
    )
  }

  /// One part of the work on each of two cores: a schedule is one thread's work.
  private static func shared<Part: Sendable>(
    _ work: @escaping @Sendable (_ share: Int, _ shares: Int) -> Part
  ) async -> [Part] {
    await withTaskGroup(of: Part.self) { group in
      for share in 0..<2 { group.addTask { work(share, 2) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func end(passed: Int, failed: Int) {
    // One sequence may break several promises.
    print("\(max(0, passed)) passed, \(failed) failed")
    exit(failed == 0 ? 0 : 1)
  }
}
