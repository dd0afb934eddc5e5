import ArgumentParser
import Clients
import Federation
import Provisioning
import Wizard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The saved set-ups.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the saved set-ups."
  )

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await Ending.of {
      let composition = try Composition(common)
      let saved = try composition.state.list()
      for one in saved {
        guard let notice = one.notice else { continue }
        Output.message("\(one.id): \(notice.code.rawValue) \(notice.summary). \(notice.cause)")
      }
      if json {
        try JSONOutput.print(saved.map(Entry.init))
      } else if saved.isEmpty {
        Output.message("Nothing is saved in \(composition.state.path).")
        Output.message("Start with: \(composition.world.settings.invocation(.setup))")
      } else {
        let now = composition.world.surroundings.now()
        let clock = Timeline(startedAt: Int(now.timeIntervalSince1970))
        for line in Self.table(saved, clock) { Output.line(line) }
      }
      for one in saved {
        guard case .failure(let fault) = one.summary else { continue }
        Output.message("")
        Output.message("\(one.id):")
        FaultText.print(fault)
      }
      return .done
    }
  }

  /// A summary, or the fault that stands for it.
  private struct Entry: Encodable {
    var id: String
    var setup: SetupSummary?
    var fault: Fault?

    init(_ saved: StateDirectory.Saved) {
      id = saved.id
      switch saved.summary {
      case .success(let summary): setup = summary
      case .failure(let fault): self.fault = fault
      }
    }
  }

  private static func table(_ saved: [StateDirectory.Saved], _ clock: Timeline) -> [String] {
    let rows = saved.map { one -> [String] in
      switch one.summary {
      case .success(let summary):
        [
          one.id, summary.name,
          summary.environmentName ?? summary.environmentID ?? "no environment yet",
          summary.account ?? "account not known",
          changed(summary.updatedAt, clock), state(summary, one.checkpoint),
        ]
      case .failure(let fault): [one.id, "\(fault.code.rawValue) \(fault.summary)"]
      }
    }
    let header = ["ID", "SET-UP", "ENVIRONMENT", "ACCOUNT", "CHANGED", "STATE"]
    return Table.lines([header] + rows, folding: [4, 3, 2])
  }

  /// `2026-11-24 18:04 UTC, 3 hours ago`.
  private static func changed(_ time: String, _ clock: Timeline) -> String {
    let moment = String(time.prefix(16)).replacing("T", with: " ") + " UTC"
    return clock.age(of: time).map { "\(moment), \($0)" } ?? moment
  }

  /// How far it came, and why it went no further.
  private static func state(_ summary: SetupSummary, _ checkpoint: Checkpoint?) -> String {
    if summary.isDone || summary.waiting != nil { return summary.standing }
    let count = "\(summary.settled) of \(summary.of)"
    guard let step = summary.stoppedAt else { return count }
    let record = checkpoint?.steps[step]
    let reason =
      if let fault = record?.fault {
        "\(fault.code.rawValue) \(fault.summary)"
      } else if checkpoint?.isUnproven(step) == true {
        "changed, and not proven yet"
      } else {
        "cut off"
      }
    return "\(count), stopped at \(step.words): \(reason)"
  }
}
