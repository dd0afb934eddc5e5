import CTerminal
import Testing

@testable import Terminal

extension RealTerminalTests {
  struct LineReaderTests {
    let pty: Pty

    init() throws {
      pty = try #require(Pty())
    }

    private var reader: LineReader { LineReader(input: pty.line, output: pty.line) }

    @Test func readsLinesOneByOne() async {
      let reader = reader
      pty.type("first\nzweite 漢\n\nlast\n")
      #expect(await reader.line() == "first")
      #expect(await reader.line() == "zweite 漢")
      #expect(await reader.line() == "")
      #expect(await reader.line() == "last")
      pty.hangUp()
      #expect(await reader.line() == nil)
      #expect(await reader.line() == nil)
    }

    @Test func hiddenLinesAreNotEchoed() async {
      let before = pty.settings()
      let reader = reader
      async let line = reader.line(hidden: true)
      while pty.echoes { await Task.yield() }
      pty.type("sekt\u{7F}\u{7F}cré\u{7F}et\n")
      #expect(await line == "secret")
      #expect(pty.rest() == "\r\n")
      #expect(pty.settings() == before)
    }

    @Test func aHiddenLineMayBeLongerThanTheKernelsOwn() async {
      let token = String(repeating: "t", count: 9000)
      let reader = reader
      async let line = reader.line(hidden: true)
      while pty.echoes { await Task.yield() }
      for start in stride(from: 0, to: 9000, by: 1000) {
        pty.type(String(token.dropFirst(start).prefix(1000)))
      }
      pty.type("\r")
      #expect(await line == token)
    }

    @Test func hiddenLinesAreHiddenFromTheFirstToTheLast() async {
      let before = pty.settings()
      let reader = reader
      async let text = reader.lines(hidden: true) { $0.hasSuffix("end") }
      while pty.echoes { await Task.yield() }
      for part in ["wrong\u{15}fir", "st\n", "\u{7F}\u{15}", "second\r", "", "end\nnext\n"] {
        pty.type(part)
        try? await Task.sleep(for: .milliseconds(30))
      }
      #expect(await text == "first\nsecond\nend")
      #expect(pty.rest() == "\r\n")
      #expect(pty.settings() == before)
      #expect(await reader.line() == "next")
    }

    @Test func ofACancelledSecretNothingIsLeft() async {
      let reader = reader
      let task = Task { await reader.lines(hidden: true) { _ in false } }
      while pty.echoes { await Task.yield() }
      pty.type("secret\nhal")
      try? await Task.sleep(for: .milliseconds(30))
      task.cancel()
      #expect(await task.value == nil)
      pty.type("next\n")
      #expect(await reader.line() == "next")
    }

    @Test func controlDEndsAHiddenLine() async {
      let before = pty.settings()
      let reader = reader
      async let line = reader.line(hidden: true)
      while pty.echoes { await Task.yield() }
      pty.type("\u{4}")
      #expect(await line == nil)
      #expect(pty.settings() == before)
    }

    @Test func aCancelledReadEndsAndGivesEchoBack() async {
      let before = pty.settings()
      let reader = reader
      let task = Task { await reader.line(hidden: true) }
      while pty.echoes { await Task.yield() }
      task.cancel()
      #expect(await task.value == nil)
      #expect(pty.settings() == before)
      pty.type("next\n")
      #expect(await reader.line() == "next")
    }

    @Test func aPipeMayEndWithoutALineEnd() async throws {
      var ends: (Int32, Int32) = (-1, -1)
      try #require(ct_pipe(&ends.0, &ends.1) == 0)
      let bytes = Array("one\r\ntwo".utf8)
      _ = ct_write(ends.1, bytes, bytes.count)
      closeDescriptor(ends.1)
      let reader = LineReader(input: ends.0, output: pty.line)
      #expect(await reader.line(hidden: true) == "one")
      #expect(await reader.lines { _ in false } == "two")
      #expect(await reader.line() == nil)
      closeDescriptor(ends.0)
    }
  }
}
