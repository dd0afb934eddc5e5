import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Calm screens")
struct CalmTests {
  @Test(arguments: Scene.allCases, GoldenTests.sizes)
  func accentAndGreenAreSpentOnce(_ scene: Scene, _ size: Size) {
    let rows = view(scene.model(size: size), size: size).styleText.split(separator: "\n")
    #expect(rows.count { $0.contains("a") || $0.contains("A") } <= 1)
    #expect(rows.count { $0.contains("o") || $0.contains("O") } <= 1)
    // One bar at most.
    #expect(rows.count { $0.contains("f") || $0.contains("F") } <= 1)
  }

  @Test(arguments: Scene.allCases)
  func textStaysNarrowOnALargeScreen(_ scene: Scene) {
    let size = Size(rows: 60, columns: 200)
    let frame = view(scene.model(size: size), size: size)
    guard scene.model(size: size).overlay != .alone else { return }
    let layout = Layout(size: size)
    #expect(layout.pane.columns == 76)
    let beyond = (layout.pane.row..<layout.pane.row + 20).contains { row in
      // A page to open is one line at any price.
      (layout.pane.endColumn..<size.columns).contains { column in
        frame[row, column].text != " " && frame[row, column].style != .link
      }
    }
    #expect(!beyond)
  }

  @Test(arguments: Scene.allCases)
  func theWordsAreCalm(_ scene: Scene) {
    let size = Size(rows: 60, columns: 200)
    let text = view(scene.model(size: size), size: size).text
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      #expect(!words.contains { $0.count > 1 && $0.last == "!" }, "\(line)")
      #expect(!words.contains { ["we", "We", "our", "Our"].contains($0) }, "\(line)")
    }
  }

  @Test(arguments: Scene.allCases)
  func whatIsComparedIsWhole(_ scene: Scene) {
    for size in GoldenTests.sizes {
      let model = scene.model(size: size)
      let text = view(model, size: size).text
      guard model.overlay == nil else { continue }
      if text.contains("4321") { #expect(text.contains(Sample.account)) }
      if [.result, .resultUnverified, .models, .modelsFiltered].contains(scene) {
        let joined = text.split(separator: "\n").map { Model.trimmed(String($0)) }.joined()
        #expect(joined.contains(Sample.roleARN))
      }
    }
  }

  /// Nothing of it is saved, so nothing says so.
  @Test(arguments: GoldenTests.sizes)
  func aDemoIsCalledSo(_ size: Size) {
    var (model, _) = Model.start(
      survey: Sample.survey,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: ""
    )
    model.apply([.input(.down), .event(.saved), Sample.at(126)])
    let header = view(model, size: size).text.prefix { $0 != "\n" }
    #expect(header.hasSuffix("  demo") && !header.contains("saved"), "\(header)")
  }

  @Test func theFirstLineHelpsScreenReaders() {
    let size = Size(rows: 24, columns: 80)
    var model = Scene.account.model(size: size)
    let line = " Screen reader? Press q, then run with --plain"
    #expect(view(model, size: size).text.hasPrefix(line))
    model.press(.down)
    #expect(!view(model, size: size).text.hasPrefix(line))
  }
}
