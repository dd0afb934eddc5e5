import ArgumentParser
import Federation
import Provisioning

/// The models of a set-up's environment.
struct Models: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Lists the models Vertesia sees, says why others are missing, enables some."
  )

  @Argument(help: "Id, unique prefix or name; may be left out when only one is saved.")
  var name: String?

  @OptionGroup var place: SiteOption
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Option(help: "Enable this model, by its id or name; may be given several times.")
  var enable: [String] = []

  @Option(help: "Enable this model no more, by its id or name; may be given several times.")
  var disable: [String] = []

  @Option(
    name: .customLong("default"),
    help: "Make this the environment's default model, by its id or name."
  )
  var defaultModel: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    let wanted = Set(enable + [defaultModel].compactMap(\.self))
    if let both = disable.first(where: wanted.contains) {
      throw ValidationError("'\(both)' is to be disabled and to be used")
    }
  }

  func run() async throws {
    try await Ending.of {
      let run = try Unattended(common, site: place.site, verb: .models)
      let id = try run.composition.state.find(name)
      let report = try await run.followingUntilStopped { () async throws(Fault) in
        try await run.session.models(
          of: id,
          enabling: enable,
          disabling: disable,
          makingDefault: defaultModel
        )
      }
      try show(report)
      return .done
    }
  }

  private func show(_ report: ListingReport) throws {
    if json { return try JSONOutput.print(report) }
    let rows = report.rows.map { row in
      [
        row.state.words, row.name, row.id, row.provider,
        row.ways.map(\.label).joined(separator: ", "),
        row.use.joined(separator: ", "), row.advice?.words ?? "",
      ]
    }
    let header = ["STATE", "MODEL", "ID", "BY", "CALL AS", "USE", "WHAT TO DO"]
    // The last one goes first: it is a sentence, and most rows have none.
    for line in Table.lines([header] + rows, folding: [6, 3, 2, 4]) { Output.line(line) }
    Output.line("")
    Output.line(
      "Models: \(report.counted.words); \(report.excluded.count) more ids are never offered by "
        + "Vertesia"
        + (report.excluded.isEmpty ? "." : ":")
    )
    let excluded = report.excluded.map { ["  \($0.name)", $0.id, $0.why] }
    for line in Table.lines(excluded, folding: [1], labels: ["model", "id", "why"]) {
      Output.line(line)
    }
    for finding in report.findings { Output.line(finding.words) }
    for remedy in Self.pages(report) {
      Output.line("")
      Output.line("\(remedy.words):")
      Output.line("  \(remedy.url ?? "")")
    }
  }

  /// Where to open up what is not usable yet, each page once.
  private static func pages(_ report: ListingReport) -> [Remedy] {
    report.rows.compactMap(\.advice).reduce(into: []) { pages, remedy in
      if remedy.url != nil, !pages.contains(where: { $0.url == remedy.url }) {
        pages.append(remedy)
      }
    }
  }
}
