import Testing

@testable import Federation

@Suite("Which model is meant")
struct NamedModelTests {
  private static let base = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
  private static let profile = "arn:aws:bedrock:us-east-1:432112349876:inference-profile/us."
  private static let report = ListingReport(
    rows: [
      row(
        "amazon.nova-lite-v1:0",
        "Nova Lite",
        [("on demand", base), ("us.", profile + "amazon.nova-lite-v1:0")]
      ),
      row("anthropic.claude-3", "Claude 3", [("us.", profile + "anthropic.claude-3")]),
      row("anthropic.claude-3-b", "Claude 3", []),
      row("ai21.jamba", "Jamba 1.5 Large", []),
      ModelRow(
        id: "cohere.command",
        name: "Command",
        provider: "",
        ways: [
          .init(label: "eu.", id: "eu.cohere.command", isListed: false),
          .init(label: "us.", id: "us.cohere.command", isListed: true),
        ],
        state: .listed,
        advice: nil
      ),
    ],
    listed: [base, profile + "amazon.nova-lite-v1:0", profile + "anthropic.claude-3"],
    missing: [],
    excluded: [],
    findings: []
  )

  private static func row(
    _ id: String,
    _ name: String,
    _ ways: [(String, String)]
  ) -> ModelRow {
    ModelRow(
      id: id,
      name: name,
      provider: "",
      ways: ways.map { ModelRow.Way(label: $0.0, id: $0.1, isListed: true) },
      state: ways.isEmpty ? .needsForm : .listed,
      advice: nil
    )
  }

  @Test(
    arguments: [
      (base, base), ("amazon.nova-lite-v1:0", base), ("Amazon.Nova-Lite-v1:0", base),
      ("nova lite", base), (" Nova Lite ", base),
      ("us.amazon.nova-lite-v1:0", profile + "amazon.nova-lite-v1:0"),
      ("anthropic.claude-3", profile + "anthropic.claude-3"),
    ]
  )
  func itIsFound(_ text: String, _ id: String) {
    #expect(Self.report.named(text) == .listed(id))
  }

  /// Another way may be answered elsewhere, which nobody asked for.
  @Test func aWayThatIsNotListedIsNotTakenForAnother() {
    let row = Self.report.rows[4]
    #expect(Self.report.named("eu.cohere.command") == .otherwise(row, listed: "us.cohere.command"))
    #expect(Self.report.named("cohere.command") == .listed("us.cohere.command"))
    #expect(Self.report.named("us.cohere.command") == .listed("us.cohere.command"))
  }

  @Test func itIsNotFound() {
    #expect(Self.report.named("jamba 1.5 large") == .unlisted(Self.report.rows[3]))
    #expect(
      Self.report.named("Claude 3") == .several(["anthropic.claude-3", "anthropic.claude-3-b"])
    )
    #expect(Self.report.named("jamba") == .unknown(near: ["Jamba 1.5 Large"]))
    #expect(Self.report.named("Nova Light") == .unknown(near: ["Nova Lite"]))
    #expect(Self.report.named("") == .unknown(near: []))
    #expect(Self.report.named("quite another one") == .unknown(near: []))
  }
}
