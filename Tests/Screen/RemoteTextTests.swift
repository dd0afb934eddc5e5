import Chance
import Testing

@testable import Screen

struct RemoteTextTests {
  @Test(arguments: [
    ("Acme Production", "Acme Production"),
    ("José 漢字 한글 e\u{301}", "José 漢字 한글 e\u{301}"),
    ("\u{1B}[31mred\u{1B}[0m", "red"),
    ("\u{1B}[38;5;196mred", "red"),
    ("\u{1B}]0;owned\u{7}after", "after"),
    ("\u{1B}]52;c;ZXZpbA==\u{1B}\\after", "after"),
    ("\u{1B}]8;;http://evil\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
    ("\u{1B}Pq#0\u{1B}\\after", "after"),
    ("\u{1B}]never ended", ""),
    ("\u{1B}(0after", "after"),
    ("\u{1B}cafter", "after"),
    ("a\u{1B}", "a"),
    ("\u{9B}2Jafter", "after"),
    ("\u{9D}0;owned\u{9C}after", "after"),
    ("a\u{8}\u{7}\u{0}\u{7F}b", "ab"),
    ("a\u{200B}\u{FEFF}\u{2060}\u{AD}b", "ab"),
    ("abc\u{202E}fed\u{202C}\u{2066}x\u{2069}\u{200F}", "abcfedx"),
    ("one\ntwo\r\nthree\tfour\u{2028}five\u{85}six", "one two three four five six"),
    ("a\u{A0}b\u{2003}c", "a b c"),
    ("\u{301}a", "a"),
    ("a\u{E000}b\u{10FFFF}c", "a\u{FFFD}b\u{FFFD}c"),
    ("❤\u{FE0F}", "❤"),
    ("x\u{E0041}\u{E0042}", "x"),
  ])
  func cleans(raw: String, expected: String) {
    #expect(RemoteText(raw).text.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func limitsMarksOnOneLetter() {
    let pile = "a" + String(repeating: "\u{301}", count: 500) + "b"
    #expect(RemoteText(pile).text.unicodeScalars.count == 6)
  }

  @Test func invalidBytesBecomeReplacementCharacters() {
    let text = String(decoding: [0x61, 0xFF, 0xED, 0xA0, 0x80, 0x62], as: UTF8.self)
    let clean = RemoteText(text).text
    #expect(clean.first == "a" && clean.last == "b")
    #expect(clean.dropFirst().dropLast().allSatisfy { $0 == "\u{FFFD}" })
  }

  @Test func keepsLinesWhereAsked() {
    #expect(RemoteText.lines("a\r\nb\u{1B}[2J\n\nc").map(\.text) == ["a", "b", "", "c"])
  }

  /// Each scalar on its own between two letters: of the planes in which any of them acts.
  @Test(arguments: [0...0x7FFF, 0x8000...0xFFFF, 0x1_0000...0x1_3FFF, 0xE_0000...0xE_0FFF])
  func noScalarThatActsIsLeft(values: ClosedRange<UInt32>) {
    var frame = Frame(size: Size(rows: 1, columns: 8))
    for scalar in values.compactMap(Unicode.Scalar.init) {
      let clean = RemoteText("a\u{1B}\(scalar)b\(scalar)c").text
      let isSafe = clean.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && !$0.properties.isBidiControl
          && !$0.properties.isDefaultIgnorableCodePoint
      }
      if !isSafe { Issue.record("U+\(String(scalar.value, radix: 16)) is left") }
      guard scalar.value % 16 == 0 else { continue }
      frame.put(RemoteText("\(scalar)").text)
      let width = TextWidth.width(of: RemoteText("\(scalar)").text)
      if !(0...2).contains(width) { Issue.record("U+\(scalar.value) takes \(width) columns") }
    }
  }

  @Test(arguments: 1...500)
  func nothingThatActsIsLeft(seed: UInt64) {
    var random = SplitMix64(seed)
    let clean = RemoteText(random.text()).text
    for scalar in clean.unicodeScalars {
      let category = scalar.properties.generalCategory
      #expect(category != .control, "seed \(seed)")
      #expect(!scalar.properties.isBidiControl, "seed \(seed)")
      #expect(!scalar.properties.isDefaultIgnorableCodePoint, "seed \(seed)")
    }
    #expect(RemoteText(clean).text == clean, "seed \(seed)")
  }
}
