import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// Whoever sees neither colours nor marks finds every state by its word.
@Suite("Every state by its word")
struct WordTests {
  typealias Sizes = GoldenTests

  // MARK: Steps

  struct State: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// What tells of it, for a step.
    var event: @Sendable (StepID) -> Event?
    /// For a step that makes something, and for one that only looks.
    var made: String
    var looked: String

    init(
      _ name: String,
      _ made: String,
      looked: String? = nil,
      event: @escaping @Sendable (StepID) -> Event?
    ) {
      testDescription = name
      self.made = made
      self.looked = looked ?? made
      self.event = event
    }

    func words(of step: StepID) -> String {
      switch step {
      case .awsIdentity, .organization, .modelAccess, .modelListing: looked
      // A key is set: it is neither made nor was there a right one.
      case .connection where made == "changed": "set"
      default: made
      }
    }
  }

  private static func wait(_ reason: Wait.Reason) -> State {
    let isPerson = reason == .awsAdministrator || reason == .vertesiaAdministrator
    return State("waiting, \(reason)", isPerson ? "waiting for a person" : "waiting, try 4") {
      .waiting($0, Wait(reason, attempt: 4, elapsed: .seconds(18), next: nil))
    }
  }

  private static func settled(_ outcome: Outcome, _ made: String, looked: String? = nil) -> State {
    State("settled, \(outcome)", made, looked: looked) { .settled($0, outcome, [:]) }
  }

  static let states =
    [
      State("next", "next") { _ in nil },
      State("running", "running") { .stepStarted($0) },
      settled(.created, "created", looked: "checked"),
      settled(.reused, "reused", looked: "checked"),
      settled(.changed, "changed", looked: "checked"),
      settled(.unchanged, "unchanged", looked: "checked"),
      settled(.byHand, "by hand"),
      settled(.waiting, "waiting for a person"),
      State("failed", "failed") { .failed($0, Sample.roleFault) },
    ]
    + [
      .iamReads, .roleSpreading, .changeSpreading, .listing, .pacing, .settlingUnknown,
      .awsAdministrator, .vertesiaAdministrator,
    ].map(wait)

  @Test(arguments: states, Sizes.sizes)
  func aStepIsFoundByItsWord(_ state: State, _ size: Size) {
    var model = Scene.plan.model(size: size)
    model.press(.character("a"))
    model.apply(StepID.allCases.compactMap(state.event).map(Message.event))
    let (rail, pane) = Self.words(model, size)
    for step in StepID.allCases {
      let words = state.words(of: step)
      #expect(pane.contains { $0.hasPrefix("\(step.words) \(words)") }, "\(step), \(words)")
      // The rail has room for it only on a large screen, and has the answers first.
      guard size.rows == 60, words != "next" else { continue }
      let row = rail.lastIndex(of: step.words)
      #expect(row.map { rail[$0 + 1] } == words)
    }
  }

  // MARK: Models

  struct Standing: CustomTestStringConvertible, Sendable {
    var testDescription: String { words }
    var words: String
    var state: ModelRow.State
    var isEnabled = false
    var isDefault = false
  }

  static let standings = [
    Standing(words: "listed", state: .listed),
    Standing(words: "likely ready", state: .likelyReady),
    Standing(words: "answered", state: .answered),
    Standing(words: "needs form", state: .needsForm),
    Standing(words: "needs Marketplace", state: .needsMarketplace),
    Standing(words: "refused by this role", state: .refusedByRole),
    Standing(words: "unknown", state: .unknown),
    Standing(words: "enabled", state: .listed, isEnabled: true),
    Standing(words: "default", state: .listed, isDefault: true),
    Standing(words: "enabled, default", state: .listed, isEnabled: true, isDefault: true),
  ]

  @Test func everyStateOfAModelHasItsWord() {
    #expect(Set(Self.standings.map(\.state)) == Set(ModelRow.State.allCases))
  }

  @Test(arguments: standings, Sizes.sizes)
  func aModelIsFoundByItsWord(_ standing: Standing, _ size: Size) {
    var row = Sample.row("amazon.nova-pro-v1:0", "Nova Pro", "Amazon", ["us."], standing.state)
    row.ways[0].isEnabled = standing.isEnabled
    row.isDefault = standing.isDefault
    var report = Sample.report
    report.rows = [row] + report.rows.filter { $0.name != "Nova Pro" }
    for scene in [Scene.models, .result] {
      var model = scene.model(size: size)
      model.apply([.event(.listed(report)), .input(.home)])
      // The result has the models beside it where there is room.
      guard scene == .models || size.rows >= 36 else { continue }
      let (_, pane) = Self.words(model, size)
      #expect(pane.contains { $0.hasPrefix("\(standing.words) Nova Pro") }, "\(scene)")
    }
  }

  // MARK: Notices, changes, set-ups and answers

  /// What a notice says stands there whole; one that must be known is told where it is out of sight.
  @Test(arguments: [Notice.Tone.info, .good, .warning, .bad], Sizes.sizes)
  func aNoticeIsFoundByItsWords(_ tone: Notice.Tone, _ size: Size) {
    let words = "The trust of this role is wider than it has to be, and stays so."
    var plan = Sample.plan
    plan.notices = [Notice(tone, words)]
    var model = Scene.planning.model(size: size)
    model.apply([.event(.planned(plan))])
    let pane = Self.words(model, size).pane.joined(separator: " ")
    if tone == .warning || tone == .bad {
      #expect(pane.contains("The trust of this role is wider") || pane.contains(", 1 warning"))
    }
    let all = model.rows.map { _ in
      model.press(.down)
      return Self.words(model, size).pane.joined(separator: " ")
    }
    #expect((all + [pane]).contains { $0.contains(words) })

    model.apply([.event(.noticed(Notice(tone, words))), .input(.character("a"))])
    let acting = Self.words(model, size).pane.joined(separator: " ")
    // A small screen has the steps and nothing else.
    if size.rows > 16 { #expect(acting.contains(words)) }
  }

  @Test(
    arguments: [Change.Verb.create, .add, .update, .attach, .set, .remove, .restore],
    Sizes.sizes
  )
  func aChangeIsFoundByItsVerb(_ verb: Change.Verb, _ size: Size) {
    var plan = Sample.plan
    plan.changes[0].verb = verb
    var model = Scene.planning.model(size: size)
    model.apply([.event(.planned(plan))])
    let sentence = "\(verb.rawValue) identity provider sts.becomposable.com"
    #expect(Self.words(model, size).pane.contains { $0.hasPrefix(sentence) })
    for _ in plan.changes { model.press(.down) }
    #expect(Self.words(model, size).pane.contains("Stays as it is"))
  }

  @Test(arguments: Sizes.sizes)
  func aSetUpIsFoundByItsStanding(_ size: Size) {
    var unproven = Sample.saved[1]
    (unproven.id, unproven.name, unproven.verified) = ("d5e6f7a8", "acme-research/eu-west-1", false)
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved + [unproven]
    survey.found = Sample.found
    var model = Sample.start(survey, size: size)
    let (_, pane) = Self.words(model, size)
    for (name, standing) in [
      ("acme-research/us-east-1", "5 of 9 done, 14 days ago"),
      ("acme-research/eu-central-1", "done, 52 days ago"),
      ("acme-research/eu-west-1", "done, not checked, 52 da"),
      ("acme-labs/us-west-2", "found in the cloud"),
    ] {
      #expect(pane.contains { $0.hasPrefix(name) && $0.contains(" " + standing) }, "\(name)")
    }
    // The one that Back has led here from.
    model = Scene.region.model(size: size)
    model.survey = survey
    while model.place != .home { model.press(.escape) }
    let opened = Self.words(model, size).pane
    #expect(opened.contains { $0.hasPrefix(Sample.saved[0].name) && $0.hasSuffix(", open now") })
  }

  @Test(arguments: Sizes.sizes)
  func aSignInIsFoundByItsWords(_ size: Size) {
    let (_, pane) = Self.words(Scene.account.model(size: size), size)
    for words in [
      "prod-platform SSO, signed in", "prod-data SSO, expired 2 days ago",
      "legacy keys, not checked",
    ] {
      #expect(pane.contains { $0.hasPrefix(words) }, "\(words)")
    }
  }

  @Test(arguments: Sizes.sizes.filter { $0.columns >= 80 })
  func anAnswerToBeCheckedSaysSo(_ size: Size) {
    var model = Scene.permissions.model(size: size)
    model.answers.doubtful = [.region]
    let (rail, _) = Self.words(model, size)
    #expect(rail.firstIndex(of: "Region").map { rail[$0 + 1] } == "check again")
  }

  // MARK: What is left of a screen

  /// The lines of a screen without its marks: the rail's, and the others.
  static func words(_ model: Model, _ size: Size) -> (rail: [String], pane: [String]) {
    var (rail, pane): ([String], [String]) = ([], [])
    for line in view(model, size: size).lines {
      let parts = line.split(separator: "│", omittingEmptySubsequences: false)
      if parts.count > 1 { rail.append(unmarked(parts[0])) }
      pane.append(unmarked(parts.last ?? ""))
    }
    return (rail, pane)
  }

  private static let marks: Set<Substring> = ["✓", "✗", "!", "▸", "∙", "-", "?", "+", "~", "="]

  private static func unmarked(_ text: Substring) -> String {
    text.split(separator: " ").filter { !marks.contains($0) }.joined(separator: " ")
  }
}
