import Clients
import FaultProxy
import Federation
import Networking
import Provisioning
import Sandbox
import Simulation
import Synchronization

/// A cloud, and a machine on which one process after another works on it.
final class Stand: Sendable {
  let cloud: LocalCloud
  /// Where redirects lead.
  let trap: ScriptedServer
  private let network: HTTPTransport
  private let clock: HurriedClock
  private let disk = MemoryDisk()
  private let dice = Dice(1)
  private let notices = Mutex<[String]>([])

  /// What the runs so far have told beside their faults.
  var told: [String] { notices.withLock { $0 } }

  private init(trap: ScriptedServer, network: HTTPTransport) {
    self.trap = trap
    self.network = network
    clock = HurriedClock()
    cloud = LocalCloud(clock)
  }

  static func use<Value: Sendable>(
    _ certificates: Certificates,
    _ body: (Stand) async throws -> Value
  ) async throws -> Value {
    try await ScriptedServer.run(script: { try await $0.hang() }) { trap in
      try await withTransport(certificates.settings) { network in
        try await body(Stand(trap: trap, network: network))
      }
    }
  }

  func world() async throws -> Surviving { try await .look(cloud) }

  /// One process: begins, or goes on with what is saved.
  func run(
    _ answers: Answers,
    resuming setup: String = "",
    _ fault: (aim: Aim, kind: FaultKind, door: Origin)? = nil
  ) async -> (transport: AimedTransport, result: SetupResult) {
    disk.releaseLocks()
    let transport = AimedTransport(cloud, network, fault)
    let clock = clock
    let surroundings = Surroundings.simulated(
      seconds: { clock.seconds },
      clock: clock,
      dice: dice,
      environment: Dictionary(
        SandboxExports.variables(port: LocalCloud.port, scenario: .instant).map { ($0, $1) },
        uniquingKeysWith: { $1 }
      )
    )
    let session = Session.simulated(on: transport, disk, surroundings)
    let state = StateDirectory.simulated(disk, surroundings.random)
    let isSaved = (try? state.find(setup)) != nil
    let result =
      isSaved && !setup.isEmpty
      ? await session.run(resuming: setup) : await session.run(answers: answers)
    await listen(to: session)
    return (transport, result)
  }

  private func listen(to session: Session) async {
    for await event in session.events {
      switch event {
      case .noticed(let notice): notices.withLock { $0.append(notice.words) }
      case .planned(let plan): notices.withLock { $0 += plan.notices.map(\.words) }
      case .finished: return
      default: break
      }
    }
  }
}
