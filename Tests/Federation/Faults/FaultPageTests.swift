import Federation
import Testing

struct FaultPageTests {
  @Test func everyCodeHasOnePage() {
    #expect(FaultPage.all.map(\.code) == FaultCode.allCases)
  }

  @Test(arguments: FaultPage.all)
  func everyPageIsWhole(_ page: FaultPage) {
    #expect(!page.remedies.isEmpty)
    #expect(!page.title.hasSuffix("."))
    let texts = [page.title, page.meaning, page.cause] + page.remedies.map(\.words)
    for text in texts {
      #expect(!text.isEmpty)
      #expect(!text.contains("!"))
      #expect(text.first?.isLowercase == false)
      let words = text.lowercased().split { !$0.isLetter }
      #expect(!words.contains("we") && !words.contains("our"))
    }
  }

  @Test(arguments: FaultPage.all)
  func everyCauseEndsWithOneStop(_ page: FaultPage) {
    for cause in [page.cause, Fault(page.code).cause] {
      #expect(cause.hasSuffix(".") && !cause.hasSuffix(".."))
    }
  }

  @Test(arguments: FaultPage.all)
  func whatStandsAloneHasNoStop(_ page: FaultPage) {
    for text in [page.title, page.meaning] + page.remedies.map(\.words) {
      #expect(!text.hasSuffix("."))
    }
  }

  @Test(arguments: [
    (FaultCode.missingAnswer, ExitCode.usage), (.badRegion, .usage),
    (.pairingContradicts, .conflict), (.roleNameTaken, .conflict), (.planChanged, .conflict),
    (.awsSessionExpired, .signInNeeded), (.noVertesiaCredential, .signInNeeded),
    (.iamDenied, .failed), (.vertesiaRightMissing, .failed), (.companyRule, .failed),
    (.roleNotKnown, .failed), (.modelNotUsable, .modelNotUsable),
  ])
  func codesDecideTheExit(_ code: FaultCode, _ exit: ExitCode) {
    #expect(code.exit == exit)
  }

  @Test func aFaultTakesTheRestFromItsPage() {
    let fault = Fault(.iamQuota, cause: "100 providers")
    #expect(fault.summary == FaultCode.iamQuota.page.title)
    #expect(fault.cause == "100 providers.")
    #expect(fault.remedies == FaultCode.iamQuota.page.remedies)
  }

  @Test func aMissingAnswerNamesItsFlag() {
    let fault = Fault.missing(.environmentID)
    #expect(fault.summary == "--environment-id is missing")
    #expect(fault.code.exit == .usage)
  }
}
