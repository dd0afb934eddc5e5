import Clients
import Federation
import Provisioning
import Synchronization

/// A cloud, a disk and a clock, and sessions that start over on them as new processes would.
struct Bench {
  let cloud: MemoryCloud
  let disk = MemoryDisk()
  let clock = ImmediateClock()
  let wall = Wall()
  /// Paths of the person's own files in the order they were read.
  let reads = Reads()
  private let dice = Dice()

  init() {
    let clock = clock
    cloud = MemoryCloud { clock.now.offset }
  }

  var providerARN: String {
    "arn:aws:iam::\(MemoryCloud.account):oidc-provider/\(MemoryCloud.issuerHost)"
  }

  func session(
    releasing: Bool = true,
    isInteractive: Bool = false,
    isDemo: Bool = false,
    demoHint: String? = nil,
    site: String? = nil,
    files: [String: String] = [:],
    environment: [String: String] = [:]
  ) -> Session {
    if releasing { disk.releaseLocks() }
    let (clock, wall, dice, reads) = (clock, wall, dice, reads)
    return Session.simulated(
      on: cloud,
      disk,
      Surroundings.simulated(
        seconds: { wall.ahead + clock.seconds },
        clock: clock,
        dice: dice,
        environment: environment,
        readFile: { path in
          reads.note(path)
          return files[path].map { Array($0.utf8) }
        }
      ),
      Settings(
        namedSite: site,
        isDemo: isDemo,
        demoHint: demoHint,
        isInteractive: isInteractive,
        invocation: Invocation(site: site)
      )
    )
  }

  /// Stops a session as soon as a call arrives.
  func stop(_ session: Session, at operation: String, times: Int = 1) {
    cloud.watcher.withLock { watcher in
      watcher = { call in
        guard call.operation == operation else { return }
        Task { for _ in 0..<times { await session.perform(.stop) } }
      }
    }
  }

  /// A whole run in a process of its own.
  func run(_ answers: Answers = Answers()) async -> SetupResult {
    await session().run(answers: answers)
  }

  /// From the request on that takes the first issuer's trust away, every listing meets this.
  func troubleListings(with trouble: MemoryCloud.Trouble) {
    cloud.watcher.withLock { watcher in
      watcher = { [cloud] call in
        guard call.form["PolicyDocument"]?.contains(MemoryCloud.issuerHost) == false else { return }
        cloud.change {
          $0.troubles["GET /environments/{id}/models"] = Array(repeating: trouble, count: 200)
        }
      }
    }
  }

  /// The plan of a saved set-up; nothing is changed.
  func plan(_ setup: String, _ answers: Answers = Answers()) async -> Plan? {
    let shown = Mutex<Plan?>(nil)
    _ = await session().run(resuming: setup, answers: answers) { plan in
      shown.withLock { $0 = plan }
      return false
    }
    return shown.withLock { $0 }
  }

  /// What stands in the cloud, as far as a set-up is concerned.
  var world: Standing {
    cloud.read { state in
      Standing(
        providers: state.providers.count,
        roles: state.roles.count,
        environments: state.environments.count,
        policies: state.roles.values.map { $0.inline.count + $0.attached.count }.reduce(0, +),
        keys: state.environments.compactMap(\.apiKey).count
      )
    }
  }

  struct Standing: Equatable {
    var providers, roles, environments, policies, keys: Int
    static let whole = Standing(providers: 1, roles: 1, environments: 1, policies: 1, keys: 1)
  }
}

extension Session {
  /// What is noticed until the run is at its end.
  func notices() async -> [String] {
    var all: [String] = []
    for await event in events {
      if case .noticed(let notice) = event { all.append(notice.words) }
      if case .finished = event { break }
    }
    return all
  }
}

extension SetupResult {
  func outcome(_ step: StepID) -> Outcome? { steps.first { $0.id == step }?.outcome }
  func code(_ step: StepID) -> FaultCode? { steps.first { $0.id == step }?.fault?.code }
}

final class Reads: Sendable {
  private let paths = Mutex<[String]>([])
  var all: [String] { paths.withLock { $0 } }
  func note(_ path: String) { paths.withLock { $0.append(path) } }
}

/// What the time of day tells, which may be set while the clock goes on.
final class Wall: Sendable {
  private let seconds = Mutex(0.0)
  var ahead: Double { seconds.withLock { $0 } }
  func set(ahead: Double) { seconds.withLock { $0 = ahead } }
}
