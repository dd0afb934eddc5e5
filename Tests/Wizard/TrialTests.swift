import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Test calls of a model")
struct TrialTests {
  private let size = Size(rows: 24, columns: 80)
  private let way = Sample.report.rows[0].ways[0].id

  private func models() -> Model {
    var model = Scene.models.model(size: size)
    model.press(.home)
    return model
  }

  @Test func nothingIsSentBeforeAYes() {
    var model = models()
    for _ in 0..<50 { #expect(model.press(.character("t")).isEmpty) }
    #expect(model.overlay == .trial)
    for _ in 0..<50 { #expect(model.press(.enter).isEmpty) }
    #expect(model.overlay == .trial && model.trial?.isSent == false)
    #expect(model.press(.escape).isEmpty)
    #expect(model.press(.character("a")).isEmpty)
  }

  @Test func theQuestionSaysWhoPaysAndWhatItTells() {
    let pane = WordTests.words(Scene.trial.model(size: size), size).pane.joined(separator: " ")
    #expect(pane.contains("charged to account \(Sample.account)"))
    #expect(pane.contains("can accept AWS Marketplace terms"))
    #expect(pane.contains("nothing of Vertesia's role"))
    // Amazon's own models have no terms there.
    var model = models()
    model.press(.down, .down, .character("t"))
    #expect(!view(model, size: size).text.contains("Marketplace"))
  }

  @Test func oneYesSendsOneRequest() {
    var model = models()
    model.press(.character("t"))
    #expect(model.press(.character("a")) == [.command(.tryModel(way))])
    #expect(model.needsTicks)
    for _ in 0..<50 { #expect(model.press(.character("a")).isEmpty) }
    // Looked at again while it is under way, it is not asked again.
    model.press(.escape, .character("t"))
    #expect(view(model, size: size).text.contains("Waiting for its answer"))
    model.apply([.event(.tried(Sample.trial))])
    let text = view(model, size: size).text
    #expect(text.contains("Claude Sonnet 4.5 answered") && text.contains("812 ms"))
    #expect(!model.needsTicks)
    model.press(.escape)
    #expect(view(model, size: size).text.contains("answered              Claude Sonnet 4.5"))
  }

  @Test func whoHasGoneOnIsToldInALine() {
    var model = models()
    model.press(.character("t"), .character("a"), .escape, .down)
    model.apply([.event(.tried(Sample.refusedTrial))])
    #expect(model.remark?.tone == .bad)
    #expect(model.markedModel?.id == Sample.report.rows[1].id)
    let row = model.report?.rows[0]
    #expect(row?.state == .needsForm && row?.advice?.url != nil)
  }

  /// An answer to what nobody asked changes no more than the row.
  @Test func anAnswerThatNobodyWaitsForIsNoNews() {
    var model = models()
    model.apply([.event(.tried(Sample.trial))])
    #expect(model.remark == nil && model.overlay == nil)
    #expect(model.report?.rows[0].state == .answered)
  }

  @Test func whereNobodyIsSignedInNothingIsOffered() {
    var model = models()
    model.survey.identity = .notAsked
    #expect(!model.offers.contains { $0.action == .tryOut })
    #expect(model.press(.character("t")).isEmpty)
    #expect(model.overlay == nil)
  }

  @Test func inLinesItIsAskedAndTold() throws {
    var plain = PlainModel(model: models())
    func printed(_ effects: [PlainEffect]) -> String {
      effects.map { effect in
        switch effect {
        case .print(let lines): lines.joined(separator: "\n")
        case .prompt(let text, _): text
        default: ""
        }
      }.joined(separator: "\n")
    }
    func commands(_ effects: [PlainEffect]) -> [Command] {
      effects.compactMap { if case .command(let command) = $0 { command } else { nil } }
    }
    let asked = update(&plain, .line("test 1"))
    #expect(printed(asked).contains("charged to account \(Sample.account)"))
    #expect(printed(asked).contains("Send it? yes or no [no]:"))
    _ = update(&plain, .line("no"))
    // What means something elsewhere is no yes, and the models are not told anew.
    for line in ["", "<", "no"] {
      _ = update(&plain, .line("test 1"))
      let effects = update(&plain, .line(line))
      #expect(commands(effects).isEmpty)
      #expect(plain.model.place == .models && printed(effects).contains("or Enter to finish:"))
      #expect(!printed(effects).contains("Claude Haiku"))
    }
    _ = update(&plain, .line("test 1"))
    let unclear = update(&plain, .line("copy"))
    #expect(commands(unclear).isEmpty && printed(unclear).contains("Type yes or no."))
    #expect(commands(update(&plain, .line("yes"))) == [.tryModel(way)])
    let again = printed(update(&plain, .line("test 2")))
    #expect(again.contains("Still waiting for Claude Sonnet 4.5"))
    #expect(plain.model.recap.contains { $0.contains("it may be charged") } || !plain.model.isKept)
    let told = printed(update(&plain, .event(.tried(Sample.refusedTrial))))
    #expect(told.contains("Why: Anthropic's use-case form") && told.contains("VB608"))
    _ = update(&plain, .line("test 1"))
    _ = update(&plain, .line("yes"))
    let answered = printed(update(&plain, .event(.tried(Sample.trial))))
    #expect(answered.contains("Claude Sonnet 4.5 answered in 812 ms"))
    #expect(printed(update(&plain, .line("test 999"))).contains("Type a number from 1 to 23"))
  }
}
