import ArgumentParser
import Clients
import Federation
import Networking
import Terminal

@main
enum Main {
  static func main() async {
    MemoryDumps.forbid()
    StandardStreams.settle()
    // A demo reads nobody's keys.
    let isDemo = CommandLine.arguments.contains("--demo")
    let held = isDemo ? [] : Surroundings.live().secrets
    await SecretShape.$held.withValue(held) { await run() }
  }

  private static func run() async {
    do {
      var command = try VertesiaBedrock.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      leave(error)
    }
  }

  /// The parser repeats an argument that it does not know.
  private static func leave(_ error: any Error) -> Never {
    let isWrongUse = VertesiaBedrock.exitCode(for: error) == .validationFailure
    guard isWrongUse, SecretShape.isPlainlyIn(VertesiaBedrock.fullMessage(for: error)) else {
      VertesiaBedrock.exit(withError: error)
    }
    Output.message("Error: An argument looks like a secret. \(SecretShape.cause).")
    VertesiaBedrock.exit(withError: ArgumentParser.ExitCode.validationFailure)
  }
}

struct VertesiaBedrock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vertesia-bedrock",
    abstract: "Connects a Vertesia organization to Amazon Bedrock, step by step.",
    discussion: """
      Registers Vertesia as an identity provider in AWS, creates the environment and the role that \
      trusts exactly that environment, and checks that models are listed. It can stop at any point \
      and go on later, adopts what is already there, and says what failed and what to do.
      """,
    version: Version.words,
    // Each says its name: to work it out by reflection takes a tenth of the start.
    subcommands: [
      Setup.self, Apply.self, PlanChanges.self, List.self, Status.self, Recover.self, Models.self,
      RunSandbox.self,
    ],
    defaultSubcommand: Setup.self
  )
}

/// One constant, printed by `--version` and written into every checkpoint.
enum Version {
  static let number = "1.0.0"
  static let words = "vertesia-bedrock \(number)"
}
