import ArgumentParser
import Federation
import Provisioning

/// A saved set-up, held against the cloud.
struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Holds a saved set-up against what stands in AWS and Vertesia; changes nothing.",
    discussion: "Exits with 2 when there are differences, with 0 when there are none."
  )

  @Argument(help: "Id, unique prefix or name; may be left out when only one is saved.")
  var name: String?

  @OptionGroup var place: SiteOption
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Option(
    help: "Tell only about this step.",
    completion: .list(StepID.allCases.map(\.rawValue)),
    transform: StepID.init(argument:)
  )
  var step: StepID?

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await Ending.of {
      let run = try Unattended(common, site: place.site, verb: .status)
      let id = try run.composition.state.find(name)
      var (result, plan) = await run(id, only: step, isLook: true, asItStands: true) { _ in false }
      if let step {
        plan?.changes.removeAll { $0.step != step }
        // Wider than chosen is a difference too, though not one that a run would mend.
        if plan?.standings[step] != .differs { plan?.isWider = false }
      }
      if let plan { result.exit = plan.exit }
      if let step { result.steps.removeAll { $0.id != step } }
      // Nothing differs that could be seen, and something is still to be done, by a run or a person.
      let saved = run.composition.state.saved(id)?.checkpoint
      let isWaiting = step == nil && saved?.changes.isEmpty == false
      if result.exit == .done, result.isOpen || isWaiting { result.exit = .differences }
      if json {
        try JSONOutput.print(StatusDocument(result, plan, saved))
      } else {
        for line in StatusText.lines(result, plan, saved) { Output.line(line) }
        let invocation = run.composition.world.settings.invocation
        for line in ResultText.limit(result, invocation) { Output.line(line) }
        if let plan, plan.exit != .done || result.isOpen {
          Output.line("")
          for line in PlanText.lines(plan) { Output.line(line) }
        }
        if plan != nil, result.exit != .done, result.isOpen || isWaiting {
          Output.line("")
          Output.line("Go on with: " + invocation(.apply, of: id))
        }
      }
      return result.exit
    }
  }
}

extension StepID {
  init(argument: String) throws {
    guard let step = StepID(rawValue: argument) else {
      let names = StepID.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(argument)' is not a step; the steps are \(names)")
    }
    self = step
  }
}
