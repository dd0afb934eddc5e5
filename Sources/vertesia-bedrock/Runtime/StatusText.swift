import Federation
import Provisioning

/// A saved set-up held against the cloud, as lines: how each step stands now, and what the last run
/// made of it.
enum StatusText {
  static func lines(_ result: SetupResult, _ plan: Plan?, _ saved: Checkpoint?) -> [String] {
    // What could not even be opened has only its fault, which is told elsewhere.
    guard result.steps.contains(where: { $0.outcome != nil || $0.fault != nil }) || plan != nil
    else { return [] }
    let end = plan == nil ? ended(result) : nil
    let rows = result.steps.map { step in
      [step.id.words, now(step, result, plan), before(step, end)]
    }
    return Table.lines([["STEP", "NOW", "LAST RUN"]] + rows, folding: [2], wrapping: 1)
      + ResultText.facts(result, name: saved?.name)
      + change(saved)
  }

  /// What the look leaves aside.
  private static func change(_ saved: Checkpoint?) -> [String] {
    guard let saved, !saved.changes.isEmpty else { return [] }
    return [
      "", "Changed and not carried out yet: \(saved.changes.subjects.joined(separator: ", ")).",
    ]
  }

  /// How a step stands now: `as it should be`, `missing`, `not looked at: VB204`.
  static func now(
    _ step: SetupResult.StepReport,
    _ result: SetupResult,
    _ plan: Plan?
  ) -> String {
    plan?.standings[step.id]?.words ?? now(step, plan == nil ? ended(result) : nil)
  }

  /// What ended the look.
  private static func ended(_ result: SetupResult) -> FaultCode? {
    let faults = [result.fault].compactMap(\.self) + result.steps.compactMap(\.fault)
    return faults.first { $0.code.exit == result.exit }?.code
  }

  /// Where the look came to no plan.
  private static func now(_ step: SetupResult.StepReport, _ end: FaultCode?) -> String {
    guard let end else { return "not looked at" }
    guard step.fault?.code == end else { return "not looked at: \(end.rawValue)" }
    return "\(end.exit == .conflict ? "differs" : "not known"): \(end.rawValue)"
  }

  private static func before(_ step: SetupResult.StepReport, _ end: FaultCode?) -> String {
    guard let fault = step.fault, fault.code != end else { return ResultText.words(step) }
    return ResultText.failure(step.id, fault)
  }
}
