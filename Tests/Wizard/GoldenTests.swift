import Samples
import Screen
import Testing

@testable import Wizard

/// A frame is text, a role for each cell and the place of the cursor. What a role looks like stands
/// in one table for each number of colours (Tests/Golden/Terminal), and what a mark becomes in ASCII
/// in one more, so that these files hold each screen in every mode.
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

  /// Roles, one letter a cell: what a screen without colours is left with are the words.
  @Test(arguments: Scene.allCases)
  func roles(_ scene: Scene) throws {
    let frames = Self.sizes.map { size in
      let frame = view(scene.model(size: size), size: size)
      #expect(frame.flags.isSubset(of: .bold), "a letter tells a role and bold")
      return frame.heading + "\n" + frame.styleText
    }
    try Golden.check(frames.joined(separator: "\n"), "\(scene.rawValue)-roles")
  }

  @Test func marks() throws {
    try Golden.check(AsciiTable().text, "ascii")
  }

  /// The ASCII set is the same screen, each mark replaced after the table.
  @Test(arguments: Scene.allCases, sizes)
  func asciiIsTheSameByTheTable(_ scene: Scene, _ size: Size) {
    let frame = view(scene.model(size: size), size: size)
    AsciiTable().expect(
      view(scene.model(size: size, glyphs: .ascii), size: size),
      from: frame
    )
  }

  /// One to look at.
  @Test(arguments: Scene.allCases)
  func ascii(_ scene: Scene) throws {
    let size = Size(rows: 24, columns: 80)
    let frame = view(scene.model(size: size, glyphs: .ascii), size: size)
    try Golden.check(frame.text, "\(scene.rawValue)-80x24-ascii")
  }

  @Test func tooSmall() throws {
    let size = Size(rows: 12, columns: 48)
    try Golden.check(view(Scene.plan.model(size: size), size: size).text, "too-small-48x12")
  }
}

extension Frame {
  /// The size, and where the cursor stands, counted from 0.
  fileprivate var heading: String {
    let place = cursor.map { "cursor in row \($0.row), column \($0.column)" } ?? "no cursor"
    return "== \(size.columns)x\(size.rows), \(place)"
  }

  /// Everything that a cell has beside its role.
  fileprivate var flags: Style.Flags {
    var flags: Style.Flags = []
    for row in 0..<size.rows {
      for column in 0..<size.columns { flags.formUnion(self[row, column].style.flags) }
    }
    return flags
  }
}
