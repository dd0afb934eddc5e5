import FaultProxy
import Federation

/// What came of the trials, a line per kind.
enum Table {
  static func print(_ reports: [Trial.Report], took: Duration) {
    let kinds = FaultKind.allCases.filter { kind in reports.contains { $0.trial.kind == kind } }
    let requests = Set(reports.filter { !$0.trial.aim.lasts }.map(\.trial.aim)).count
    line("kind", "pairs", "at once", "resumed", "wrong", "codes")
    for kind in kinds {
      let own = reports.filter { $0.trial.kind == kind }
      let codes = Set(own.flatMap(\.codes).map(\.rawValue)).sorted().joined(separator: " ")
      line(
        kind.rawValue,
        "\(own.count)",
        "\(own.count { $0.flaw == nil && $0.codes.isEmpty })",
        "\(own.count { $0.flaw == nil && !$0.codes.isEmpty })",
        "\(own.count { $0.flaw != nil })",
        codes
      )
    }
    for report in reports where report.flaw != nil {
      Swift.print("\(report.trial): \(report.flaw ?? "")")
    }
    let endings = reports.filter { !$0.codes.isEmpty }
    let atOnce = reports.count - endings.count
    Swift.print("\(kinds.count) kinds, \(requests) requests, \(reports.count) pairs:")
    Swift.print("\(atOnce) succeeded at once, \(endings.count) after a named fault and a resume")
    Swift.print("took \(took)")
    let slowest = endings.map(\.late.run).max() ?? .zero
    let request = reports.map(\.late.request).max() ?? .zero
    Swift.print("slowest end past the deadline: \(slowest), of a request: \(request)")
  }

  static func printKinds() {
    for kind in FaultKind.allCases {
      Swift.print(([kind.rawValue] + kind.codes.map(\.rawValue).sorted()).joined(separator: " "))
    }
  }

  private static func line(_ columns: String...) {
    let widths = [24, 6, 8, 8, 6, 0]
    let padded = zip(columns, widths).map { text, width in
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    Swift.print(padded.joined())
  }
}

extension Trial.Report {
  /// Empty for a run that succeeded at once.
  var codes: [FaultCode] {
    if case .resumed(let codes) = ending { codes } else { [] }
  }
}
