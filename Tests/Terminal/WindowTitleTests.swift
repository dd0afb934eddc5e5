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
  struct WindowTitleTests {
    private let pty: Pty
    private static let (aside, back) = ("\u{1B}[22;0t", "\u{1B}[23;0t")

    init() throws {
      pty = try #require(Pty())
    }

    private func open(_ environment: [String: String]) throws -> TerminalSession {
      try TerminalSession.open(
        TerminalOptions(
          environment: environment.merging(["COLORFGBG": "15;0"]) { $1 },
          input: pty.line,
          output: pty.line
        )
      )
    }

    private func frame(_ title: String) -> Frame {
      var frame = Frame(size: Size(rows: 24, columns: 80))
      frame.entitle(title)
      return frame
    }

    @Test(arguments: [
      ["TERM": "xterm-256color", "XTERM_VERSION": "XTerm(380)"], ["TERM": "tmux-256color"],
      ["TERM": "screen-256color", "TMUX": "/tmp/tmux,1,0"],
    ])
    func itIsSetAndGivenBack(_ environment: [String: String]) async throws {
      let session = try open(environment)
      session.show(frame("one"))
      let opening = try #require(pty.see("\u{1B}]2;one\u{7}"))
      #expect(opening.contains(Self.aside))
      session.show(frame("one"))
      session.show(frame("two"))
      #expect(pty.see("\u{1B}]2;two\u{7}")?.contains("]2;one") == false)
      // While somebody else has the terminal, it is theirs.
      let child = ForegroundChild(["true"], environment: ["PATH": "/usr/bin:/bin"])
      _ = await session.run(child)
      try expectBackAndAsideAgain()
      // Stopped in a way that nothing is heard of: it is put aside once for each time it comes back.
      kill(getpid(), SIGCONT)
      try expectBackAndAsideAgain()
      session.close()
      let closing = pty.rest()
      #expect(closing.contains(Self.back) && !closing.contains("]2;"))
    }

    private func expectBackAndAsideAgain() throws {
      let between = try #require(pty.see("\u{1B}]2;two\u{7}"))
      let back = try #require(between.firstRange(of: Self.back))
      let aside = try #require(between.firstRange(of: Self.aside))
      #expect(back.lowerBound < aside.lowerBound)
    }

    @Test(arguments: [
      ["TERM": "linux"], ["TERM": "vt100"], ["TERM": "screen-256color"],
      ["TERM": "xterm-256color", "STY": "1.pts"], ["TERM": "rxvt"],
      ["TERM": "xterm-256color"], ["TERM": "xterm-256color", "TERM_PROGRAM": "vscode"],
    ])
    func whatCannotBeGivenBackStays(_ environment: [String: String]) throws {
      #expect(!WindowTitle.canKeep(environment))
      // Not every machine has a description of every terminal.
      let session: TerminalSession
      do { session = try open(environment) } catch TerminalError.unsupported { return }
      session.show(frame("one"))
      session.copy("mark")
      _ = try #require(pty.see("]52;c;bWFyaw=="))
      session.close()
      let all = pty.rest()
      #expect(!all.contains(Self.aside) && !all.contains(Self.back) && !all.contains("]2;"))
    }
  }
}
