import Federation

/// A saved set-up held against the cloud, as lines: how each step stands now, and what the last run
/// made of it.
enum StatusText {
  static func lines(_ result: SetupResult, _ plan: Plan?) -> [String] {
    guard result.hasBegun else { return [] }
    let rows = result.steps.map { step in
      [step.id.words, now(step, result, plan), ResultText.words(step)]
    }
    return Table.lines([["STEP", "NOW", "LAST RUN"]] + rows) + ResultText.facts(result)
  }

  private static func now(
    _ step: SetupResult.StepReport,
    _ result: SetupResult,
    _ plan: Plan?
  ) -> String {
    if let standing = plan?.standings[step.id] { return standing.words }
    let faults = result.steps.compactMap(\.fault) + [result.fault].compactMap(\.self)
    let code = (step.fault ?? faults.first)?.code.rawValue
    let words = step.fault == nil ? "not looked at" : "not as it should be"
    return code.map { "\(words): \($0)" } ?? words
  }
}
