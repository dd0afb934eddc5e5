import Federation
import Samples
import Testing

@testable import Wizard

@Suite("Long lists in lines")
struct PlainListTests {
  private func numbers(_ lines: some Sequence<String>) -> [Int] {
    lines.compactMap { line in
      line.firstIndex(of: ".").flatMap { Int(line[..<$0]) }
    }
  }

  /// Forty-eight models, of which each fourth is a Nova.
  private func models() -> PlainTests.Talk {
    var talk = PlainTests.Talk()
    var report = Sample.report
    report.rows = (1...48).map {
      let name = $0.isMultiple(of: 4) ? "Nova \($0)" : "Claude \($0)"
      return Sample.row("id-\($0)", name, "Maker \($0 % 2)", ["us."], .listed)
    }
    talk.plain.model.report = report
    talk.plain.model.place = .models
    talk.run(talk.plain.ask())
    return talk
  }

  private func said(_ talk: inout PlainTests.Talk, _ line: String) -> [String] {
    let before = talk.printed.count
    talk.line(line)
    return Array(talk.printed[before...])
  }

  /// Nobody is left with a bare prompt.
  @Test func whatIsRefusedAgainIsToldAgain() {
    var talk = PlainTests.Talk()
    talk.line("1")
    #expect(talk.plain.model.place == .question(.region))
    for _ in 0..<2 {
      #expect(said(&talk, "nowhere").contains { $0.contains("not an AWS region") })
      let told = said(&talk, "99")
      #expect(told.contains { $0.hasPrefix("Type a number from 1 to ") }, "\(told)")
    }
    #expect(talk.plain.model.answers[.region] == nil)
  }

  @Test func theFirstModelsAreReadOutAndTheRestIsAskedFor() throws {
    var talk = models()
    let told = try #require(talk.printed.lastIndex { $0.hasPrefix("Models: 48") })
    #expect(numbers(talk.printed[told...]) == Array(1...12))
    let more = "36 more. Type a part of a name for those that have it, or all."
    #expect(talk.printed.contains(more))
    #expect(numbers(said(&talk, "NOVA")) == (1...48).filter { $0.isMultiple(of: 4) })
    #expect(talk.printed.last?.hasPrefix("enable, disable, default or test") == true)
    #expect(numbers(said(&talk, "maker 1")).count == 24)
    #expect(numbers(said(&talk, "All")) == Array(1...48))
    // Words that stand apart, and in another order.
    #expect(numbers(said(&talk, "maker nova")) == (1...48).filter { $0.isMultiple(of: 4) })
    #expect(said(&talk, "gemini").contains { $0.hasPrefix("No model is called that. Type") })
    // A number is the one of the whole list, whatever was told of it.
    let way = try #require(talk.plain.model.report?.rows[43].usableWay?.id)
    talk.session.commands = []
    talk.line("enable 44")
    #expect(talk.session.commands == [.enableModel(way)])
  }

  @Test func aQuestionDoesTheSame() throws {
    var talk = PlainTests.Talk()
    talk.line("")
    #expect(talk.plain.model.place == .question(.region))
    let regions = talk.plain.model.rows
    #expect(regions.count > PlainList.few)
    let told = try #require(talk.printed.lastIndex { $0.hasPrefix("1. us-east-1") })
    #expect(numbers(talk.printed[told...]) == Array(1...12))
    let europe = regions.indices.filter { regions[$0].hasPrefix("eu-") }.map { $0 + 1 }
    #expect(numbers(said(&talk, "eu-")) == europe)
    #expect(talk.plain.model.place == .question(.region))
    talk.line(String(try #require(europe.last)))
    #expect(talk.plain.model.answers[.region] == regions[try #require(europe.last) - 1])
  }

  /// A name that is a part of others' is looked for; with a sign in front it is meant.
  @Test func anExactNameIsNoSearch() throws {
    var talk = PlainTests.Talk()
    var survey = Sample.survey
    survey.environments = .known(
      (1...14).map { number in
        var one = Sample.environment
        (one.id, one.name) = ("66f1a0b1c2d3e4f5061728\(10 + number)", "research \(number)")
        return one
      }
    )
    talk.session.survey = survey
    talk.run([.command(.prefetch)])
    while talk.plain.model.place != .question(.environment), talk.printed.count < 100 {
      talk.line("")
    }
    let hint = " = in front of a name means exactly that name."
    #expect(talk.printed.contains { $0.hasSuffix(hint) })
    #expect(numbers(said(&talk, "research")).count == 14)
    #expect(talk.plain.model.place == .question(.environment))
    #expect(said(&talk, "=").contains { $0.hasPrefix("Type the name right after the sign") })
    talk.line("= research")
    #expect(talk.plain.model.answers[.environmentName] == "research")
    #expect(talk.plain.model.answers[.environmentID] == nil)
    #expect(talk.plain.model.place == .question(.permissions))
  }

  /// What Enter would take is told, wherever it stands.
  @Test func theSuggestionIsAmongThem() {
    let rows = (1...20).map { PlainList.Row(words: "row \($0)", names: "row") }
    #expect(numbers(PlainList(rows: rows, suggested: 16).lines) == Array(1...12) + [17])
    #expect(PlainList(rows: rows, suggested: 16).lines.last?.hasPrefix("7 more.") == true)
    #expect(numbers(PlainList(rows: rows, suggested: 3).lines) == Array(1...12))
  }

  @Test func aShortListIsReadOutWhole() {
    let rows = (1...12).map { PlainList.Row(words: "row \($0)", names: "row") }
    #expect(numbers(PlainList(rows: rows).lines) == Array(1...12))
    #expect(PlainList(rows: rows).lines.count == 12)
    #expect(PlainList(rows: rows).found(by: "row") == nil)
    #expect(PlainList(rows: rows).found(by: "all") == nil)
  }
}
