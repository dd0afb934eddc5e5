import Chance
import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Any keys, any events, any size")
struct PropertyTests {
  @Test(arguments: UInt64(1)...24)
  func theModelStaysValid(_ seed: UInt64) {
    var chance = SplitMix64(seed)
    let scene = chance.pick(Scene.allCases)
    var watched = Watched((scene.model(size: Size(rows: 24, columns: 80)), []))
    for _ in 0..<150 {
      watched.take(AnyMessage.drawn(&chance))
      let size = chance.oneIn(2) ? watched.model.size : AnyMessage.size(&chance)
      #expect(watched.model.invalidity(shownOn: size) == nil)
      // The question that is kept is the one that would be made now.
      let model = watched.model
      guard case .question(let id) = model.place, !watched.hasQuit else { continue }
      #expect(model.made.question(id) == Questionnaire.question(id, model.answers, model.survey))
    }
    #expect(watched.broken == nil, "from \(scene)")
  }

  /// Ten thousand of them are played by an executable of their own.
  @Test(arguments: UInt64(1)...24)
  func keysKeepTheirPromises(_ seed: UInt64) {
    #expect(KeySequence(seed: seed).failure == nil, "\(KeySequence(seed: seed).shrunk)")
  }

  @Test(arguments: Scene.allCases)
  func everySizeIsDrawn(_ scene: Scene) {
    let model = scene.model(size: Size(rows: 24, columns: 80))
    for rows in [0, 1, 2, 3, 5, 8, 15, 16, 17, 19, 20, 24, 35, 36, 60] {
      for columns in [0, 1, 2, 5, 20, 59, 60, 61, 79, 80, 119, 120, 200] {
        let size = Size(rows: rows, columns: columns)
        let frame = view(model, size: size)
        #expect(frame.size == size)
      }
    }
  }
}
