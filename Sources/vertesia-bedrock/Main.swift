import ArgumentParser
import Terminal

@main
enum Main {
  static func main() async {
    MemoryDumps.forbid()
    StandardStreams.settle()
    await VertesiaBedrock.main()
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
