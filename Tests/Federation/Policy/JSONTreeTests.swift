import Chance
import Federation
import Testing

struct JSONTreeTests {
  @Test(arguments: [
    (#"{"b":1,"a":[true,null,-2.5e3]}"#, #"{"b":1,"a":[true,null,-2.5e3]}"#),
    (" [ ] ", "[]"), (#""\u00e9\n\ud83d\ude42\/""#, "\"é\\n🙂/\""), ("{}", "{}"),
  ])
  func keepsWhatItReads(_ text: String, _ compact: String) {
    #expect(JSONTree.parse(text)?.compact == compact)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{a:1}", "\"\u{1}\"", "\"\\x\"", "\"\\ud83d\"", "01x", "+1", "tru",
    "01", "-007", "-.5", ".5", "--1", "1.", "1.e2", "1e", "1e+", "-",
    "[] []", "nan", String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
  ])
  func refuses(_ text: String) {
    #expect(JSONTree.parse(text) == nil)
  }

  @Test func canonicalIgnoresOrderAndPrettyReadsBack() throws {
    let one = try #require(JSONTree.parse(#"{"a":{"y":1,"x":[2]},"b":[]}"#))
    let other = try #require(JSONTree.parse(#"{"b":[],"a":{"x":[2],"y":1}}"#))
    #expect(one.isSame(as: other))
    #expect(JSONTree.parse(one.pretty) == one)
    #expect(!one.hasRepeatedNames)
    #expect(JSONTree.parse(#"{"a":{"x":1,"x":2}}"#)?.hasRepeatedNames == true)
  }

  @Test func anyTextIsReadOrRefused() {
    var random = SplitMix64(11)
    let alphabet = Array("{}[]\":,\\u0123aef tn.-+eE\u{0}")
    for _ in 0..<3000 {
      let text = String((0..<24).map { _ in alphabet.randomElement(using: &random) ?? "{" })
      if let tree = JSONTree.parse(text) { #expect(JSONTree.parse(tree.compact) == tree) }
    }
  }
}
