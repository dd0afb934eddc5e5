import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// Models in lines are meant by number, name or id.
@Suite("Models in lines")
struct PlainModelsTests {
  private func told(_ line: String) -> [PlainEffect] {
    var talk = PlainTests.Talk()
    talk.plain.model = Scene.models.model(size: Size(rows: 24, columns: 80))
    return update(&talk.plain, .line(line))
  }

  @Test(arguments: ["1", "claude sonnet 4.5", "CLAUDE  SONNET 4.5", "row", "way"])
  func aModelIsNamed(_ text: String) throws {
    let row = Sample.report.rows[0]
    let way = try #require(row.usableWay)
    let words =
      ["row": row.id, "way": way.id][text] ?? text.split(separator: " ").joined(separator: " ")
    #expect(told("enable \(words)").contains(.command(.enableModel(way.id))))
    #expect(told("default \(words)").contains(.command(.setDefaultModel(way.id))))
  }

  /// Another way of the same model may be answered elsewhere.
  @Test func aWayThatIsNamedIsTaken() {
    func told(_ line: String) -> [PlainEffect] {
      var talk = PlainTests.Talk()
      talk.plain.model = Scene.models.model(size: Size(rows: 24, columns: 80))
      var report = Sample.report
      report.rows[0].ways = [
        .init(label: "on demand", id: "first", isListed: true, isEnabled: true),
        .init(label: "us.", id: "us.second", isListed: true),
        .init(label: "eu.", id: "eu.third", isListed: false),
      ]
      _ = update(&talk.plain, .event(.listed(report)))
      return update(&talk.plain, .line(line))
    }
    // The first way is enabled: that says nothing of the others.
    #expect(told("enable us.second").contains(.command(.enableModel("us.second"))))
    #expect(told("disable first").contains(.command(.disableModel("first"))))
    #expect(!told("disable us.second").contains { if case .command = $0 { true } else { false } })
    #expect(told("default us.second").contains(.command(.setDefaultModel("us.second"))))
    #expect(told("default 1").contains(.command(.setDefaultModel("first"))))
    let refused = told("default eu.third")
    #expect(!refused.contains { if case .command = $0 { true } else { false } })
    #expect(refused.first.map { "\($0)".contains("does not list") } == true)
  }

  @Test func whatIsNearIsOffered() {
    let effects = told("enable claude sonet 4.5")
    #expect(
      effects.contains(
        .print(["No model is called that. Perhaps this is meant: Claude Sonnet 4.5."])
      )
    )
    #expect(!effects.contains { if case .command = $0 { true } else { false } })
  }

  @Test func whatWasEnabledIsDisabled() {
    func told(_ line: String, isEnabled: Bool) -> [PlainEffect] {
      var talk = PlainTests.Talk()
      talk.plain.model = Scene.models.model(size: Size(rows: 24, columns: 80))
      var report = Sample.report
      report.rows[0].ways[0].isEnabled = isEnabled
      _ = update(&talk.plain, .event(.listed(report)))
      return update(&talk.plain, .line(line))
    }
    let disabled = PlainEffect.command(.disableModel(Sample.report.rows[0].id))
    #expect(told("disable 1", isEnabled: true).contains(disabled))
    let name = Sample.report.rows[0].name
    #expect(told("enable 1", isEnabled: true).first == .print(["\(name) is enabled already."]))
    #expect(told("disable 1", isEnabled: false).first == .print(["\(name) is not enabled."]))
  }
}
