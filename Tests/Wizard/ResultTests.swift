import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Results and models")
struct ResultTests {
  @Test func copyingSaysWhatItDid() {
    var model = Scene.result.model(size: Size(rows: 24, columns: 80))
    #expect(model.press(.character("c")) == [.copy(Sample.roleARN)])
    #expect(
      view(model, size: model.size).text.contains(
        "Role ARN sent to the clipboard. Nothing there? Press p."
      )
    )
  }

  @Test func theRecapHoldsWhatIsNeededToGoOn() {
    let recap = Scene.result.model(size: Size(rows: 24, columns: 80)).recap.joined(separator: "\n")
    #expect(recap.contains(Sample.roleARN))
    #expect(recap.contains(Sample.environmentID))
    #expect(recap.contains("vertesia-bedrock --setup k3vq7m2d"))
    #expect(recap.contains("k3vq7m2d/calls.jsonl"))
  }

  /// Who leaves while an administrator is waited for needs the request, not the screen.
  @Test func theRecapNamesTheRequest() throws {
    let recap = Scene.person.model(size: Size(rows: 24, columns: 80)).recap
    let path = try #require(Sample.requestForm.document)
    #expect(recap.contains("Request         \(path)"))
    #expect(recap.first?.hasSuffix("waiting for an AWS administrator") == true)
    let done = Scene.result.model(size: Size(rows: 24, columns: 80)).recap
    #expect(!done.joined().contains("Request"))
  }

  @Test func aDemoSavesNothing() {
    func recap(_ stateDirectory: String, isBegun: Bool = true) -> [String] {
      var model = Model.start(
        survey: Sample.firstSurvey,
        size: Size(rows: 24, columns: 80),
        timeline: Sample.timeline,
        stateDirectory: stateDirectory,
        again: stateDirectory.isEmpty ? "vertesia-bedrock setup --demo" : nil
      ).0
      guard isBegun else { return model.recap }
      model.apply([
        .event(.opened(setup: Sample.setup, name: "acme", resume: "vertesia-bedrock")),
        .event(.saved),
      ])
      return model.recap
    }
    #expect(recap("/state").first?.hasSuffix(": answers saved, nothing made") == true)
    #expect(recap("").first?.hasSuffix(": nothing made") == true)
    #expect(!recap("").joined().contains("saved"))
    // However early it is left, what becomes of it is told.
    let demo = [
      "This was a demo: nothing of it is kept.", "Start again     vertesia-bedrock setup --demo",
    ]
    #expect(recap("", isBegun: false) == demo)
    #expect(recap("").suffix(2) == demo[...])
    #expect(recap("/state", isBegun: false).isEmpty)
  }

  /// No screen of a demo promises what only a real set-up keeps.
  @Test func aDemoPromisesNothing() {
    for size in [Size(rows: 16, columns: 60), Size(rows: 24, columns: 80)] {
      let (model, _) = Model.start(
        survey: Sample.firstSurvey,
        size: size,
        timeline: Sample.timeline,
        stateDirectory: ""
      )
      #expect(view(model, size: size).text.contains("Demo. Screen reader?"))
      let help = PlainWords(model).help.joined()
      #expect(help.contains("nothing of it is kept") && !help.contains("save"))
      #expect(model.hints.last?.text == "q quit")
      #expect(!view(model, size: size).text.contains("save and quit"))
      #expect(model.finishingWords == "Finishing the change under way.")
      var person = model
      person.place = .person(.role)
      let said = person.page(width: 58).sections.flatMap(\.lines).flatMap(\.spans).map(\.text)
      #expect(!said.joined().contains("saved") && !said.joined().contains("come back later"))
      person.place = .conflict(.role)
      #expect(person.words(for: .stop, of: .role, isAdvised: false) == "Leave the demo")
      person.place = .acting
      #expect(person.offers.first { $0.action == .quit }?.words == "stop")
    }
  }

  /// On every face: nothing is made by looking, so that it cannot have stayed as it was either.
  @Test(arguments: [Outcome.created, .reused, .changed, .unchanged])
  func whatWasLookedAtIsCalledChecked(_ outcome: Outcome) {
    #expect(outcome.words(of: .modelListing) == "checked")
    #expect(outcome.words(of: .awsIdentity) == "checked")
    #expect(outcome.words(of: .role) == outcome.rawValue)
    #expect(Outcome.byHand.words(of: .modelListing) == "by hand")
  }

  /// What a new role is given is made with it; what an administrator made was not made here.
  @Test func theResultSaysWhoMadeWhat() {
    let size = Size(rows: 36, columns: 100)
    var model = Scene.result.model(size: size)
    func set(_ step: StepID, _ outcome: Outcome) {
      guard let at = model.result?.steps.firstIndex(where: { $0.id == step }) else { return }
      model.result?.steps[at].outcome = outcome
    }
    model.report?.rows[0].ways[0].isEnabled = true
    model.report?.rows[0].isDefault = true
    set(.role, .created)
    set(.permissions, .changed)
    func words() -> String {
      model.resultPage(width: 200).fitted(rows: 60).map(\.plain).joined(separator: "\n")
    }
    #expect(!words().contains("changed  "))
    #expect(words().contains(", the default is \(model.report?.rows[0].name ?? "?")"))
    for step in [StepID.identityProvider, .role, .permissions] { set(step, .byHand) }
    #expect(words().contains("by an administrator  identity provider, role and permissions"))
    #expect(!words().contains("by hand"))
  }

  /// A sign of success stands only where Vertesia was asked.
  @Test func aListingByHandIsNoProof() {
    let size = Size(rows: 24, columns: 80)
    let unproven = Scene.resultUnverified.model(size: size)
    let screen = view(unproven, size: size).text
    #expect(screen.contains("Done by hand; not checked from here"))
    #expect(!screen.contains("can reach") && !screen.contains("✓"))
    #expect(unproven.recap.first?.hasSuffix("done by hand; not checked from here") == true)
    var proven = Sample.byHand(Sample.result(.done))
    proven.steps[StepID.allCases.count - 1].facts[.verified] = "true"
    #expect(proven.headline(region: "us-east-1") == "Vertesia can reach Bedrock in us-east-1")
  }

  /// The run after a person's turn finds unchanged what the one before it has made.
  @Test func whatWasMadeBeforeAPersonsTurnIsToldAsMade() {
    var model = Scene.acting.model(size: Size(rows: 30, columns: 80))
    let form = Sample.handForm
    model.apply(Sample.roleEvents.prefix(6).map(Message.event))
    model.apply([
      .event(.handed(form)), .event(.settled(.connection, .waiting, [:])),
      Sample.at(150), .event(.finished(Sample.result(.stopped))), Sample.at(900),
    ])
    var result = Sample.byHand(Sample.result(.done))
    for index in result.steps.indices where result.steps[index].id.side == .aws {
      result.steps[index].outcome = .unchanged
    }
    model.run.begin(at: .seconds(900))
    model.apply([
      .event(.settled(.role, .unchanged, [:])), .event(.settled(.permissions, .unchanged, [:])),
      .event(.finished(result)),
    ])
    let text = view(model, size: model.size).text
    #expect(text.contains("created       identity provider, role and permissions"))
    #expect(text.contains("28 s") && !text.contains(" 0 s"))
    #expect(text.contains("Enable the models you want in Vertesia Studio."))
    model.run.begin(at: .seconds(910))
    #expect(model.run.done.isEmpty)
  }

  /// What has been chosen is told in words and counted; keys that would do nothing are not offered.
  @Test(arguments: GoldenTests.sizes)
  func whatIsEnabledIsToldAndNotOfferedAgain(_ size: Size) {
    func told(_ change: (inout ListingReport) -> Void) -> (text: String, keys: Set<Action>) {
      var model = Scene.models.model(size: size)
      var report = Sample.report
      change(&report)
      model.apply([.event(.listed(report)), .input(.home)])
      return (view(model, size: size).text, Set(model.offers.map(\.action)))
    }
    let before = told { _ in }
    #expect(before.text.contains("None is enabled yet"))
    #expect(before.keys.isSuperset(of: [.enable, .makeDefault]))
    let enabled = told { $0.rows[0].ways[0].isEnabled = true }
    #expect(enabled.text.contains("enabled               Claude Sonnet 4.5"))
    #expect(enabled.text.contains("1 enabled") && enabled.text.contains("x disable"))
    #expect(enabled.keys.isSuperset(of: [.enable, .makeDefault]))
    let both = told {
      $0.rows[0].ways[0].isEnabled = true
      $0.rows[0].isDefault = true
    }
    #expect(both.text.contains("enabled, default      Claude Sonnet 4.5"))
    #expect(both.text.contains("1 enabled, the default is Claude Sonnet 4.5"))
    #expect(both.keys.contains(.enable) && !both.keys.contains(.makeDefault))
    #expect(!both.text.contains("* sets the default"))
    // What Vertesia does not list cannot be enabled.
    let unlisted = told { $0.rows[0].ways = [] }
    #expect(unlisted.keys.isDisjoint(with: [.enable, .makeDefault]))
  }

  /// The same key takes back what it did.
  @Test func aModelIsDisabledByTheSameKey() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    var report = Sample.report
    report.rows[0].ways[0].isEnabled = true
    model.apply([.event(.listed(report)), .input(.home)])
    #expect(model.press(.character("x")) == [.command(.disableModel(report.rows[0].id))])
    model.apply([.event(.listed(Sample.report))])
    #expect(model.status?.words.hasPrefix("Claude Sonnet 4.5 is not enabled any more.") == true)
    #expect(model.press(.character("x")).first != nil)
  }

  /// Every model is in one of the counts, and each count is a Tab away.
  @Test func whatIsMerelyListedIsCountedToo() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    let merely = Sample.report.rows.count { $0.state == .listed }
    #expect(merely > 0)
    #expect(view(model, size: model.size).text.contains("\(merely) merely listed"))
    let states = Set(Sample.report.rows.map(\.state))
    #expect(Set(model.modelStates) == states)
    while model.modelFilter != .state(.listed) { model.press(.tab) }
    #expect(model.modelRows.count == merely)
    #expect(view(model, size: model.size).text.contains("only: merely listed"))
    // Where nothing more is known of any, the first count says it all.
    var report = Sample.report
    report.rows.removeAll { $0.state != .listed }
    model.apply([.event(.listed(report))])
    #expect(model.modelStates.isEmpty)
  }

  @Test func whatIsEnabledIsOneTabAway() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    var report = Sample.report
    report.rows[2].ways[0].isEnabled = true
    report.rows[4].isDefault = true
    model.apply([.event(.listed(report)), .input(.tab)])
    #expect(model.modelRows.map(\.id) == [report.rows[2].id, report.rows[4].id])
    let text = view(model, size: model.size).text
    #expect(text.contains("2 of \(report.rows.count) models, only: enabled or default"))
    model.press(.backTab)
    #expect(model.modelRows.count == report.rows.count)
  }

  /// Listed is what Vertesia lists: in the counts, in the filter and in the words of a row.
  @Test func listedMeansOneThing() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    let listed = Sample.report.rows.filter { $0.ways.contains(where: \.isListed) }
    #expect(listed.contains { $0.state != .listed })
    #expect(view(model, size: model.size).text.contains("\(listed.count) listed; "))
    model.press(.tab)
    #expect(view(model, size: model.size).text.contains("models, only: listed"))
    #expect(model.modelRows == listed)
    var report = Sample.report
    report.rows = listed
    model.apply([.event(.listed(report))])
    #expect(!model.modelFilters.contains(.listed))
  }

  @Test func theLogSaysWhichCallsItShows() {
    var model = Scene.log.model(size: Size(rows: 24, columns: 80))
    #expect(view(model, size: model.size).text.contains("the calls since the set-up was opened"))
    let call = model.run.calls[0]
    model.apply(Array(repeating: .event(.called(call)), count: Run.keptCalls))
    model.press(.end)
    #expect(view(model, size: model.size).text.contains("the last \(Run.keptCalls) calls"))
  }

  /// A call is told whole, whatever has no room in its line below it.
  @Test(arguments: GoldenTests.sizes)
  func theLogNamesEveryCallWhole(_ size: Size) {
    var model = Scene.log.model(size: size)
    let long = "DELETE /environments/{id}/models/enabled/{model}"
    let call = Sample.call(59, "vertesia", long, 500, 1104, "InternalServerError")
    model.apply([.event(.called(call))])
    let text = model.readerLines(.log).map(\.plain)
    #expect(text.allSatisfy { TextWidth.width(of: $0) <= size.columns - 2 })
    let joined = text.map(Model.trimmed).joined()
    #expect(text.contains { $0.contains(long) } || joined.contains("{id}/models/"))
    #expect(joined.contains("InternalServerError"))
    #expect(size.columns < 80 || text.contains { $0.contains(long) || $0.contains("enabled/") })
  }

  @Test func aModelIsEnabledByTheWayVertesiaLists() {
    var model = Scene.models.model(size: Size(rows: 24, columns: 80))
    model.press(.home)
    let way = Sample.report.rows[0].ways[0].id
    #expect(model.press(.character("x")) == [.command(.enableModel(way))])
    #expect(model.press(.character("x")).isEmpty)
    model.apply([.event(.listed(Sample.report))])
    #expect(model.press(.character("*")) == [.command(.setDefaultModel(way))])
    model.apply([.event(.failed(.modelListing, Sample.roleFault))])
    #expect(model.place == .models)
    #expect(model.remark?.tone == .bad)
  }
}
