import Testing

@testable import Sandbox

struct JSONTests {
  @Test(
    arguments: [
      ("null", JSON.null), (" [1, -2.5, true] ", [1, JSON.number(-2.5), true]),
      (#"{"a":{"b":[]},"c":"\u00e9\n\ud83d\ude00"}"#, ["a": ["b": []], "c": "é\n😀"]),
      (#""""#, ""), ("0", 0), ("1e3", .number(1000)),
    ] as [(String, JSON)]
  )
  func readsAndWrites(text: String, value: JSON) {
    #expect(JSON(parsing: text) == value)
    #expect(JSON(parsing: value.bytes) == value)
  }

  @Test(arguments: [
    "", "nul", "01", "[1,]", "{,}", #"{"a":1,"a":2}"#, "\"\u{1}\"", #""\x""#, #""\ud800""#, "[1] 2",
    "{\"a\" 1}", "[", "+1", String(repeating: "[", count: 100),
  ])
  func refusesWhatIsNotJSON(text: String) {
    #expect(JSON(parsing: text) == nil)
  }

  @Test(arguments: [[], [0], [0, 1], [250, 251, 252], Array(0...255)] as [[UInt8]])
  func base64GoesBothWays(bytes: [UInt8]) {
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    #expect(Base64.decode(Base64.encodeURL(bytes)) == bytes)
    #expect(Base64.encode(bytes).utf8.count.isMultiple(of: 4))
  }

  @Test func queryListsAreOneBased() {
    let body = "Action=X&A.member.1=a+b&A.member.2=%2B&T.member.1.Key=k&T.member.1.Value=&E="
    let request = Request(method: "POST", target: "/", body: Array(body.utf8))
    let parameters = Parameters(request)
    #expect(parameters?.list("A") == ["a b", "+"])
    #expect(parameters?.list("E") == [])
    #expect(parameters?.structures("T").map { $0["Key"] } == ["k"])
    #expect(Parameters(Request(method: "POST", target: "/", body: Array("a=%zz".utf8))) == nil)
  }
}
