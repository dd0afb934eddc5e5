package import Clients
package import Provisioning

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Surroundings {
  /// A person's machine with keys for both sides in its environment.
  package static func simulated(
    seconds: @escaping @Sendable () -> Double,
    clock: any Clock<Duration>,
    dice: Dice,
    environment: [String: String] = [:],
    readFile: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) -> Surroundings {
    Surroundings(
      environment: [
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-canary-aws",
        "AWS_REGION": "us-east-1", "VERTESIA_API_KEY": "sk-canary-vertesia",
      ].merging(environment) { $1 },
      home: "/home/ada",
      now: { Date(timeIntervalSince1970: 1_790_000_000 + seconds()) },
      clock: clock,
      random: { dice.bytes($0) },
      readFile: readFile,
      children: NoChildren()
    )
  }
}

extension Session {
  package static func simulated(
    on transport: any Transport,
    _ disk: any Disk,
    _ surroundings: Surroundings,
    _ settings: Settings = Settings()
  ) -> Session {
    Session(
      world: World(transport: transport, surroundings: surroundings, settings: settings),
      state: StateDirectory.simulated(disk, surroundings.random)
    )
  }
}

extension StateDirectory {
  package static func simulated(
    _ disk: any Disk,
    _ random: @escaping @Sendable (Int) -> [UInt8]
  ) -> StateDirectory {
    StateDirectory(path: "/state", disk: disk, tool: "test", random: random)
  }
}

struct NoChildren: ChildRunner {
  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult { throw .notFound }
}
