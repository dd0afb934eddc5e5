import Federation
import Testing

struct ListingReportTests {
  private static let claude = "anthropic.claude-x-v1:0"
  private static let arns = "arn:aws:bedrock:us-east-1"

  private static var catalogue: RegionCatalogue {
    var catalogue = PredictionTests.catalogue(
      [
        PredictionTests.model("amazon.nova-pro-v1:0", provider: "Amazon"),
        PredictionTests.model("meta.llama-9:0", provider: "Meta"),
        PredictionTests.model(claude, provider: "Anthropic", types: ["INFERENCE_PROFILE"]),
        PredictionTests.model("cohere.embed-v4:0", provider: "Cohere", output: ["EMBEDDING"]),
        PredictionTests.model("stability.sd3", provider: "Stability AI"),
      ],
      profiles: [
        PredictionTests.profile("us.\(claude)", name: "US Claude", models: [claude]),
        PredictionTests.profile("global.\(claude)", name: "Global Claude", models: [claude]),
        PredictionTests.profile("us.amazon.nova-pro-v1:0", name: "US Nova"),
      ]
    )
    let good = ModelAccess(
      agreement: "AVAILABLE",
      authorization: "AUTHORIZED",
      entitlement: "AVAILABLE",
      region: "AVAILABLE"
    )
    var open = good
    open.agreement = "NOT_AVAILABLE"
    catalogue.access = ["amazon.nova-pro-v1:0": good, "meta.llama-9:0": open]
    return catalogue
  }

  private func report(
    without gone: [String] = [],
    more: [String] = [],
    catalogue: RegionCatalogue? = catalogue,
    enabled: Set<String> = []
  ) -> ListingReport {
    let predicted = Prediction.predict(Self.catalogue).listed
    let ids = predicted.filter { id in !gone.contains { id.contains($0) } } + more
    return ListingReport.make(
      catalogue: catalogue,
      listed: ids.map { ListedModel(id: $0, name: $0) },
      enabled: enabled,
      defaultModel: predicted[0]
    )
  }

