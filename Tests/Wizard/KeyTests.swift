import Samples
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
    let screen = KeyedScreen(model)
    #expect((1...5).contains(model.hints.count))
    for hint in model.hints {
      #expect(try screen.acts(hint.action), "\(hint.label) does nothing on \(scene)")
    }
  }

  /// Up does nothing on the first row, where Down leads away and Up back.
  private static let opposites: [Action: Action] = [
    .up: .down, .down: .up, .pageUp: .pageDown, .pageDown: .pageUp, .first: .last, .last: .first,
  ]

  /// What is offered shows something, has an effect outside, or is a movement at its end.
  @Test(
    arguments: Scene.allCases,
    [Size(rows: 16, columns: 60), Size(rows: 36, columns: 120)]
  )
  func nothingThatIsOfferedIsDead(_ scene: Scene, _ size: Size) throws {
    let model = scene.model(size: size)
    let screen = KeyedScreen(model)
    for action in model.offers.map(\.action) where try !screen.acts(action) {
      let opposite = try #require(Self.opposites[action], "\(action) does nothing")
      guard try screen.acts(opposite) else {
        // Nowhere to go: one row, or a text that is all in sight.
        #expect(model.overlay != nil || model.rows.count == 1, "\(action) does nothing")
        #expect(!screen.text.contains("more below") && !screen.text.contains("more above"))
        #expect(!screen.text.contains(/\d+ to \d+ of \d+/), "\(action) does nothing")
        continue
      }
      var moved = model
      moved.press(try KeyedScreen.input(of: opposite))
      #expect(try KeyedScreen(moved).acts(action), "\(action) does not lead back")
    }
  }
}

/// A screen on which a key is tried. Any key takes away what was said last, so each is held against
/// one that means nothing.
private struct KeyedScreen {
  private let model: Model
  private let idle: Frame

  init(_ model: Model) {
    self.model = model
    var model = model
    model.press(.function(12))
    idle = view(model, size: model.size)
  }

  var text: String { idle.text }

  /// Whether the key of an action shows something or has an effect outside.
  func acts(_ action: Action) throws -> Bool {
    var pressed = model
    guard pressed.press(try Self.input(of: action)).isEmpty else { return true }
    return view(pressed, size: model.size) != idle
  }

  static func input(of action: Action) throws -> Input {
    try #require(Keys.key(for: action)?.inputs.first)
  }
}
