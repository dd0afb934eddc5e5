import Screen
import Testing

@testable import Wizard

@Suite("Golden screens")
struct GoldenTests {
  static let sizes = [
    Size(rows: 16, columns: 60), Size(rows: 24, columns: 80), Size(rows: 36, columns: 120),
    Size(rows: 60, columns: 200),
  ]

  @Test(arguments: Scene.allCases, sizes)
  func screen(_ scene: Scene, _ size: Size) throws {
    let frame = view(scene.model(size: size), size: size)
    try Golden.check(frame.text, "\(scene.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: Scene.allCases)
  func ascii(_ scene: Scene) throws {
    let size = Size(rows: 24, columns: 80)
    let text = view(scene.model(size: size, glyphs: .ascii), size: size).text
    #expect(text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
    try Golden.check(text, "\(scene.rawValue)-80x24-ascii")
  }

  /// Roles, one letter a cell: what a screen without colours is left with are the words.
  @Test(arguments: Scene.allCases)
  func roles(_ scene: Scene) throws {
    let size = Size(rows: 24, columns: 80)
    try Golden.check(view(scene.model(size: size), size: size).styleText, "\(scene.rawValue)-roles")
  }

  @Test func tooSmall() throws {
    let size = Size(rows: 12, columns: 48)
    try Golden.check(view(Scene.plan.model(size: size), size: size).text, "too-small-48x12")
  }
}
