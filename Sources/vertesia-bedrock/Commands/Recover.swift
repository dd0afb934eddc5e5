import ArgumentParser
import Federation
import Provisioning

/// Checkpoints that are lost or stand on another machine.
struct Recover: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Rebuilds lost set-ups from what stands in AWS and Vertesia.",
    discussion: """
      Joins Vertesia environments with the roles that trust them. Nothing is changed there; each \
      set-up that is found is saved here.
      """
  )

  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await Ending.of {
      let run = try Unattended(common, answers, verb: .recover)
      let all = try await run.followingUntilStopped { () async throws(Fault) in
        try await run.session.recover(run.answers)
      }
      if json {
        try JSONOutput.print(all)
      } else if all.isEmpty {
        Output.message("Nothing was found that is not saved here already.")
      } else {
        for one in all { Output.line("\(one.id)  \(one.name)") }
        let invocation = run.composition.world.settings.invocation
        Output.message(
          "Vertesia shows no key, so each environment's is set once more, to the same role, by:"
        )
        for one in all {
          Output.message("  " + invocation(.apply, of: one.id))
        }
      }
      return .done
    }
  }
}
