import ArgumentParser
import Federation
import Provisioning

/// A whole set-up without a question.
struct Apply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Sets everything up without asking; what is missing is named.",
    discussion: """
      Running it again is safe: what is there is looked at first and kept. Results go to standard \
      output, progress to standard error.
      """
  )

  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Waiting") var patience: PatienceOptions
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Option(name: .customLong("setup"), help: "Saved set-up to go on with: id, prefix or name.")
  var setup: String?

  @Option(
    help: "Do only this step and what it needs.",
    completion: .list(StepID.allCases.map(\.rawValue)),
    transform: StepID.init(argument:)
  )
  var step: StepID?

  @Flag(name: .shortAndLong, help: "Agree to the plan. Never answers a conflict.")
  var yes = false

  @Flag(help: "Print one JSON document at the end.")
  var json = false

  @Flag(help: "Print one JSON document for every event.")
  var jsonEvents = false

  @Option(help: "What to do when something else has the name: stop, rename or extend.")
  var onConflict: ConflictChoice?

  func run() async throws {
    try await Ending.of {
      let run = try Unattended(
        common,
        answers,
        patience: patience,
        isAgreed: yes,
        onConflict: onConflict,
        scope: scope
      )
      // Where nothing is to be changed, nothing needs to be agreed to.
      var (result, plan) = await run(setup, only: step, isKept: yes, json: jsonEvents) { plan in
        yes || plan.changes.isEmpty
      }
      let needsConsent = !yes && result.exit == .stopped && plan?.changes.isEmpty == false
      if needsConsent { result.exit = FaultCode.consentMissing.exit }
      if json {
        try JSONOutput.print(result)
      } else if let plan, needsConsent {
        for line in PlanText.lines(plan) { Output.line(line) }
      } else if !jsonEvents {
        for line in ResultText.lines(result) { Output.line(line) }
        if result.exit.hasCarriedOut {
          let invocation = run.composition.world.settings.invocation
          for line in ResultText.limit(result, invocation) { Output.line(line) }
        }
      }
      if needsConsent { throw consentMissing(run.composition.world.settings.invocation) }
      return result.exit
    }
  }

  private var scope: [String] {
    (step.map { ["--step", $0.rawValue] } ?? []) + patience.words
  }

  /// Either command repeats all that was given.
  private func consentMissing(_ again: Invocation) -> Fault {
    let shared = answers.words + (onConflict.map { ["--on-conflict", $0.rawValue] } ?? [])
    let target = setup.map { ProductCommand.Target.saved($0) } ?? .none
    let look = again(ProductCommand(.plan, of: target, options: shared))
    let agree = again(ProductCommand(.apply, of: target, options: shared))
    return Fault(
      .consentMissing,
      remedies: [
        Remedy("Look at the plan first", command: look.text),
        Remedy("Add --yes to agree to it", command: agree.text),
      ]
    )
  }
}
