import FaultProxy

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets whole set-ups meet every kind of fault of the network.
///
///     faults                      each kind at each request of a run, and lasting
///     faults --long               the same at every single request
///     faults --only KIND --at "OPERATION #1"
///     faults --kinds              the kinds, each with the codes it may be told as
///     faults --requests           the operations of a run
///     faults --listen PORT --to PORT [--tls] [--kind KIND --at REQUEST --lasting]
///                                 the proxy alone; REQUEST is a number or an operation
///
/// Exits 1 when one ends wrong, and says how.
@main
struct Main {
  static func main() async {
    let options = Options(Array(CommandLine.arguments.dropFirst()))
    if options.has("--kinds") { return Table.printKinds() }
    do {
      let holds = try await Certificates.use { certificates in
        if options.has("--requests") {
          for aim in try await Trial.reference(certificates) where aim.number == 1 {
            print(aim.operation)
          }
          return true
        }
        guard options.has("--listen") else { return try await play(options, certificates) }
        try await Listening(options, certificates).serve(isTLS: options.has("--tls"))
        return true
      }
      exit(holds ? 0 : 1)
    } catch {
      print("\(error)\n0 passed, 1 failed")
      exit(1)
    }
  }

  private static func play(_ options: Options, _ certificates: Certificates) async throws -> Bool {
    let reference = try await Trial.reference(certificates)
    let isLong = options.has("--long") || options.has("--only") || options.has("--at")
    let pairs = Choice.pairs(reference, isLong: isLong).filter { kind, aim in
      (options.text("--only") ?? kind.rawValue) == kind.rawValue
        && (options.text("--at") ?? aim.description) == aim.description
    }
    let trials = pairs.map { Trial(kind: $0.kind, aim: $0.aim, certificates: certificates) }
    let began = ContinuousClock.now
    let reports = await timed(await many(trials))
    Table.print(reports, took: began.duration(to: .now))
    let failed = reports.count { $0.flaw != nil }
    print("\(reports.count - failed) passed, \(failed) failed")
    return failed == 0 && !reports.isEmpty
  }

  /// Mostly they wait, so many at once.
  private static func many(_ trials: [Trial]) async -> [Trial.Report] {
    await withTaskGroup(of: Trial.Report.self) { group in
      var rest = trials[...]
      var reports: [Trial.Report] = []
      for trial in rest.prefix(24) { group.addTask { await report(on: trial) } }
      rest = rest.dropFirst(24)
      for await one in group {
        reports.append(one)
        if let next = rest.popFirst() { group.addTask { await report(on: next) } }
      }
      return reports
    }
  }

  /// How long a run takes in a crowd tells nothing: what ended late there is played once more alone.
  private static func timed(_ reports: [Trial.Report]) async -> [Trial.Report] {
    var timed: [Trial.Report] = []
    for report in reports {
      var one = report
      if report.flaw == nil, report.isLate {
        one = await self.report(on: report.trial)
        if one.isLate { one.flaw = one.flaw ?? "it ended \(one.late) after the deadline" }
      }
      timed.append(one)
    }
    return timed
  }

  private static func report(on trial: Trial) async -> Trial.Report {
    do {
      return try await trial.play()
    } catch {
      return Trial.Report(
        trial: trial,
        ending: .atOnce,
        late: (.zero, .zero),
        flaw: "it could not be played: \(error)"
      )
    }
  }
}
