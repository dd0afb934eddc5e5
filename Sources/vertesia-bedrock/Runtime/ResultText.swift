import Federation
import Screen

/// How a run ended, as lines: each step with its outcome, then what has to be copied.
enum ResultText {
  static func lines(_ result: SetupResult) -> [String] {
    let rows = result.steps.map { step in
      [step.id.words, step.fault.map { "failed, \($0.code.rawValue)" } ?? words(step)]
    }
    var facts: [[String]] = []
    if let role = result.roleARN { facts.append(["Role ARN", role]) }
    if let environment = result.environmentID { facts.append(["Environment ID", environment]) }
    if let models = result.models {
      facts.append(["Models", "\(models.listed.count) listed, \(models.missing.count) missing"])
    }
    if !result.setup.isEmpty { facts.append(["Set-up", result.setup]) }
    return Table.lines(rows) + (facts.isEmpty ? [] : [""] + Table.lines(facts))
  }

  private static func words(_ step: SetupResult.StepReport) -> String {
    let outcome = step.outcome?.words ?? "not done"
    return step.facts[.verified] == "false" ? "\(outcome), not checked" : outcome
  }
}
