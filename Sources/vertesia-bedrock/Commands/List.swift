import ArgumentParser
import Federation
import Provisioning

/// The saved set-ups.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the saved set-ups.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func run() async throws {
    try await Ending.of {
      let saved = try Composition(common).state.list()
      for one in saved {
        guard let notice = one.notice else { continue }
        Output.message("\(one.id): \(notice.code.rawValue) \(notice.summary)")
      }
      if json {
        try JSONOutput.print(saved.map(Entry.init))
      } else if saved.isEmpty {
        Output.message("Nothing is saved here. Start with: vertesia-bedrock")
      } else {
        for line in Self.table(saved) { Output.line(line) }
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

  private static func table(_ saved: [StateDirectory.Saved]) -> [String] {
    let rows = saved.map { one -> [String] in
      switch one.summary {
      case .success(let summary):
        [
          one.id, summary.name, summary.account ?? "account not known", state(summary),
          String(summary.updatedAt.prefix(10)),
        ]
      case .failure(let fault): [one.id, "\(fault.code.rawValue) \(fault.summary)"]
      }
    }
    let header = ["ID", "SET-UP", "ACCOUNT", "STATE", "CHANGED"]
    return Table.lines([header] + rows)
  }

  private static func state(_ summary: SetupSummary) -> String {
    if summary.isDone { return "done" }
    let count = "\(summary.settled) of \(summary.of)"
    return summary.stoppedAt.map { "\(count), stopped at \($0.words)" } ?? count
  }
}
