import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@testable import Clients

@Suite struct AWSWireTests {
  @Test func readsATree() throws {
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <R xmlns="urn:x" a="b"><!-- no --><List><member>one</member><member>t&amp;wo</member></List>
      <p:Name xmlns:p="urn:p"><![CDATA[<é>]]></p:Name><Empty/><Flag>true</Flag><N>7</N></R>
      """
    let root = try XMLReader.read(Array(xml.utf8))
    #expect(root.name == "R" && root.strings("List") == ["one", "t&wo"])
    #expect(root.string("Name") == "<é>" && root.members("Empty").isEmpty)
    #expect(root.bool("Flag") == true && root.int("N") == 7 && root.string("Absent") == nil)
    #expect(throws: WireError("Empty is missing")) { try root.required("Empty") }
  }

  static let bomb =
    #"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">"#
    + (0..<9).map { "<!ENTITY a\($0) \"&a\($0 == 0 ? "" : "\($0 - 1)");&a;\">" }.joined()
    + "]><l>&a8;</l>"

  @Test(arguments: [
    ("", "not well-formed"),
    ("<a>", "not well-formed"),
    ("<a></b>", "not well-formed"),
    ("<a/><b/>", "not well-formed"),
    ("plain", "not well-formed"),
    ("<a>&nbsp;</a>", "not well-formed"),
    ("<a>\u{0}</a>", "not well-formed"),
    ("<a b=c/>", "not well-formed"),
    ("{}", "not well-formed"),
    ("<!DOCTYPE html><html><body>busy</body></html>", "DOCTYPE"),
    (#"<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>"#, "DOCTYPE"),
    (#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#, "DOCTYPE"),
    (bomb, "DOCTYPE"),
    (String(repeating: "<a>", count: 33) + String(repeating: "</a>", count: 33), "too deeply"),
    (String(repeating: "<a>", count: 100_000), "too deeply"),
    ("<a>" + String(repeating: "<b/>", count: 250_000) + "</a>", "too many"),
    ("<a \(String(repeating: "b", count: 300_000))='1'/>", "too long a tag"),
  ])
  func refusesHostileXML(_ xml: String, _ reason: String) {
    let error = #expect(throws: WireError.self) { try XMLReader.read(Array(xml.utf8)) }
    #expect(error?.detail.contains(reason) == true, "\(error?.detail ?? "")")
  }

  @Test func depthThirtyTwoIsFine() throws {
    let xml = String(repeating: "<a>", count: 32) + String(repeating: "</a>", count: 32)
    #expect(try XMLReader.read(Array(xml.utf8)).name == "a")
    let json = #"{"id":"a","more":"# + String(repeating: "[", count: 31)
    let end = String(repeating: "]", count: 31) + "}"
    #expect(JSONAnswer.value(Thing.self, from: Array((json + end).utf8))?.id == "a")
  }

  private static func names(_ count: Int, _ name: (Int) -> String) -> String {
    "{" + (0..<count).map { "\"\(name($0))\":1" }.joined(separator: ",") + "}"
  }

  @Test(arguments: [
    (String(repeating: "[", count: 33) + String(repeating: "]", count: 33), "too deeply"),
    (#"{"id":"a","id":"b"}"#, "twice"),
    (#"{"id":"a","\u0069d":"b"}"#, "twice"),
    (names(9_000) { "\($0 % 8_999)" }, "twice"), (names(10_001) { "\($0)" }, "too many names"),
    (names(1_001) { #"\u006E\#($0)"# }, "too many escaped names"),
    ("[" + String(repeating: "1,", count: 250_000) + "1]", "too many values"),
    (#"{"id":"a","more":[{"x":1},{"x":1,"y":",","x":2}]}"#, "twice"),
    (#"{,}"id"#, "not JSON"), (#"]]}},"id":"#, "not JSON"), (#"{"id":"a\"#, "not JSON"),
  ])
  func refusesHostileJSON(_ json: String, _ reason: String) {
    let error = #expect(throws: WireError.self) {
      try JSONAnswer.decode(Thing.self, from: Array(json.utf8))
    }
    #expect(error?.detail.contains(reason) == true, "\(error?.detail ?? "")")
  }

  @Test(arguments: [
    #"{"id":"a","more":[{"x":1},{"x":1}]}"#, #"{"more":{"id":"b"},"id":"a"}"#,
    #"{"id":"a","m":["m","m"],"n":"id\",\"id","o":{},"p":"id"}"#,
  ])
  func equalNamesInDifferentObjectsAreFine(_ json: String) throws {
    #expect(try JSONAnswer.decode(Thing.self, from: Array(json.utf8)).id == "a")
  }

  /// What a bomb costs until it is refused; printed, as machines differ.
  @Test func bombsGoOffInTheHand() throws {
    let laughs = Array(Self.bomb.utf8)
    let quadratic = Array(
      (#"<!DOCTYPE l [<!ENTITY a ""# + String(repeating: "x", count: 100_000) + #"">]><l>"#
        + String(repeating: "&a;", count: 10_000) + "</l>").utf8
    )
    let external = Array(#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///dev/zero">]><a>&x;</a>"#.utf8)
    let deepXML = Array(String(repeating: "<a>", count: 100_000).utf8)
    let twiceXML = Array(#"<a b="1" b="2"/>"#.utf8)
    let deepJSON = Array(String(repeating: "[", count: 100_000).utf8)
    let twiceJSON = Array(#"{"id":"a","id":"b"}"#.utf8)
    let clock = ContinuousClock()
    for (name, bytes) in [
      ("billion laughs", laughs), ("quadratic", quadratic), ("external entity", external),
      ("deep XML", deepXML), ("attribute twice", twiceXML),
    ] {
      let took = clock.measure { #expect(throws: WireError.self) { try XMLReader.read(bytes) } }
      print("refused: \(name), \(bytes.count) bytes, \(took)")
      #expect(took < .seconds(5))
    }
    let wideJSON = Array(("[0" + String(repeating: ",0", count: 250_000) + "]").utf8)
    for (name, bytes) in [
      ("deep JSON", deepJSON), ("name twice", twiceJSON), ("wide JSON", wideJSON),
    ] {
      let took = clock.measure {
        #expect(throws: WireError.self) { try JSONAnswer.decode(Thing.self, from: bytes) }
      }
      print("refused: \(name), \(bytes.count) bytes, \(took)")
      #expect(took < .seconds(5))
    }
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: WireError.self) { try XMLReader.read([0x3c, 0x61, 0x3e, 0xff, 0x3c]) }
  }

  /// Every prefix of a good answer is refused; none traps.
  @Test func everyTruncationIsRefused() throws {
    let whole = Array(AWSAnswers.getRole.utf8)
    for length in 0..<whole.count - 1 {
      #expect(throws: WireError.self) { try XMLReader.read(Array(whole[..<length])) }
    }
  }

  /// Bytes changed, dropped and doubled at random: whatever comes out, nothing traps.
  @Test(arguments: [
    AWSAnswers.getRole, AWSAnswers.error("A", "b"), #"{"id":"a","at":1,"blob":""}"#,
  ])
  func garbleIsReadOrRefused(_ text: String) {
    var seed: UInt64 = 20_260_301
    func next(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    var refused = 0
    for _ in 0..<2000 {
      var bytes = Array(text.utf8)
      for _ in 0...next(4) {
        let place = next(bytes.count)
        switch next(3) {
        case 0: bytes[place] = UInt8(next(256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(8)))
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      if (try? QueryAnswer.result(of: "GetRole", in: bytes)) == nil { refused += 1 }
      _ = try? JSONAnswer.decode(Thing.self, from: bytes)
      let error = ServiceAnswer.error(
        HTTPResponse(status: 400, body: bytes),
        service: .iam,
        operation: "GetRole"
      )
      #expect(error.status == 400 && !error.code.isEmpty)
    }
    #expect(refused > 0)
  }

  @Test(arguments: [
    ("", "empty"), ("<CreateRoleResponse/>", "GetRoleResponse"),
    ("<html><body>Sign in to the network</body></html>", "GetRoleResponse"),
  ])
  func refusesAnotherOperationsAnswer(_ body: String, _ reason: String) {
    let error = #expect(throws: WireError.self) {
      try QueryAnswer.result(of: "GetRole", in: Array(body.utf8))
    }
    #expect(error?.detail.contains(reason) == true)
  }

  @Test func anAnswerWithoutResultIsEmpty() throws {
    let body = "<DeleteRoleResponse><ResponseMetadata/></DeleteRoleResponse>"
    #expect(try QueryAnswer.result(of: "DeleteRole", in: Array(body.utf8)).children.isEmpty)
  }

  @Test(arguments: [
    ("2024-05-01T10:00:00Z", 1_714_557_600.0), ("2024-05-01T10:00:00.5Z", 1_714_557_600.5),
    ("2024-05-01T10:00:00.000250Z", 1_714_557_600.000_25),
    ("2024-05-01T12:00:00+02:00", 1_714_557_600.0),
  ])
  func readsTimes(_ text: String, _ seconds: Double) throws {
    let date = try #require(Timestamp.iso8601(text))
    #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_01)
  }

  @Test(arguments: [
    "", "yesterday", "2024-05-01", "2024-05-01T10:00:00.Z", "2024-13-41T99:00:00Z",
    "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "2024-05-01T24:00:00Z",
    "2024-05-01T10:00:095909Z", "2024-5-01T10:00:00Z", "99999-12-31T23:59:59Z",
  ])
  func refusesOtherTimes(_ text: String) { #expect(Timestamp.iso8601(text) == nil) }

  @Test func readsTheDateHeader() {
    #expect(
      Timestamp.http("Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777)
    )
    #expect(Timestamp.http("Sunday, 06-Nov-94 08:49:37 GMT") == nil)
    #expect(Timestamp.http("Sun, 06 Foo 1994 08:49:37 GMT") == nil)
  }

  @Test func writesForms() {
    var form = QueryForm(action: "TagRole", version: "2010-05-08")
    form.set("RoleName", "a b")
    form.set("Absent", nil as String?)
    form.set("ClientIDList", list: ["x", "y"])
    form.set("Tags", tags: [AWSTag("k:1", "")])
    form.set("Empty", list: [])
    #expect(
      String(decoding: form.body, as: UTF8.self)
        == "Action=TagRole&Version=2010-05-08&RoleName=a+b&ClientIDList.member.1=x"
        + "&ClientIDList.member.2=y&Tags.member.1.Key=k%3A1&Tags.member.1.Value="
    )
  }

  @Test(arguments: [
    ("", "the answer is empty"), ("<html></html>", "the answer is not JSON"),
    ("{", "the answer is not JSON"), ("[]", "the answer has the wrong type"),
    ("null", "the answer is null"), ("{\"id\":7}", "id has the wrong type"),
    ("{}", "id is missing"),
    ("{\"id\":null}", "id is null"), ("{\"id\":\"a\",\"at\":\"soon\"}", "at is malformed"),
    (String(repeating: "[", count: 33), "the JSON is nested too deeply"),
  ])
  func refusesOddJSON(_ json: String, _ reason: String) {
    let error = #expect(throws: WireError.self) {
      try JSONAnswer.decode(Thing.self, from: Array(json.utf8))
    }
    #expect(error?.detail == reason)
  }

  @Test func readsJSONLeniently() throws {
    let json = #"{"id":"a","at":"2024-05-01T10:00:00.1Z","new":{"x":[1]},"blob":"aGk="}"#
    let thing = try JSONAnswer.decode(Thing.self, from: Array(json.utf8))
    #expect(thing.id == "a" && thing.at != nil && thing.blob == Data("hi".utf8))
    let epoch = try JSONAnswer.decode(Thing.self, from: Array(#"{"id":"a","at":17.5}"#.utf8))
    #expect(epoch.at == Date(timeIntervalSince1970: 17.5))
  }

  struct Thing: Decodable {
    let id: String
    let at: Date?
    let blob: Data?
  }
}
