import ArgumentParser
import Federation
import Provisioning

/// What `apply` would do.
struct PlanChanges: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Says what would change; writes nothing, neither there nor here.",
    discussion: "Exits with 2 when something would change or the role may do more than was chosen, "
      + "with 0 when all is as it should be."
  )

  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Option(name: .customLong("setup"), help: "Saved set-up to look at: id, prefix or name.")
  var setup: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  @Option(help: "What to do when something else has the name: stop, rename or extend.")
  var onConflict: ConflictChoice?

  func run() async throws {
    try await Ending.of {
      let run = try Unattended(common, answers, onConflict: onConflict, verb: .plan)
      let (result, plan) = await run(setup, isLook: true) { _ in false }
      guard let plan else {
        if json { try JSONOutput.print(result) }
        return result.exit
      }
      if json {
        try JSONOutput.print(PlanDocument(plan, setup: result.setup, exit: plan.exit))
      } else {
        for line in PlanText.lines(plan) { Output.line(line) }
      }
      return plan.exit
    }
  }
}
