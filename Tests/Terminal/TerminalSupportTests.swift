import Screen
import Testing

@testable import Terminal

extension RealTerminalTests {
  struct TerminalSupportTests {
    private func decide(
      _ term: String?,
      input: Bool = true,
      output: Bool = true
    ) -> TerminalSupport {
      var environment = ["LC_ALL": "C.UTF-8"]
      environment["TERM"] = term
      return TerminalSupport.decide(
        .init(environment: environment, inputIsTerminal: input, outputIsTerminal: output)
      )
    }

    @Test(arguments: ["xterm", "xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
    func knownTerminalsGetTheFullScreen(term: String) {
      guard case .fullScreen = decide(term) else {
        Issue.record("\(term) was refused")
        return
      }
    }

    @Test(arguments: [
      (nil, PlainReason.termUnset), ("", .termUnset), ("dumb", .termDumb),
      ("no-such-terminal", .termUnknown(RemoteText("no-such-terminal"))),
      ("../../etc/passwd", .termUnknown(RemoteText("../../etc/passwd"))),
      ("x\u{1B}[2J", .termUnknown(RemoteText("x"))),
    ])
    func otherTerminalsSayWhy(term: String?, reason: PlainReason) {
      #expect(decide(term) == .plain(reason))
      #expect(reason.canAsk)
    }

    @Test func bothEndsMustBeTerminals() {
      #expect(decide("xterm", input: false) == .plain(.inputIsNoTerminal))
      #expect(decide("xterm", output: false) == .plain(.outputIsNoTerminal))
      #expect(!PlainReason.inputIsNoTerminal.canAsk)
    }
  }
}
