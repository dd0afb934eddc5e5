import Federation
import Testing

struct RemediesHereTests {
  /// What only the start of the program takes is told as it is typed there.
  private static let atStart = ["--state-dir DIRECTORY", "--ca-bundle FILE", "--site HOST"]

  @Test(arguments: FaultCode.allCases)
  func whoChoosesIsToldNoFlag(_ code: FaultCode) {
    let remedies = Fault(code).remediesHere
    #expect(!remedies.isEmpty)
    for remedy in remedies {
      var words = remedy.words
      for flag in Self.atStart { words = words.replacing(flag, with: "it") }
      #expect(!words.contains("--"), "\(words)")
      #expect(!words.lowercased().contains("the command again"), "\(words)")
      #expect(!words.contains(" )") && !words.hasSuffix(" ") && !words.contains("  "))
    }
  }

  @Test(arguments: [
    ("Make another role (--on-conflict rename, or --role-name)", "Make another role"),
    ("Name its site, such as a.b (--site)", "Name its site, such as a.b"),
    ("Name the issuer (--issuer) and run the command again", "Name the issuer and try again"),
    ("Or have a role made here (no --role-arn)", "Or have a role made here"),
    ("It is there (as A (B) says)", "It is there (as A (B) says)"),
    ("Run the wizard and type the name it asks for", "Type the name it asks for"),
  ])
  func flagsAreTakenOutOfTheWords(_ told: String, _ here: String) {
    let fault = Fault(.badSetting, remedies: [Remedy(told, url: "https://a.example")])
    #expect(fault.remediesHere == [Remedy(here, url: "https://a.example")])
  }

  /// A line of a shell still names them.
  @Test func theWordsThemselvesKeepThem() {
    #expect(Fault(.connectionDiffers).remedies.contains { $0.words.contains("--on-conflict") })
  }
}

struct PageWordTests {
  /// It is a file, and nobody has to know of it.
  @Test(arguments: FaultPage.all)
  func noPageSpeaksOfCheckpoints(_ page: FaultPage) {
    for text in [page.title, page.meaning, page.cause] + page.remedies.map(\.words) {
      #expect(!text.lowercased().contains("checkpoint"))
    }
  }
}
