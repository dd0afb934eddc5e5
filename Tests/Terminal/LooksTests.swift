import GoldenFiles
import Screen
import Testing

@testable import Terminal

/// What each role looks like, in one table for each number of colours. With the roles of a screen it
/// says how each of its cells looks.
struct LooksTests {
  struct Mode: CustomTestStringConvertible, Sendable {
    let name: String
    let colours: ColourMode
    let term: String
    let environment: [String: String]
    var testDescription: String { name }
  }

  static let modes = [
    Mode(name: "colours-256", colours: .indexed, term: "xterm-256color", environment: [:]),
    Mode(name: "colours-8", colours: .eight, term: "xterm", environment: [:]),
    Mode(
      name: "no-colours",
      colours: .none,
      term: "xterm-256color",
      environment: ["NO_COLOR": "1"]
    ),
  ]

  @Test(arguments: modes)
  func looks(_ mode: Mode) throws {
    let table = LookTable(mode.colours)
    let difference = try GoldenFile("Terminal", mode.name).difference(from: table.text)
    #expect(difference == nil)
  }
}

/// A look as it stands in the table: `117`, `255 on 24`, `default bold`.
struct LookTable {
  static let columns: [(name: String, background: Background, isForced: Bool)] = [
    ("dark", .dark, false), ("light", .light, false), ("unknown", .unknown, false),
    ("unknown, colours wanted", .unknown, true),
  ]

  private(set) var rows: [Role: [String]] = [:]

  init(_ mode: ColourMode) {
    for role in Role.allCases {
      rows[role] = Self.columns.map { column in
        let palette = Palette(
          mode: mode,
          background: column.background,
          isForced: column.isForced
        )
        let look = palette[role]
        return Self.words(look.foreground, look.background, look.flags)
      }
    }
  }

  var text: String {
    let head = Self.line("role", Self.columns.map(\.name))
    let lines = Role.allCases.map { Self.line("\($0)", rows[$0] ?? []) }
    return ([head] + lines).joined(separator: "\n")
  }

  func look(of role: Role, on background: Background) -> String? {
    Self.columns.firstIndex { $0.background == background }.flatMap { rows[role]?[$0] }
  }

  static func words(_ foreground: Int32, _ background: Int32, _ flags: Style.Flags) -> String {
    var words = foreground == -1 ? "default" : "\(foreground)"
    if background != -1 { words += " on \(background)" }
    if flags.contains(.bold) { words += " bold" }
    if flags.contains(.underline) { words += " underline" }
    if flags.contains(.reverse) { words += " reverse" }
    return words
  }

  private static func line(_ first: String, _ rest: [String]) -> String {
    let cells = rest.dropLast().map { TextWidth.pad($0, to: 19) } + rest.suffix(1)
    return TextWidth.pad(first, to: 9) + cells.joined()
  }
}

extension RealTerminalTests {
  /// The painter sends each role as the table says, and bold where a style adds it.
  struct PaintedLooksTests {
    let pty: Pty

    init() throws {
      pty = try #require(Pty())
    }

    @Test(arguments: LooksTests.modes, [Background.dark, .light, .unknown])
    func eachRoleIsPaintedAsTheTableSays(_ mode: LooksTests.Mode, _ background: Background) throws {
      var environment = mode.environment
      environment["TERM"] = mode.term
      let session = try TerminalSession.open(
        TerminalOptions(
          environment: environment,
          background: background,
          input: pty.line,
          output: pty.line
        )
      )
      defer { session.close() }
      var frame = Frame(size: Size(rows: 24, columns: 80), glyphs: .ascii)
      for (row, role) in Role.allCases.enumerated() {
        frame.put("\(role)   x", row: row, column: 1, Style(role))
        frame.put("\(role)   x", row: row, column: 40, Style(role).bold)
      }
      frame.put("end", row: 23)
      session.show(frame)
      let told = try #require(pty.see("end"))
      let screen = Screenful(told + pty.rest(), rows: 24, columns: 80)
      #expect(screen.unknown.isEmpty, "\(screen.unknown)")

      let table = LookTable(mode.colours)
      for (row, role) in Role.allCases.enumerated() {
        let look = try #require(table.look(of: role, on: background))
        let isBold = look.hasSuffix(" bold") || look.contains(" bold ")
        for (offset, character) in "\(role)   x".enumerated() {
          let plain = screen.cells[row][1 + offset]
          let bold = screen.cells[row][40 + offset]
          #expect(plain.character == character && bold.character == character)
          // Of a blank only what is behind it and under it shows.
          guard character != " " || look.contains(" on ") || look.contains("reverse") else {
            continue
          }
          #expect(plain.look == look, "\(role)")
          if isBold { #expect(bold.look == look, "\(role)") }
          #expect(bold.flags == plain.flags.union(.bold), "\(role)")
          #expect(bold.foreground == plain.foreground && bold.background == plain.background)
        }
      }
    }
  }
}
