import ArgumentParser
import Federation
import Provisioning

/// Checkpoints that are lost or stand on another machine.
struct Recover: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rebuilds lost set-ups from what stands in AWS and Vertesia.",
    discussion: """
      Joins Vertesia environments with the roles that trust them. Nothing is changed there; a \
      checkpoint is written here for each set-up found.
      """
  )

  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await Ending.of {
      let run = try Unattended(common, answers)
      let found = await run.following { [session = run.session, answers = run.answers] in
        await outcome { () async throws(Fault) in try await session.recover(answers) }
      }
      let all = try found.get()
      if json {
        try JSONOutput.print(all)
      } else if all.isEmpty {
        Output.message("Nothing was found that is not saved here already.")
      } else {
        for one in all { Output.line("\(one.id)  \(one.name)") }
      }
      return .done
    }
  }
}

/// A typed throw as a value, for crossing a task's border.
func outcome<Value: Sendable>(
  _ body: () async throws(Fault) -> Value
) async -> Result<Value, Fault> {
  do throws(Fault) { return .success(try await body()) } catch { return .failure(error) }
}
