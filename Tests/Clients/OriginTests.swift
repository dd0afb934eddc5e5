import Testing

@testable import Clients

@Suite struct OriginTests {
  @Test(arguments: [
    "https://cloud.[u1.vertesia.io/studio", "https://a]b", "https://[vertesia]",
    "https://a\u{0}.b", "https://127.0.0.1\u{0}.evil", "https://a\u{1B}[31m", "https://a\u{7F}/",
    "https://a/\u{1}", "https://a b", "https://a\u{A0}b", "https://é",
  ])
  func refusesWhatIsNoAddress(_ text: String) {
    #expect(Origin.parse(text) == nil)
  }
}
