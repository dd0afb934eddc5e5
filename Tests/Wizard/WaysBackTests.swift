import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Ways back")
struct WaysBackTests {
  private let size = Size(rows: 24, columns: 80)

  /// It would only fail again.
  @Test func backFromAPlanThatCannotBeMadeLeadsToTheAnswers() {
    var model = Scene.planning.model(size: size)
    model.apply([.event(.failed(.role, Sample.roleFault))])
    #expect(model.place == .fault)
    #expect(model.press(.escape).isEmpty)
    guard case .question = model.place else {
      Issue.record("\(model.place)")
      return
    }
  }

  @Test func backFromAResultLeadsToWhatCanBeDoneWithIt() {
    var model = Scene.result.model(size: size)
    model.press(.escape)
    #expect(model.place == .setup)
    model.press(.escape)
    #expect(model.place == .home)
  }
}
