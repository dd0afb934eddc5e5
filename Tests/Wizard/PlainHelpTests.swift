import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// `?` in lines is about the present question or page.
@Suite("Help in lines")
struct PlainHelpTests {
  private func help(_ scene: Scene) -> [String] {
    PlainWords(scene.model(size: Size(rows: 24, columns: 80))).help
  }

  @Test func everyPageHasItsOwn() {
    let pages: [Scene] = [
      .home, .setup, .region, .environmentName, .plan, .acting, .person, .conflict, .hand, .fault,
      .result, .models,
    ]
    let texts = pages.map { help($0).first ?? "" }
    #expect(Set(texts).count == pages.count)
    for page in pages { #expect(help(page).contains { $0.contains("< goes back") }) }
  }

  @Test func aQuestionSaysWhyItIsAsked() throws {
    let model = Scene.organizationByHand.model(size: Size(rows: 24, columns: 80))
    let (question, lines) = (try #require(model.question), PlainWords(model).help)
    #expect(lines.starts(with: [question.title, question.why]))
    #expect(lines.contains("\(try #require(question.byHand).title):"))
  }

  @Test func aWaitIsExplained() {
    let lines = help(.waiting)
    #expect(lines.first?.hasPrefix(Words.doing(.modelListing)) == true)
    #expect(lines.contains { $0.contains("10 to 30 s before AWS lets anyone use it") })
  }

  @Test func onlyTheStatesInTheListAreExplained() {
    let lines = help(.models)
    #expect(lines.contains("Needs form: \(ModelRow.State.needsForm.meaning)"))
    #expect(!lines.contains { $0.hasPrefix("Answered:") })
  }

  @Test func anEmptyLineIsToldWhereItTakesSomething() {
    let words = "An empty line takes what stands in brackets."
    #expect(help(.region).contains(words))
    #expect(!help(.plan).contains(words) && !help(.acting).contains(words))
  }

  /// What is copied is told before it is done.
  @Test func copyIsNamed() {
    #expect(help(.result).contains("copy puts it into the clipboard: Role ARN."))
    #expect(!help(.plan).contains { $0.hasPrefix("copy ") })
  }
}
