import CTerminal
import Screen
import Testing

@testable import Terminal

struct KeyDecoderTests {
  private func decode(_ bytes: [UInt8]) -> [KeyDecoder.Result] {
    var decoder = KeyDecoder()
    for byte in bytes { decoder.take(.byte(byte)) }
    decoder.pause(at: .now)
    return decoder.takeResults()
  }

  private func decode(_ text: String) -> [KeyDecoder.Result] {
    decode(Array(text.utf8))
  }

  @Test(arguments: [
    ("a", [Input.character("a")]),
    ("é漢🙂", [.character("é"), .character("漢"), .character("🙂")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]),
    ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
    ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\u{0}", [.control(" ")]),
    ("\u{1C}", [.control("\\")]),
    ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]),
    ("\u{1B}x", [.escape, .character("x")]),
    ("\u{1B}[1;5Ax", [.character("x")]),
    ("\u{1B}[<0;12;9Mx", [.character("x")]),
    ("\u{1B}[Ix", [.character("x")]),
    ("\u{1B}OPx", [.character("x")]),
    ("\u{1B}[", []),
    ("\u{1B}]", [.escape, .character("]")]),
    ("\u{85}", []),
  ])
  func decodesText(typed: String, expected: [Input]) {
    #expect(decode(typed) == expected.map(KeyDecoder.Result.input))
  }

  @Test(
    arguments: [
      ([0xFF, 0x61], "a"), ([0xC3, 0x61], "a"), ([0xC0, 0x80, 0x61], "a"), ([0x80, 0x61], "a"),
      ([0xED, 0xA0, 0x80, 0x61], "a"), ([0xF4, 0x90, 0x80, 0x80, 0x61], "a"),
      ([0xE6, 0xC3, 0xA9], "é"),
    ] as [([UInt8], Character)]
  )
  func dropsWhatIsNoUTF8(bytes: [UInt8], rest: Character) {
    #expect(decode(bytes) == [.input(.character(rest))])
  }

  @Test func aCharacterMayComeInParts() {
    var decoder = KeyDecoder()
    decoder.take(.byte(0xE6))
    decoder.pause(at: .now)
    decoder.take(.byte(0xBC))
    decoder.take(.byte(0xA2))
    #expect(decoder.takeResults() == [.input(.character("漢"))])
  }

  @Test(arguments: [
    (CT_KEY_UP, Input.up), (CT_KEY_DOWN, .down), (CT_KEY_LEFT, .left), (CT_KEY_RIGHT, .right),
    (CT_KEY_HOME, .home), (CT_KEY_END, .end), (CT_KEY_PAGE_UP, .pageUp),
    (CT_KEY_PAGE_DOWN, .pageDown), (CT_KEY_BACKSPACE, .backspace), (CT_KEY_DELETE, .delete),
    (CT_KEY_ENTER, .enter), (CT_KEY_BACK_TAB, .backTab), (CT_KEY_FUNCTION + 1, .function(1)),
    (CT_KEY_FUNCTION + 12, .function(12)),
  ])
  func namesKeys(key: Int, input: Input) {
    #expect(KeyDecoder.input(ofKey: key) == input)
  }

  @Test func unnamedKeysAreNothing() {
    #expect(KeyDecoder.input(ofKey: CT_KEY_OTHER) == nil)
    #expect(KeyDecoder.input(ofKey: CT_KEY_FUNCTION) == nil)
  }

  private func paste(_ bytes: [UInt8]) -> [KeyDecoder.Result] {
    var decoder = KeyDecoder()
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    for byte in bytes { decoder.take(.byte(byte)) }
    decoder.take(.key(CT_KEY_UP))
    decoder.pause(at: .now)
    decoder.take(.key(CT_KEY_PASTE_END))
    return decoder.takeResults()
  }

  @Test(arguments: [
    ("arn:aws:iam::1:role/x", "arn:aws:iam::1:role/x"),
    ("one\rtwo\r\nthree\n", "one\ntwo\nthree\n"),
    ("漢\tzwei", "漢 zwei"),
    ("\u{3}\u{1B}[31mred\u{1B}[0m\u{7}", "red"),
    ("", ""),
  ])
  func pastesAreTextAndNothingElse(pasted: String, text: String) {
    #expect(paste(Array(pasted.utf8)) == [.input(.paste(text))])
  }

  @Test func pastesAreLimited() {
    let results = paste([UInt8](repeating: 0x61, count: KeyDecoder.pasteLimit + 100))
    let text = String(repeating: "a", count: KeyDecoder.pasteLimit)
    #expect(results == [.input(.paste(text))])
  }

  /// A link that broke in the middle of a paste must not swallow what is typed after it.
  @Test(arguments: [0, 100, KeyDecoder.pasteLimit + 100])
  func aPasteWithoutAnEndIsOverAfterAPause(length: Int) throws {
    var decoder = KeyDecoder()
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    for _ in 0..<length { decoder.take(.byte(0x61)) }
    let start = ContinuousClock.now
    decoder.pause(at: start)
    let deadline = try #require(decoder.deadline)
    #expect(deadline == start + KeyDecoder.patience)
    decoder.pause(at: deadline - .milliseconds(1))
    #expect(decoder.takeResults().isEmpty)
    decoder.pause(at: deadline)
    // Its rest would still be no key press; it is awaited as long again.
    let quiet = try #require(decoder.deadline)
    #expect(quiet == deadline + KeyDecoder.patience)
    decoder.pause(at: quiet)
    #expect(decoder.deadline == nil)
    decoder.take(.byte(0x62))
    decoder.take(.key(CT_KEY_PASTE_END))
    decoder.take(.key(CT_KEY_UP))
    decoder.pause(at: quiet)
    let text = String(repeating: "a", count: min(length, KeyDecoder.pasteLimit))
    let expected: [Input] = [.paste(text), .character("b"), .up]
    #expect(decoder.takeResults() == expected.map(KeyDecoder.Result.input))
  }

  /// A slow link: the rest of a paste answers no question and applies no plan.
  @Test func whatComesOfAPasteTooLateIsDroppedAndTold() {
    var decoder = KeyDecoder()
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    decoder.take(.byte(0x61))
    var now = ContinuousClock.now
    decoder.pause(at: now)
    now += KeyDecoder.patience
    decoder.pause(at: now)
    #expect(decoder.takeResults() == [.input(.paste("a"))])
    for byte in "a\ry".utf8 {
      now += KeyDecoder.patience * 3 / 4
      decoder.take(.byte(byte))
      decoder.pause(at: now)
    }
    decoder.take(.key(CT_KEY_UP))
    #expect(decoder.takeResults() == [.input(.pasteCut)])
    decoder.take(.key(CT_KEY_PASTE_END))
    decoder.take(.byte(0x62))
    decoder.pause(at: now)
    #expect(decoder.takeResults() == [.input(.character("b"))])
    #expect(decoder.deadline == nil)
  }

  @Test func theWayOutIsOpenAlsoWhileALatePasteIsDropped() {
    var decoder = KeyDecoder()
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    let now = ContinuousClock.now
    decoder.pause(at: now)
    decoder.pause(at: now + KeyDecoder.patience)
    for byte: UInt8 in [0x61, 0x03, 0x62] { decoder.take(.byte(byte)) }
    let expected: [Input] = [.paste(""), .pasteCut, .control("c"), .character("b")]
    #expect(decoder.takeResults() == expected.map(KeyDecoder.Result.input))
  }

  @Test func anotherPasteIsTakenAfterOneWithoutAnEnd() {
    var decoder = KeyDecoder()
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    let now = ContinuousClock.now
    decoder.pause(at: now)
    decoder.pause(at: now + KeyDecoder.patience)
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    decoder.take(.byte(0x62))
    decoder.take(.key(CT_KEY_PASTE_END))
    #expect(decoder.takeResults() == [.input(.paste("")), .input(.paste("b"))])
  }

  @Test func aPasteThatGoesOnIsStillOpen() throws {
    var decoder = KeyDecoder()
    decoder.take(.key(CT_KEY_PASTE_BEGIN))
    var now = ContinuousClock.now
    for byte in "paste".utf8 {
      decoder.take(.byte(byte))
      decoder.pause(at: now)
      now += KeyDecoder.patience / 2
      decoder.pause(at: now)
      now += KeyDecoder.patience / 4
    }
    #expect(decoder.takeResults().isEmpty)
    decoder.take(.key(CT_KEY_PASTE_END))
    decoder.pause(at: now)
    #expect(decoder.deadline == nil)
    #expect(decoder.takeResults() == [.input(.paste("paste"))])
  }

  @Test(arguments: ["\u{1B}[1;5", "\u{1B}]11;rgb:", "\u{1B}]11;rgb:\u{1B}"])
  func aSequenceThatIsCutOffIsOverAfterAPause(cut: String) {
    var decoder = KeyDecoder()
    decoder.awaitsReply = true
    for byte in cut.utf8 { decoder.take(.byte(byte)) }
    let start = ContinuousClock.now
    decoder.pause(at: start)
    decoder.pause(at: start + KeyDecoder.patience)
    decoder.take(.byte(0x61))
    #expect(decoder.takeResults() == [.input(.character("a"))])
    #expect(decoder.deadline == nil)
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\", Background.dark),
    ("\u{1B}]11;rgb:fd/f6/e3\u{7}", .light),
    ("\u{1B}]11;rgba:ffff/ffff/ffff/ffff\u{7}", .light),
  ])
  func takesTheAnswerToItsQuestion(reply: String, background: Background) {
    var decoder = KeyDecoder()
    decoder.awaitsReply = true
    for byte in reply.utf8 { decoder.take(.byte(byte)) }
    decoder.take(.byte(0x61))
    #expect(decoder.takeResults() == [.background(background), .input(.character("a"))])
    #expect(!decoder.awaitsReply)
  }

  @Test(arguments: [
    "11;rgb:", "11;rgb:1/2", "11;rgb:zz/00/00", "10;rgb:0/0/0", "", "11;rgb:00000/0/0",
  ])
  func ignoresOtherAnswers(reply: String) {
    #expect(Background(reply: reply) == nil)
  }

  @Test func noBytesCanTrapOrStick() {
    var state: UInt64 = 42
    var decoder = KeyDecoder()
    decoder.awaitsReply = true
    for index in 0..<50_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      decoder.take(.byte(UInt8(truncatingIfNeeded: state >> 56)))
      if index % 7 == 0 { decoder.pause(at: .now) }
    }
    decoder.take(.byte(0x1B))
    decoder.take(.byte(0x5B))
    decoder.take(.byte(0x41))
    decoder.take(.byte(0x07))
    decoder.pause(at: .now)
    _ = decoder.takeResults()
    decoder.take(.byte(0x61))
    #expect(decoder.takeResults() == [.input(.character("a"))])
  }
}
