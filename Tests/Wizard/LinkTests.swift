import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Pages to open")
struct LinkTests {
  private static let console =
    "https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/model-catalog"
  private static let guide =
    "https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html"

  /// Where no line can hold it, the footer says how to have it whole.
  @Test(arguments: [Scene.models, .modelDetails], GoldenTests.sizes)
  func aPageIsOneLineWhereTheScreenHasRoom(_ scene: Scene, _ size: Size) {
    var model = scene.model(size: size)
    let text = view(model, size: size).text
    #expect(text.contains(Self.console) == (size.columns >= 120))
    #expect(text.contains("c copy the page") || size.columns >= 120)
    #expect(model.press(.character("c")) == [.copy(Self.console)])
  }

  /// It needs the room of the steps beside it at 80 columns.
  @Test(arguments: GoldenTests.sizes)
  func soIsThePageOfAFault(_ size: Size) {
    var fault = Sample.roleFault
    fault.remedies = [Remedy("Read which models there are.", url: Self.guide)]
    var model = Scene.fault.model(size: size)
    model.run.forgetTroubles()
    model.run.fail(.role, fault)
    #expect(view(model, size: size).text.contains(Self.guide) == (size.columns >= 80))
    #expect(model.press(.character("c")) == [.copy(Self.guide)])
    model.press(.character("d"))
    #expect(view(model, size: size).text.contains(Self.guide) == (size.columns >= 80))
    #expect(model.press(.character("c")) == [.copy(Self.guide)])
  }
}
