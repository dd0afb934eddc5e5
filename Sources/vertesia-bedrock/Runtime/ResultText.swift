import Federation
import Provisioning
import Screen

/// How a run ended, as lines: each step with its outcome, then what has to be copied. A run that
/// never began has no steps to tell of, only its fault, which is told elsewhere.
enum ResultText {
  static func lines(_ result: SetupResult) -> [String] {
    guard result.steps.contains(where: { $0.outcome != nil }) else {
      return Array(facts(result).dropFirst())
    }
    let rows = result.steps.map { step in
      let fault = step.outcome == .waiting ? nil : step.fault
      return [step.id.words, fault.map { failure(step.id, $0) } ?? words(step)]
    }
    return Table.lines(rows, folding: []) + facts(result)
  }

  /// What the advice rests on stops nothing when it cannot be had.
  static func failure(_ step: StepID, _ fault: Fault) -> String {
    "\(step.isAdvice ? "not known" : "failed"), \(fault.code.rawValue)"
  }

  /// What has to be copied, after a blank line.
  static func facts(_ result: SetupResult, name: String? = nil) -> [String] {
    var facts: [[String]] = []
    if let role = result.roleARN { facts.append(["Role ARN", role]) }
    if let environment = result.environmentID { facts.append(["Environment ID", environment]) }
    if let models = result.models {
      facts.append(["Models", models.words])
    }
    if !result.setup.isEmpty { facts.append(["Set-up", result.setup]) }
    if let name { facts.append(["Name", name]) }
    return facts.isEmpty ? [] : [""] + Table.lines(facts, folding: [])
  }

  /// Where the role may only list: that nothing can be called yet, and the command that lets it.
  static func limit(_ result: SetupResult, _ invocation: Invocation) -> [String] {
    guard result.listsOnly else { return [] }
    let choice = Answers([.permissions: [PermissionChoice.inference.answer]])
    return [
      "", SetupResult.listsOnlyWords, "To let Vertesia call models:",
      "  " + invocation(.apply, of: result.setup, choice),
    ]
  }

  /// What the last run made of a step.
  static func words(_ step: SetupResult.StepReport) -> String {
    step.outcome?.words(of: step.id, step.facts) ?? "not done"
  }
}
