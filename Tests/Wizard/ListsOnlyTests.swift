import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// A role that may list models and not call them, as chosen: connected, and of no use for calls.
@Suite("Permissions to list only")
struct ListsOnlyTests {
  private static var result: SetupResult {
    var result = Sample.result(.done)
    for index in result.steps.indices {
      switch result.steps[index].id {
      case .role: result.steps[index].facts[.ours] = "true"
      case .permissions: result.steps[index].facts[.permissions] = "listing"
      default: break
      }
    }
    return result
  }

  private static func model(_ size: Size, _ result: SetupResult = result) -> Model {
    var model = Scene.acting.model(size: size)
    model.answers[.permissions] = "listing"
    model.apply([
      .event(.listed(Sample.report)), .event(.settled(.modelListing, .created, [:])),
      .event(.finished(result)),
    ])
    return model
  }

  @Test(arguments: GoldenTests.sizes)
  func theResultSaysSoAndLeadsToTheChange(_ size: Size) {
    var model = Self.model(size)
    let screen = view(model, size: size).text
    #expect(screen.contains("Vertesia may list models in us-east-1, not call them"))
    #expect(screen.contains("w let it call models"))
    #expect(!screen.contains("can reach") && !screen.contains("✓  Vertesia may"))
    let page = model.page(width: 76).sections.flatMap(\.lines).map { Model.trimmed($0.plain) }
      .joined(separator: " ")
    #expect(page.contains(SetupResult.listsOnlyWords))
    #expect(page.contains("press w and take List and call models"))
    #expect(model.recap.first?.hasSuffix("done; models are listed, not called") == true)
    model.press(.character("w"))
    #expect(model.place == .question(.permissions) && model.markedRow == "inference")
    #expect(model.press(.enter).contains(.command(.answer(.permissions, "inference"))))
    #expect(model.place == .plan)
    model.press(.escape, .escape)
    #expect(model.place == .setup)
  }

  @Test func linesSayTheSame() {
    var plain = PlainModel(model: Self.model(Size(rows: 24, columns: 80)))
    let ask = PlainWords(plain.model).ask
    #expect(ask.lines[0] == "Vertesia may list models in us-east-1, not call them.")
    #expect(ask.lines.contains(SetupResult.listsOnlyWords))
    #expect(ask.lines.contains("3. Let Vertesia call models, too"))
    _ = update(&plain, .line("4"))
    #expect(plain.model.place == .result)
    _ = update(&plain, .line("3"))
    #expect(plain.model.place == .question(.permissions) && plain.model.markedRow == "inference")
  }

  /// A policy that somebody else gave a role is not known, whatever was answered before.
  @Test func ofOtherPermissionsNothingIsSaid() {
    #expect(!Sample.result(.done).listsOnly && Self.result.listsOnly)
    var handed = Self.result
    for index in handed.steps.indices { handed.steps[index].outcome = .byHand }
    #expect(!handed.listsOnly)
    let model = Self.model(Size(rows: 24, columns: 80), Sample.result(.done))
    #expect(view(model, size: model.size).text.contains("Vertesia can reach Bedrock in us-east-1"))
    #expect(!model.offers.contains { $0.action == .permissions })
    #expect(!PlainWords(model).ask.lines.contains { $0.hasPrefix("3. ") })
  }

  /// Where the marked model is refused by the role, the way to change that is at hand.
  @Test func aRefusedModelLeadsThereToo() {
    var model = Self.model(Size(rows: 24, columns: 80))
    model.place = .models
    var report = Sample.report
    report.rows[0].state = .refusedByRole
    model.apply([.event(.listed(report)), .input(.home)])
    #expect(model.offers.contains { $0.action == .permissions })
    model.press(.down)
    #expect(!model.offers.contains { $0.action == .permissions })
  }
}
