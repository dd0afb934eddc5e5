import CTerminal
import Screen
import Testing

@testable import Terminal

@Suite("What the mouse tells")
struct MouseTests {
  private func decode(_ text: String, hasMouse: Bool = true, asKeys: Bool = false) -> [Input] {
    var decoder = KeyDecoder()
    decoder.hasMouse = hasMouse
    var rest = text[...]
    while let character = rest.first {
      let named = [("\u{1B}[<", CT_KEY_MOUSE), ("\u{1B}[M", CT_KEY_MOUSE_BYTES)]
      if asKeys, let key = named.first(where: { rest.hasPrefix($0.0) }) {
        decoder.take(.key(key.1))
        rest = rest.dropFirst(key.0.count)
        continue
      }
      for byte in String(character).utf8 { decoder.take(.byte(byte)) }
      rest = rest.dropFirst()
    }
    let now = ContinuousClock.now
    for second in 0...2 { decoder.pause(at: now + .seconds(second)) }
    return decoder.takeResults().compactMap {
      if case .input(let input) = $0 { input } else { nil }
    }
  }

  private static let told: [(String, [Input])] = [
    ("\u{1B}[<0;12;9M", [.click(Position(row: 8, column: 11))]),
    ("\u{1B}[<0;1;1M\u{1B}[<0;1;1m", [.click(Position(row: 0, column: 0))]),
    ("\u{1B}[<64;5;5M\u{1B}[<65;5;5M", [.wheelUp, .wheelDown]),
    ("\u{1B}[<0;99999;99999Mx", [.click(Position(row: 10_000, column: 10_000)), .character("x")]),
    // Other buttons, drags, and keys held down are nothing.
    ("\u{1B}[<1;2;3M\u{1B}[<2;2;3M\u{1B}[<32;2;3M\u{1B}[<16;2;3M\u{1B}[<66;2;3M", []),
    // What no terminal sends.
    ("\u{1B}[<0;0;0Mx", [.character("x")]),
    ("\u{1B}[<0;-5;5Mx", [.character("x")]),
    ("\u{1B}[<0;5Mx", [.character("x")]),
    ("\u{1B}[<0;5;5;5Mx", [.character("x")]),
    ("\u{1B}[<;;Mx", [.character("x")]),
    ("\u{1B}[<0;999999999999999999999;1Mx", [.character("x")]),
    ("\u{1B}[<" + String(repeating: "1;", count: 5000) + "Mx", [.character("x")]),
    // Cut off: a key is a key again.
    ("\u{1B}[<0;12", []), ("\u{1B}[<0;12\r", [.enter]), ("\u{1B}[<0;12\u{3}", [.control("c")]),
    // The older form, in which a column is a letter.
    ("\u{1B}[M aax", [.character("x")]), ("\u{1B}[M a", []),
  ]

  @Test(arguments: told, [false, true])
  func aClickIsAnInputAndNothingElseIs(_ told: (String, [Input]), asKeys: Bool) {
    #expect(decode(told.0, asKeys: asKeys) == told.1)
  }

  /// As after a program that has left the mouse switched on.
  @Test(arguments: told)
  func unwantedItDoesNothing(_ told: (String, [Input])) {
    let isMouse: (Input) -> Bool = {
      if case .click = $0 { true } else { $0 == .wheelUp || $0 == .wheelDown }
    }
    #expect(decode(told.0, hasMouse: false, asKeys: true) == told.1.filter { !isMouse($0) })
  }

  @Test func insideAPasteItIsCleanedAway() {
    var decoder = KeyDecoder()
    decoder.hasMouse = true
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    decoder.take(.byte(0x61))
    decoder.take(.key(CT_KEY_MOUSE))
    for byte in "0;1;1Mb".utf8 { decoder.take(.byte(byte)) }
    decoder.take(.key(CT_KEY_PASTE_END))
    #expect(decoder.takeResults() == [.input(.paste("ab"))])
  }
}

extension RealTerminalTests {
  struct MouseModeTests {
    private let pty: Pty
    private static let on = "\u{1B}[?1000h\u{1B}[?1006h"
    private static let off = "\u{1B}[?1006l\u{1B}[?1000l"

    init() throws {
      pty = try #require(Pty())
    }

    private func open(_ term: String = "xterm-256color", mouse: Bool) throws -> TerminalSession {
      try TerminalSession.open(
        TerminalOptions(
          environment: ["TERM": term, "COLORFGBG": "15;0"],
          hasMouse: mouse,
          input: pty.line,
          output: pty.line
        )
      )
    }

    /// Through curses, which knows the beginning of it as a key of its own in some descriptions.
    @Test(arguments: ["xterm-256color", "xterm-1006", "tmux-256color", "linux"])
    func itIsOnWhileTheScreenIs(term: String) async throws {
      guard ct_supports(term) == 1 else { return }
      let session = try open(term, mouse: true)
      #expect(pty.see(Self.on) != nil)
      pty.type("\u{1B}[<0;3;2M\u{1B}[<0;3;2m\u{1B}[<65;1;1M\u{1B}[M aaq")
      #expect(
        await session.next(3) == [
          .click(Position(row: 1, column: 2)), .wheelDown, .character("q"),
        ]
      )
      let child = ForegroundChild(["true"], environment: ["PATH": "/usr/bin:/bin"])
      _ = await session.run(child)
      #expect(pty.see(Self.off) != nil)
      #expect(pty.see(Self.on) != nil)
      session.close()
      let closing = pty.rest()
      #expect(closing.contains(Self.off) && !closing.contains(Self.on))
    }

    @Test func nobodyHasItWhoDidNotAsk() async throws {
      let session = try open(mouse: false)
      pty.type("\u{1B}[<0;3;2M\u{1B}[M aaq")
      #expect(await session.next(1) == [.character("q")])
      session.close()
      #expect(!pty.rest().contains("\u{1B}[?100"))
    }
  }
}