  @Test func oneRowAModelWithItsWays() {
    let report = report(enabled: ["\(Self.arns)::foundation-model/amazon.nova-pro-v1:0"])
    #expect(report.missing.isEmpty)
    #expect(report.findings.isEmpty)
    #expect(report.excluded.map(\.name) == ["cohere.embed-v4:0", "stability.sd3"])
    #expect(
      report.excluded.map(\.why) == [
        "an embedding model", "its publisher is not supported by Vertesia",
      ]
    )
    #expect(report.rows.map(\.id) == ["amazon.nova-pro-v1:0", Self.claude, "meta.llama-9:0"])
    #expect(report.rows[0].ways.map(\.label) == ["on demand", "us."])
    #expect(report.rows[1].ways.map(\.label) == ["us.", "global."])
    #expect(report.rows[0].isDefault)
    #expect(report.rows[0].isEnabled)
    #expect(report.rows.map(\.state) == [.likelyReady, .listed, .needsMarketplace])
    #expect(report.rows[2].advice?.url?.contains("us-east-1") == true)
  }

  /// What is enabled can be disabled, though nothing lists it and Bedrock does not know it.
  @Test func whatIsEnabledHasItsRow() {
    let report = ListingReport.make(
      catalogue: Self.catalogue,
      listed: [],
      enabled: ["amazon.nova-pro-v1:0", "acme.gone-v1"],
      defaultModel: nil
    )
    let enabled = report.rows.filter(\.isEnabled)
    #expect(Set(enabled.map(\.id)) == ["amazon.nova-pro-v1:0", "acme.gone-v1"])
    #expect(enabled.allSatisfy { row in row.ways.allSatisfy { !$0.isListed } })
    #expect(enabled[0].ways(called: enabled[0].name).contains { $0.isEnabled })
  }

  /// A role that may only list calls nothing, whatever somebody else's test call told.
  @Test func aRoleThatOnlyListsCallsNone() {
    var report = ListingReport.make(
      catalogue: Self.catalogue,
      listed: Prediction.predict(Self.catalogue).listed.map { ListedModel(id: $0, name: $0) },
      enabled: [],
      defaultModel: nil,
      answering: [Self.claude],
      listsOnly: true
    )
    let states: [String: ModelRow.State] = [
      "amazon.nova-pro-v1:0": .refusedByRole, Self.claude: .refusedByRole,
      "meta.llama-9:0": .needsMarketplace,
    ]
    func told() -> [String: ModelRow.State] {
      Dictionary(uniqueKeysWithValues: report.rows.map { ($0.id, $0.state) })
    }
    #expect(told() == states)
    let answered = ModelTrial.Outcome.answered(tokensIn: 8, tokensOut: 1, milliseconds: 9)
    let way = report.rows.first { $0.id == Self.claude }?.ways[0].id ?? ""
    report.take(ModelTrial(way: way, outcome: answered), region: nil)
    #expect(told() == states)
  }

  /// Its own row says only that it is not on demand; that its profile is left out tells why.
  @Test func theReasonIsTheOneThatCloses() {
    let report = ListingReport.make(
      catalogue: PredictionTests.catalogue(
        [
          PredictionTests.model("luma.ray-3:0", provider: "Luma", types: ["INFERENCE_PROFILE"]),
          PredictionTests.model("meta.big:0", provider: "Meta", types: ["PROVISIONED"]),
        ],
        profiles: [PredictionTests.profile("us.luma.ray-3:0", models: ["luma.ray-3:0"])]
      ),
      listed: [],
      enabled: [],
      defaultModel: nil
    )
    #expect(report.excluded.map(\.id) == ["luma.ray-3:0", "meta.big:0"])
    #expect(report.excluded[0].why == "its publisher is not supported by Vertesia")
    #expect(report.excluded[1].why.hasPrefix("not on demand"))
  }

  @Test func theFormIsAskedFor() {
    var catalogue = Self.catalogue
    catalogue.useCaseFormSent = false
    let row = report(catalogue: catalogue).rows.first { $0.id == Self.claude }
    #expect(row?.state == .needsForm)
    #expect(row?.advice?.url?.hasPrefix("https://us-east-1.console.aws.amazon.com/bedrock") == true)
  }

  @Test func aWholeClassMissingNamesItsAction() {
    let report = report(without: ["inference-profile"])
    #expect(report.findings.count == 1)
    #expect(report.findings[0].tone == .warning)
    #expect(report.findings[0].words.contains("bedrock:ListInferenceProfiles"))
    #expect(report.missing.count == 3)
    #expect(report.rows.first { $0.id == Self.claude }?.state == .unknown)
  }

  @Test func scatteredGapsMayBeNewRules() {
    let findings = report(without: ["global."]).findings
    #expect(findings.count == 1)
    #expect(findings[0].words.contains("2026-08-21"))
  }

  @Test func moreIsFine() {
    let report = report(more: ["\(Self.arns)::foundation-model/new.thing-1:0"])
    #expect(report.findings.map(\.tone) == [.info])
    #expect(report.rows.contains { $0.id == "new.thing-1:0" && $0.state == .listed })
  }

  @Test func withoutACatalogueItSaysSo() {
    let report = report(catalogue: nil)
    #expect(report.findings.count == 1)
    #expect(report.missing.isEmpty)
    #expect(report.rows.count == 3)
    #expect(report.rows.allSatisfy { $0.state == .listed })
  }

  @Test func aTestCallSaysMore() {
    let id = "amazon.nova-pro-v1:0"
    let report = ListingReport.make(
      catalogue: Self.catalogue,
      listed: [ListedModel(id: "\(Self.arns)::foundation-model/\(id)", name: "Nova")],
      enabled: [],
      defaultModel: nil,
      answering: [id]
    )
    #expect(report.rows.first { $0.id == id }?.state == .answered)
  }
}
