import Screen
import Testing

@testable import Wizard

@Suite("Keys")
struct KeyTests {
  @Test func noKeyMeansTwoThings() {
    let inputs = Keys.table.flatMap(\.inputs)
    #expect(Set(inputs).count == inputs.count)
    #expect(Set(Keys.table.map(\.label)).count == Keys.table.count)
  }

  @Test(arguments: Action.allCases)
  func everyActionHasOneKey(_ action: Action) {
    #expect(Keys.table.count { $0.action == action } == 1)
  }

  @Test func functionKeysAreOnlyAliases() {
    for key in Keys.table {
      if case .function = key.inputs.first { Issue.record("\(key.label) is a function key") }
    }
  }

  @Test(arguments: Scene.allCases)
  func theFooterHasAtMostFiveHintsAndNoneIsDead(_ scene: Scene) throws {
    let model = scene.model(size: Size(rows: 24, columns: 80))
    #expect((1...5).contains(model.hints.count))
    for hint in model.hints {
      var pressed = model
      let input = try #require(Keys.key(for: hint.action)?.inputs.first)
      let effects = update(&pressed, .input(input))
      #expect(!effects.isEmpty || pressed != model, "\(hint.label) does nothing on \(scene)")
    }
  }
}
