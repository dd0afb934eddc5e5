import Screen
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension RealTerminalTests {
  struct TerminalSessionTests {
    let pty: Pty

    init() throws {
      pty = try #require(Pty())
    }

    private func open(
      _ term: String = "xterm-256color",
      _ more: [String: String] = ["COLORFGBG": "15;0"],
      colour: ColourChoice = .auto
    ) throws -> TerminalSession {
      _ = TerminalSupport.glyphs(["LC_ALL": "C.UTF-8"])
      var environment = more
      environment["TERM"] = term
      return try TerminalSession.open(
        TerminalOptions(
          environment: environment,
          colour: colour,
          input: pty.line,
          output: pty.line
        )
      )
    }

    private func frame(_ text: String, _ style: Style = .text, rows: Int = 24) -> Frame {
      var frame = Frame(size: Size(rows: rows, columns: 80))
      frame.put(text, row: 1, column: 2, style)
      return frame
    }

    @Test func theTerminalIsGivenBackAsItWas() throws {
      let before = pty.settings()
      let session = try open()
      #expect(pty.settings() != before)
      session.show(frame("Bedrock漢字✓é"))
      let opening = try #require(pty.see("Bedrock漢字✓é"))
      #expect(opening.contains("\u{1B}[?1049h"))
      #expect(opening.contains("\u{1B}[?2004h"))
      session.close()
      let closing = pty.rest()
      #expect(closing.contains("\u{1B}[?1049l"))
      #expect(closing.contains("\u{1B}[?2004l"))
      #expect(closing.contains("\u{1B}[?25h"))
      #expect(pty.settings() == before)
      session.close()
      session.show(frame("late"))
      session.copy("late")
      #expect(pty.rest() == "")
    }

    @Test func keysBecomeInputs() async throws {
      let session = try open()
      pty.type(
        "a\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}[D\u{1B}[H\u{1B}[F\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[Z"
      )
      pty.type("\r\t\u{7F}\u{1}\u{1B}[15~漢\u{1B}[1;5Hq")
      #expect(
        await session.next(18) == [
          .character("a"), .up, .down, .right, .left, .home, .end, .pageUp, .pageDown, .delete,
          .backTab, .enter, .tab, .backspace, .control("a"), .function(5), .character("漢"),
          .character("q"),
        ]
      )
      pty.type("\u{1B}")
      #expect(await session.next(1) == [.escape])
      session.close()
    }

    @Test func aPasteIsOneInput() async throws {
      let session = try open()
      pty.type("\u{1B}[200~arn:aws:iam::1:role/x\r漢\u{3}\u{1B}[201~\r")
      #expect(await session.next(2) == [.paste("arn:aws:iam::1:role/x\n漢"), .enter])
      session.close()
    }

    /// What comes at once may be its rest; once that is over, keys are keys.
    @Test func keysWorkAfterAPasteWithoutAnEnd() async throws {
      let session = try open()
      pty.type("\u{1B}[200~arn:aws:iam::1:role/x")
      #expect(await session.next(1) == [.paste("arn:aws:iam::1:role/x")])
      pty.type("q")
      let first = await session.next(1)
      // A slow machine may have let the time pass.
      #expect(first == [.pasteCut] || first == [.character("q")])
      pty.type("\u{1B}[201~q\r")
      #expect(await session.next(2) == [.character("q"), .enter])
      session.close()
    }

    @Test func sizesFollowTheTerminal() async throws {
      let session = try open()
      #expect(session.size == Size(rows: 24, columns: 80))
      pty.resize(rows: 30, columns: 100)
      kill(getpid(), SIGWINCH)
      #expect(await session.next(1) == [.resize(Size(rows: 30, columns: 100))])
      session.show(frame("lowest", rows: 30))
      #expect(pty.see("lowest") != nil)
      for size: (UInt16, UInt16) in [(1, 1), (65_535, 65_535), (2, 500), (30, 100)] {
        pty.resize(rows: size.0, columns: size.1)
        kill(getpid(), SIGWINCH)
        let rows = min(Int(size.0), Frame.largest.rows)
        let columns = min(Int(size.1), Frame.largest.columns)
        let expected = Size(rows: rows, columns: columns)
        #expect(await session.next(1) == [.resize(expected)])
        session.show(Frame(size: expected))
      }
      session.close()
    }

    @Test(arguments: [
      (SIGTERM, StopSignal.terminate), (SIGHUP, .hangUp), (SIGINT, .interrupt),
    ])
    func signalsAskToLeave(signal: Int32, expected: StopSignal) async throws {
      let session = try open()
      kill(getpid(), signal)
      #expect(await session.next(1) == [.signal(expected)])
      session.close()
    }

    @Test func aLostTerminalEndsTheInput() async throws {
      let session = try open()
      pty.hangUp()
      #expect(await session.next(1) == [.endOfInput])
      session.show(frame("to nobody"))
      session.close()
    }

    @Test func anEqualFrameSendsNothing() throws {
      let session = try open()
      session.show(frame("once"))
      _ = try #require(pty.see("once"))
      session.copy("first mark")
      _ = try #require(pty.see("\u{1B}]52;c;Zmlyc3QgbWFyaw==\u{7}"))
      session.show(frame("once"))
      session.copy("mark")
      #expect(pty.see("\u{1B}]52;c;bWFyaw==\u{7}") == "\u{1B}]52;c;bWFyaw==\u{7}")
      session.show(frame("onse"))
      let change = try #require(pty.see("s"))
      #expect(change.utf8.count < 16, "\(change.debugDescription)")
      session.close()
    }

    @Test func whatIsGoneIsCleared() throws {
      let session = try open()
      session.show(frame("a-long-line-of-text"))
      _ = try #require(pty.see("a-long-line-of-text"))
      session.show(frame("a"))
      session.copy("")
      let shorter = try #require(pty.see("\u{1B}]52;c;\u{7}"))
      let erasures = ["\u{1B}[18X", "\u{1B}[K", "\u{1B}[J"]
      #expect(erasures.contains { shorter.contains($0) }, "\(shorter.debugDescription)")
      session.repaint()
      #expect(pty.see("\u{1B}[2J") != nil)
      session.close()
    }

    @Test func coloursFollowTheAnswerOfTheTerminal() throws {
      let session = try open("xterm-256color", [:])
      session.show(frame("hue", .accent))
      let first = try #require(pty.see(Background.query))
      #expect(!first.contains("\u{1B}[38;5;"))
      pty.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\")
      #expect(pty.see("\u{1B}[38;5;25m") != nil)
      session.close()
    }

    @Test(arguments: [(ColourChoice.auto, false), (.always, true), (.never, false)])
    func aTerminalThatTellsNoBackgroundIsColouredOnlyAlways(
      choice: ColourChoice,
      isColoured: Bool
    ) throws {
      let session = try open("xterm-256color", [:], colour: choice)
      session.show(frame("hue", .accent))
      let seen = try #require(pty.see("hue"))
      session.close()
      #expect(seen.contains("\u{1B}[38;5;33m") == isColoured, "\(seen.debugDescription)")
    }

    @Test(arguments: [
      ("xterm-256color", ["COLORFGBG": "15;0"], "\u{1B}[38;5;117m", true),
      ("xterm-256color", ["COLORFGBG": "15;0", "NO_COLOR": "1"], "\u{1B}[39", false),
      ("xterm-256color", ["COLORFGBG": "15;0", "NO_COLOR": "1"], "38;5", false),
      ("xterm", ["COLORFGBG": "15;0"], "\u{1B}[36m", true),
      ("vt100", ["COLORFGBG": "15;0"], "\u{1B}[3", false),
    ])
    func coloursFollowTheTerminal(
      term: String,
      environment: [String: String],
      bytes: String,
      isThere: Bool
    ) throws {
      let session = try open(term, environment)
      session.show(frame("hue", .accent))
      let seen = try #require(pty.see("hue"))
      session.close()
      #expect(seen.contains(bytes) == isThere, "\(seen.debugDescription)")
    }

    @Test(arguments: ["", "dumb", "no-such-terminal"])
    func refusesWhatItCannotUse(term: String) throws {
      let before = pty.settings()
      #expect(throws: TerminalError.unsupported(RemoteText(term))) { try open(term) }
      #expect(pty.settings() == before)
      #expect(pty.rest() == "")
    }

    @Test func thereIsOneScreen() throws {
      let session = try open()
      #expect(throws: TerminalError.alreadyOpen) { try open() }
      session.close()
      let again = try open()
      again.close()
    }
  }
}
