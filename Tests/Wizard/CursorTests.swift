import Samples
import Screen
import Testing

@testable import Wizard

/// Where the hardware cursor stands: a screen reader and a magnifier follow it. The place comes from
/// what the screen shows: its marks, its prompts and its titles.
@Suite("The hardware cursor")
struct CursorTests {
  /// Nothing is chosen or typed there.
  private static let hidden: Set<Scene> = [.planning, .leave, .result, .resultUnverified]
  /// There the mark tells which step is under way, and keys act on none.
  private static let running: Set<Scene> = [.acting, .waiting, .leaving]
  private static let readers: [Scene: String] = [
    .planDetails: "Details", .planCommands: "The same by hand", .planWhole: "The whole plan",
    .faultDetails: "Details", .evidence: "Evidence", .modelDetails: "Details",
    .trial: "Try Claude Sonnet 4.5", .trialRefused: "The model did not answer",
    .help: "Keys on this screen", .log: "Calls", .setupMade: "What was made",
    .setupDiscard: "Take acme-research",
  ]

  @Test(arguments: Scene.allCases, GoldenTests.sizes)
  func itStandsWhereThePersonIs(_ scene: Scene, _ size: Size) throws {
    let frame = view(scene.model(size: size), size: size)
    guard let place = try Self.place(in: frame, of: scene) else {
      #expect(frame.cursor == nil)
      let isHidden = Self.hidden.union(Self.running).contains(scene)
      #expect(isHidden, "nothing on the screen says where the person is")
      return
    }
    #expect(frame.cursor == place)
  }

  private static func place(in frame: Frame, of scene: Scene) throws -> Position? {
    if running.contains(scene) { return nil }
    if scene == .alone { return Position(row: 0, column: 0) }
    if let title = readers[scene] {
      // On the text, below its title and a blank row.
      let place = try #require(parts(of: frame).first { $0.text.hasPrefix(title) })
      return Position(row: place.row + 2, column: place.column)
    }
    if frame.lines.last?.contains("clear the filter") == true {
      let place = try #require(parts(of: frame).first { $0.text.hasPrefix("/ ") })
      return place.end(after: "/ ")
    }
    let marked = parts(of: frame).filter { $0.text.hasPrefix("▸") }
    #expect(marked.count <= 1)
    if let mark = marked.first { return Position(row: mark.row, column: mark.column) }
    let prompts = parts(of: frame).filter { $0.text == ">" || $0.text.hasPrefix("> ") }
    #expect(prompts.count <= 1)
    return prompts.first?.end(after: "> ")
  }

  /// The text of one row beside the rail.
  private struct Part {
    var row: Int
    var column: Int
    var text: String

    /// The place after what was typed; a count at the right is no part of it.
    func end(after prompt: String) -> Position {
      var typed = Substring(text).dropFirst(prompt.count)
      if let gap = typed.firstRange(of: "  ") { typed = typed[..<gap.lowerBound] }
      let width = TextWidth.width(of: prompt + typed)
      return Position(row: row, column: column + width)
    }
  }

  /// The rows between the rule under the header and the next one.
  private static func parts(of frame: Frame) -> [Part] {
    let rows = frame.lines.enumerated().dropFirst(2).prefix { !$0.element.hasPrefix("──") }
    return rows.map { row, line in
      let pane = line.split(separator: "│", omittingEmptySubsequences: false).last ?? ""
      let text = pane.drop { $0 == " " }
      return Part(
        row: row,
        column: TextWidth.width(of: line) - TextWidth.width(of: String(text)),
        text: String(text)
      )
    }
  }
}
