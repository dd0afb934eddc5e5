import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Waiting in lines")
struct PlainWaitTests {
  @Test func aLongWaitIsNeverSilent() {
    var talk = PlainTests.Talk()
    while case .question = talk.plain.model.place { talk.line("") }
    talk.plain.model.run.begin(at: .zero)
    talk.plain.model.place = .acting
    var silent = 0
    for second in 1...120 {
      let effects = update(&talk.plain, .tick(.seconds(second)))
      silent = effects.contains { if case .print = $0 { true } else { false } } ? 0 : silent + 1
      #expect(silent < 30)
    }
  }

  @Test func aWaitThatIsOverdueSaysSo() {
    var talk = PlainTests.Talk()
    talk.plain.model.run.begin(at: .zero)
    talk.plain.model.place = .acting
    talk.run(Sample.roleEvents.flatMap { update(&talk.plain, .event($0)) })
    talk.run(update(&talk.plain, .event(Sample.roleWait)))
    #expect(talk.text.contains("not have spread the role yet, usually 10 to 30 s."))
    for second in 1...60 { talk.run(update(&talk.plain, .tick(.seconds(second)))) }
    let told = talk.printed.filter { $0.hasPrefix("Model listing: ") }
    // The reason once, then only that it goes on.
    let overdue = told.filter {
      $0.contains("longer than usual. The last answer was 500 AccessDenied, to GET models.")
    }
    #expect(overdue.count == 1)
    #expect(overdue.first?.contains("the issuer or the audience") == true)
    #expect(told.count > 1)
    #expect(told.count <= 4)
    #expect(told.allSatisfy { $0 == overdue.first || $0.contains(": still waiting, ") })
  }
}
