import ArgumentParser
import Federation
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

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
  }

  func run() async throws {
    try await Ending.of {
      if list {
        let rows = Scenario.allCases.map { [$0.rawValue, $0.summary] }
        for line in Table.lines(rows, folding: []) { Output.line(line) }
      } else {
        try await serveUntilStopped()
      }
      return .done
    }
  }

  /// To be interrupted is how it ends, so that is no failure.
  private func serveUntilStopped() async throws {
    let stops = StopSignals.stream()
    do {
      try await SandboxServer(scenario: scenario).run(port: port) { [scenario] port in
        Self.tell(port, scenario)
        for await _ in stops { return }
      }
    } catch is SandboxEnded {
      Output.message("The sandbox serves no more: it has lost its port.")
      throw ArgumentParser.ExitCode.failure
    } catch {
      Output.message("The sandbox cannot listen on port \(port) of 127.0.0.1.")
      if port != 0 { Output.message("Leave --port out to take a free one.") }
      throw ArgumentParser.ExitCode.failure
    }
  }

  private static func tell(_ port: Int, _ scenario: Scenario) {
    Output.line("# The sandbox listens on 127.0.0.1:\(port). In the shell of the client:")
    for (name, value) in SandboxExports.variables(port: port, scenario: scenario) {
      Output.line("export \(name)='\(value)'")
    }
    Output.line("")
    let administrator = SandboxExports.administrator(port: port, scenario: scenario)
    guard !administrator.isEmpty else { return }
    Output.line("# An administrator of the same AWS account, for a shell of its own:")
    for (name, value) in administrator { Output.line("export \(name)='\(value)'") }
    Output.line("")
  }
}

extension Scenario: ExpressibleByArgument {}
