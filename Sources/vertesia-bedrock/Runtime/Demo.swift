import Clients
import Networking
import Sandbox

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A sealed world for `--demo`: the sandbox on a free port, a made-up home, no children. Nothing of
/// the user's own is read, and nothing outside a temporary directory is written.
struct Demo: Sendable {
  let scenario: Scenario

  /// What the terminal itself needs to know; everything else of the real environment stays outside.
  private static let kept = [
    "TERM", "TERM_PROGRAM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "COLORFGBG", "TMUX", "STY",
    "XTERM_VERSION", "VTE_VERSION", "ACCESSIBLE",
  ]

  /// Serves the sandbox while `body` runs.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (Surroundings, _ stateDirectory: String) async throws -> Value
  ) async throws -> Value {
    let state =
      FileManager.default.temporaryDirectory.path
      + "/vertesia-bedrock-demo-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: state) }
    return try await SandboxServer(scenario: scenario).run(port: 0) { port in
      try await body(surroundings(port), state)
    }
  }

  private func surroundings(_ port: Int) -> Surroundings {
    let real = Surroundings.live()
    var environment = real.environment.filter { Self.kept.contains($0.key) }
    var keys: [String: String] = [:]
    for (name, value) in SandboxExports.variables(port: port, scenario: scenario) {
      if Self.credentialLines[name] != nil { keys[name] = value } else { environment[name] = value }
    }
    let files = Self.files(keys, region: scenario.region)
    return Surroundings(
      environment: environment,
      home: Self.home,
      now: real.now,
      clock: real.clock,
      random: real.random,
      readFile: { files[$0].map { Array($0.utf8) } },
      children: NoChildren()
    )
  }

  private static let home = "/demo"
  private static let credentialLines = [
    "AWS_ACCESS_KEY_ID": "aws_access_key_id", "AWS_SECRET_ACCESS_KEY": "aws_secret_access_key",
    "AWS_SESSION_TOKEN": "aws_session_token",
  ]

  /// A home with two profiles, as a customer's might look.
  private static func files(_ keys: [String: String], region: String) -> [String: String] {
    let credentials = keys.compactMap { name, value in
      credentialLines[name].map { "\($0) = \(value)" }
    }
    return [
      "\(home)/.aws/config": """
      [profile acme-production]
      region = \(region)

      [profile acme-data]
      region = eu-west-1
      sso_start_url = https://acme.awsapps.com/start
      sso_region = eu-west-1
      sso_account_id = 771200345678
      sso_role_name = ReadOnly

      """,
      "\(home)/.aws/credentials":
        "[acme-production]\n" + credentials.sorted().joined(separator: "\n") + "\n",
    ]
  }
}

/// The demo starts no programs.
private struct NoChildren: ChildRunner {
  func run(
    _ arguments: [String],
    environment: [String: String],
    deadline: Duration
  ) async throws(ChildError) -> ChildResult {
    throw .notFound
  }
}
