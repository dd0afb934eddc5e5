import Chance
import Testing

@testable import Screen

struct WrappingTests {
  @Test(arguments: [
    ("", 10, [""]),
    ("one two three", 7, ["one two", "three"]),
    ("one  two", 20, ["one two"]),
    ("first\nsecond part", 7, ["first", "second", "part"]),
    ("a\n\nb", 5, ["a", "", "b"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("x abcdefghij y", 4, ["x", "abcd", "efgh", "ij y"]),
    ("漢字漢字", 5, ["漢字", "漢字"]),
    ("  indented words here", 12, ["  indented", "  words here"]),
    ("漢a", 1, ["a"]),
    ("anything", 0, []),
  ])
  func breaksBetweenWords(text: String, columns: Int, lines: [String]) {
    #expect(TextWidth.wrap(text, to: columns) == lines)
  }

  @Test func breaksARNsAtTheirJoints() {
    let arn = "arn:aws:iam::432112349876:role/Vertesia-acme-us-east-1-k3vq7m2d"
    #expect(
      TextWidth.wrapARN(arn, to: 40) == [
        "arn:aws:iam::432112349876:role/", "Vertesia-acme-us-east-1-k3vq7m2d",
      ]
    )
    #expect(TextWidth.wrapARN(arn, to: 80) == [arn])
  }

  @Test(arguments: 1...300)
  func noLineIsTooWideAndNothingIsLost(seed: UInt64) {
    var random = SplitMix64(seed)
    let text = random.text()
    let columns = Int.random(in: 2...12, using: &random)
    let lines = TextWidth.wrap(text, to: columns)
    #expect(lines.allSatisfy { TextWidth.width(of: $0) <= columns }, "seed \(seed)")
    let letters = RemoteText(text).text.filter { $0 != " " }
    #expect(lines.joined().filter { $0 != " " } == letters, "seed \(seed)")

    let name = RemoteText.clean(text)
    let parts = TextWidth.wrapARN(name, to: columns)
    #expect(parts.joined() == name, "seed \(seed)")
    #expect(parts.allSatisfy { TextWidth.width(of: $0) <= columns }, "seed \(seed)")
  }
}
