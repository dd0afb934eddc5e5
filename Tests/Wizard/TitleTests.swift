import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("The window's title")
struct TitleTests {
  private func title(_ model: Model) -> String? {
    view(model, size: model.size).title?.text
  }

  @Test func itNamesTheSetUpOrItsRegion() {
    let size = Size(rows: 24, columns: 80)
    #expect(title(Sample.start(size: size)) == "vertesia-bedrock")
    var model = Scene.permissions.model(size: size)
    model.setup = nil
    #expect(title(model) == "vertesia-bedrock: us-east-1")
    model.setup = .init(id: "a", name: "acme/us-east-1", resume: "")
    #expect(title(model) == "vertesia-bedrock: acme/us-east-1")
    model.size = Size(rows: 5, columns: 20)
    #expect(title(model) == "vertesia-bedrock: acme/us-east-1")
    model.answers[.region] = nil
    #expect(title(model) == "vertesia-bedrock")
  }

  @Test(arguments: [
    ("界\u{1B}]0;x\u{7}\u{9B}31m\u{202E}a\nb", "vertesia-bedrock: 界a b", "vertesia-bedrock: ??a b"),
    ("a\u{9C}\u{7}b", "vertesia-bedrock: ab", "vertesia-bedrock: ab"),
  ])
  func nothingInItSteersTheTerminal(_ name: String, _ clean: String, _ ascii: String) {
    for (glyphs, expected) in [(Glyphs.unicode, clean), (.ascii, ascii)] {
      var model = Scene.permissions.model(size: Size(rows: 24, columns: 80), glyphs: glyphs)
      model.setup = .init(id: "a", name: name, resume: "")
      #expect(title(model) == expected)
    }
  }

  @Test func itHasAnEnd() throws {
    var model = Scene.permissions.model(size: Size(rows: 24, columns: 80))
    model.setup = .init(
      id: "a",
      name: String(repeating: "e" + String(repeating: "\u{301}", count: 50), count: 5000),
      resume: ""
    )
    let told = try #require(title(model))
    #expect(TextWidth.width(of: told) == 60 && told.utf8.count < 1000)
  }
}
