import Federation
import Screen

/// A fault as lines on standard error: what happened, why, what to do, evidence.
enum FaultText {
  static func lines(_ fault: Fault, step: StepID? = nil) -> [String] {
    let place = step.map { "\($0.words): " } ?? ""
    var lines = ["\(fault.code.rawValue)  \(place)\(fault.summary)"]
    lines += ["", "Why", "  \(fault.cause)", "", "What you can do"]
    for (index, remedy) in fault.remedies.enumerated() {
      lines.append("  \(index + 1). \(remedy.words)")
      for more in [remedy.command, remedy.url] {
        if let more { lines.append("     \(more)") }
      }
    }
    if !fault.evidence.isEmpty {
      lines += ["", "Evidence"]
      lines += fault.evidence.map { "  \($0.label.rawValue): \($0.text)" }
    }
    return lines.map { RemoteText($0).text }
  }

  static func print(_ fault: Fault, step: StepID? = nil) {
    for line in lines(fault, step: step) { Output.message(line) }
  }
}
