import Testing

@testable import Clients

@Suite struct PercentEncodingTests {
  @Test(arguments: [
    ("", ""), ("a b", "a%20b"), ("a/b:c", "a%2Fb%3Ac"), ("*~-._", "%2A~-._"),
    ("é", "%C3%A9"), ("100%", "100%25"), ("+", "%2B"),
  ])
  func encodes(_ text: String, _ expected: String) {
    #expect(PercentEncoding.encode(text) == expected)
    #expect(PercentEncoding.decode(expected) == text)
    #expect(PercentEncoding.decode(expected, strict: true) == text)
  }

  @Test func formsCarrySpacesAsPlus() {
    #expect(PercentEncoding.form("a b+c/*") == "a+b%2Bc%2F%2A")
  }

  @Test(arguments: [("a+b", "a+b"), ("%7b%22", "{\""), ("%", "%"), ("%4", "%4"), ("%zz", "%zz")])
  func decodesEscapesOnly(_ text: String, _ expected: String) {
    #expect(PercentEncoding.decode(text) == expected)
  }

  @Test func bytesThatAreNotTextDoNotDecode() { #expect(PercentEncoding.decode("%ff%fe") == nil) }

  @Test(arguments: ["%", "a%4", "%zz", "%4g", "100%", "%%41", "%ff%fe"])
  func aBrokenEscapeDoesNotDecodeStrictly(_ text: String) {
    #expect(PercentEncoding.decode(text, strict: true) == nil)
  }
}
