import Clients
import Federation
import Provisioning
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A cloud, a disk and a clock, and sessions that start over on them as new processes would.
struct Bench {
  let cloud = MemoryCloud()
  let disk = MemoryDisk()
  let clock = ImmediateClock()
  /// Paths of the person's own files in the order they were read.
  let reads = Reads()
  private let dice = Dice()

  var providerARN: String {
    "arn:aws:iam::\(MemoryCloud.account):oidc-provider/\(MemoryCloud.issuerHost)"
  }

  func session(
    releasing: Bool = true,
    isInteractive: Bool = false,
    isDemo: Bool = false,
    files: [String: String] = [:],
    environment: [String: String] = [:]
  ) -> Session {
    if releasing { disk.releaseLocks() }
    let (clock, dice, reads) = (clock, dice, reads)
    let surroundings = Surroundings(
      environment: [
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-canary-aws",
        "AWS_REGION": "us-east-1", "VERTESIA_API_KEY": "sk-canary-vertesia",
      ].merging(environment) { $1 },
      home: "/home/ada",
      now: { Date(timeIntervalSince1970: 1_790_000_000 + clock.seconds) },
      clock: clock,
      random: { dice.bytes($0) },
      readFile: { path in
        reads.note(path)
        return files[path].map { Array($0.utf8) }
      },
      children: NoChildren()
    )
    return Session(
      world: World(
        transport: cloud,
        surroundings: surroundings,
        settings: Settings(isDemo: isDemo, isInteractive: isInteractive)
      ),
      state: StateDirectory(path: "/state", disk: disk, tool: "test", random: { dice.bytes($0) })
    )
  }

  /// A whole run in a process of its own.
  func run(_ answers: Answers = Answers()) async -> SetupResult {
    await session().run(answers: answers)
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

extension SetupResult {
  func outcome(_ step: StepID) -> Outcome? { steps.first { $0.id == step }?.outcome }
  func code(_ step: StepID) -> FaultCode? { steps.first { $0.id == step }?.fault?.code }
}

final class Reads: Sendable {
  private let paths = Mutex<[String]>([])
  var all: [String] { paths.withLock { $0 } }
  func note(_ path: String) { paths.withLock { $0.append(path) } }
}

/// Bytes that differ from call to call and are the same in every test run.
final class Dice: Sendable {
  private let seed = Mutex<UInt64>(0x9E37_79B9_7F4A_7C15)

  func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in
      seed.withLock { seed in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: seed >> 33)
      }
    }
  }
}

struct NoChildren: ChildRunner {
  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult { throw .notFound }
}
