import Clients
import FaultProxy
import Federation
import NIOSSL
import Networking
import Provisioning
import Sandbox
import Simulation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A set-up from scratch that meets one fault at one of its requests, and what comes of it.
struct Trial: Sendable, CustomStringConvertible {
  var kind: FaultKind
  var aim: Aim
  let certificates: Certificates

  var description: String { "\(kind.rawValue) at \(aim)" }

  enum Ending: Sendable {
    case atOnce
    /// Ended with these faults, and was taken up again.
    case resumed([FaultCode])
  }

  struct Report: Sendable {
    var trial: Trial
    var ending: Ending
    /// From the deadline of the last request that met the fault to the end of that request, and to
    /// the end of the run.
    var late: (request: Duration, run: Duration)
    var flaw: String?

    /// Whether it ended too late after a deadline. A change of unknown fate may appear for a while
    /// after the last try.
    var isLate: Bool {
      guard !codes.isEmpty else { return late.request > .seconds(2) }
      let settling = codes.contains(.outcomeUnknown) ? HurriedClock.settling : .zero
      return late.request > .seconds(2) || late.run > .seconds(2) + settling
    }
  }

  static let region = "eu-central-2"
  private static let answers = Answers([.region: [region]])

  /// The requests of a run that meets nothing.
  static func reference(_ certificates: Certificates) async throws -> [Aim] {
    try await Stand.use(certificates) { stand in
      let (transport, result) = await stand.run(answers)
      guard result.exit == .done else { throw Broken(description: "the reference run failed") }
      return transport.met
    }
  }

  func play() async throws -> Report {
    let context = try await certificates.context(for: kind)
    return try await Stand.use(certificates) { stand in
      let door = Door(
        kind,
        to: Upstream { [cloud = stand.cloud] in cloud.answer($0) },
        trap: stand.trap.port,
        delay: .milliseconds(1200),
        drip: .milliseconds(40)
      )
      return try await ScriptedServer.run(tls: context) { connection in
        try await door.serve(connection)
      } body: { server in
        try await play(on: stand, door: origin(server))
      }
    }
  }

  private func origin(_ server: ScriptedServer) -> Origin {
    switch kind {
    case .unknownHost: Origin(scheme: .https, host: "nowhere.invalid")
    // Nobody listens on so low a port of this machine.
    case .refused: Origin(scheme: .http, host: "127.0.0.1", port: 1)
    default:
      Origin(scheme: kind.isTLS ? .https : .http, host: "localhost", port: server.port)
    }
  }

  private func play(on stand: Stand, door: Origin) async throws -> Report {
    let began = ContinuousClock.now
    let (transport, first) = await stand.run(Self.answers, (aim, kind, door))
    let late = (request: transport.slowest, run: transport.due.duration(to: .now))
    var report = Report(trial: self, ending: .atOnce, late: late)
    if transport.hits == 0 { report.flaw = "no request met it" }
    if first.exit != .done {
      let codes = first.faults.map(\.code)
      report.ending = .resumed(codes)
      report.flaw = report.flaw ?? kind.flaw(of: first.faults)
    }
    if stand.trap.log.connections > 0 { report.flaw = report.flaw ?? "a redirect was followed" }
    // What is under way late has to have arrived.
    if kind == .lateRequest { try await Task.sleep(until: began + .seconds(3)) }
    var world = try await stand.world()
    // One that arrives twice at once is found before the run is done.
    if kind != .lateRequest, first.exit == .done {
      report.flaw = report.flaw ?? untold(world, stand)
    }
    if first.exit != .done || kind.delivers {
      let second = await stand.run(Self.answers, resuming: first.setup).result
      if second.exit != .done {
        report.flaw =
          report.flaw ?? "left alone it ends with \(second.exit): \(second.faults.map(\.line))"
      }
      world = try await stand.world()
    }
    report.flaw = report.flaw ?? untold(world, stand) ?? world.flaw(mayStray: kind.delivers)
    return report
  }

  private func untold(_ world: Surviving, _ stand: Stand) -> String? {
    world.strays > 0 && !stand.told.contains { $0.contains("second environment") }
      ? "an environment was made twice and nobody told" : nil
  }
}

struct Broken: Error, CustomStringConvertible { var description: String }

extension SetupResult {
  var faults: [Fault] { ([fault] + steps.map(\.fault)).compactMap(\.self) }
}

extension Fault {
  var line: String { "\(code.rawValue) \(summary): \(cause) \(evidence.map(\.text))" }
}
