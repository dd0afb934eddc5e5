import ArgumentParser
import Sandbox

/// The local cloud, for trying this tool or any other client.
struct RunSandbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Runs a small local AWS and Vertesia to try things on.",
    discussion: """
      Prints the variables a client needs and serves on 127.0.0.1 until interrupted. The AWS CLI \
      and boto3 work on it.
      """
  )

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 0

  @Option(help: "The world it starts with; see --list.")
  var scenario: Scenario = .happy

  @Flag(help: "List the scenarios and leave.")
  var list = false

  func run() async throws {
    if list {
      let width = Scenario.allCases.map(\.rawValue.count).max() ?? 0
      for scenario in Scenario.allCases {
        let name = scenario.rawValue.padding(to: width)
        print("\(name)  \(scenario.summary)")
      }
      return
    }
    let server = SandboxServer(scenario: scenario)
    try await server.run(port: port) { [scenario] port in
      Output.line("# The sandbox listens on 127.0.0.1:\(port). In the shell of the client:")
      for (name, value) in SandboxExports.variables(port: port, scenario: scenario) {
        Output.line("export \(name)='\(value)'")
      }
      Output.line("")
    }
  }
}

extension Scenario: ExpressibleByArgument {}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
