import Federation
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Every face shows a cause as it stands, so it ends with one stop wherever it comes from.
struct CauseTests {
  @Test(arguments: [
    ("No stop", "No stop."), ("One stop.", "One stop."), (" Around it \n", "Around it."),
    ("Two. Sentences", "Two. Sentences."), ("Why?", "Why?"), ("And so on…", "And so on…"),
    ("It said \"no.\"", "It said \"no.\""), ("It said \"no\"", "It said \"no\"."),
    ("A path such as /apps/", "A path such as /apps/."), ("", ""), (" ", ""), ("\"", "\""),
  ])
  func aCauseIsClosedHoweverItIsGiven(_ given: String, _ shown: String) {
    #expect(Fault(.iamDenied, cause: given).cause == shown)
    #expect(Fault(.iamDenied, "A summary", cause: given, remedies: []).cause == shown)
    var fault = Fault(.iamDenied)
    fault.cause = given
    #expect(fault.cause == shown)
  }

  @Test(arguments: [
    ("there is none", "There is none."), ("profile acme: it is over", "Profile acme: it is over."),
    ("credential_process is open", "credential_process is open."),
    ("/a/b is gone", "/a/b is gone."),
    ("api.vertesia.io is down", "api.vertesia.io is down."), ("aws failed", "aws failed."),
    ("VERTESIA_API_KEY: it is empty", "VERTESIA_API_KEY: it is empty."), ("it: no", "It: no."),
  ])
  func aCauseBeginsAsASentenceDoes(_ given: String, _ shown: String) {
    #expect(Fault(.iamDenied, cause: given).cause == shown)
    var fault = Fault(.iamDenied)
    fault.cause = given
    #expect(fault.cause == shown)
  }

  @Test(arguments: ["It was refused", "It was refused."])
  func aSavedCauseIsClosedToo(_ cause: String) throws {
    let text =
      "{\"code\":\"VB301\",\"summary\":\"Refused\",\"cause\":\"\(cause)\","
      + "\"remedies\":[],\"evidence\":[]}"
    let fault = try JSONDecoder().decode(Fault.self, from: Data(text.utf8))
    #expect(fault.cause == "It was refused.")
    let again = try JSONDecoder().decode(Fault.self, from: JSONEncoder().encode(fault))
    #expect(again == fault)
  }
}
