import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("What is said, once and where it holds")
struct SaidOnceTests {
  private let size = Size(rows: 24, columns: 80)

  private static func call(_ operation: String, _ status: Int) -> Event {
    .called(
      Call(
        time: "2026-11-23T18:06:41.000Z",
        service: "vertesia",
        operation: operation,
        status: status,
        milliseconds: 20,
        requestID: nil,
        errorCode: nil
      )
    )
  }

  @Test func theLastAnswerIsTheOneThatIsWaitedFor() {
    var model = Scene.acting.model(size: size)
    model.apply([
      .event(Self.call("GET /environments/{id}/models", 403)),
      .event(Self.call("GET /.well-known/openid-configuration", 200)),
    ])
    let words = model.overdueWords(.modelListing)
    #expect(words.hasSuffix("The last answer was 403, to GET /environments/{id}/models."))
  }

  @Test func aGuessAtTheIssuerGoesOnceModelsAreListed() {
    let guess = Notice.otherIssuer(trusted: "https://sts.a.example", named: "https://sts.b.example")
    let other = Notice(.info, "Go on with: it")
    var model = Scene.acting.model(size: size)
    model.apply([.event(.noticed(guess)), .event(.noticed(other))])
    #expect(model.notices.contains(guess))
    model.apply([
      .event(
        .waiting(
          .modelListing,
          Wait(.listing, attempt: 9, elapsed: .seconds(40), next: .seconds(5))
        )
      )
    ])
    #expect(model.notices.contains(guess))
    var again = model
    again.apply([
      .event(
        .waiting(.modelListing, Wait(.listing, attempt: 1, elapsed: .zero, next: .seconds(60)))
      )
    ])
    #expect(!again.notices.contains(guess))
    model.apply([.event(.listed(Sample.report))])
    #expect(!model.notices.contains(guess) && model.notices.contains(other))
  }

  @Test func thatNothingWasChangedIsSaidOnce() {
    var model = Scene.plan.model(size: size)
    let fault = Fault(.vertesiaRightMissing, cause: "None of them may. Nothing was changed.")
    model.apply([.event(.failed(.environment, fault))])
    #expect(model.place == .fault)
    let screen = view(model, size: size).text
    #expect(screen.contains("Nothing has been changed.") && !screen.contains("was changed"))
    #expect(screen.contains("None of them may."))
  }

  @Test(arguments: [QuestionID.vertesiaKey, .awsKeys])
  func aFieldSaysOnceThatNothingIsStored(_ id: QuestionID) {
    var model = Scene.vertesiaKey.model(size: size)
    model.answers[.awsAccess] = "pasted"
    model.place = .question(id)
    let screen = view(model, size: size).text
    #expect(screen.ranges(of: "asked").count == 1 && screen.contains("never stored"))
  }

  /// A name that was taken may be free by now; a path without slashes never gets any.
  @Test func enterTriesAgainWhereThatMayHelp() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([.input(.control("u")), .input(.paste("taken")), .input(.enter)])
    model.apply([
      .event(.refused(.environmentName, Fault(.environmentExists))),
      .event(.answered(Sample.answers)),
    ])
    #expect(model.hints.contains { $0.action == .accept && $0.words == "try again" })
    #expect(model.press(.enter).contains(.command(.answer(.environmentName, "taken"))))
    #expect(!Scene.refused.model(size: size).hints.contains { $0.action == .accept })
  }

  @Test func aSetUpThatWaitsSaysForWhom() {
    var survey = Sample.firstSurvey
    survey.saved = Sample.saved
    survey.saved[0].isHanded = true
    for size in GoldenTests.sizes {
      let screen = view(Sample.start(survey, size: size), size: size).text
      #expect(screen.contains("waiting"), "\(size)")
      #expect(!screen.contains("Stopped at"))
    }
    let screen = view(Sample.start(survey, size: size), size: size).text
    #expect(screen.contains("Waits for     an AWS administrator"))
  }

  @Test func theRequestFileIsToBeSent() {
    let model = Scene.person.model(size: size)
    let screen = view(model, size: size).text
    #expect(screen.contains("Send the request file to somebody who may change IAM"))
    #expect(screen.contains("Written       ") && !screen.contains("Asked"))
  }

  @Test func theEvidenceIsCopiedWhole() {
    var model = Scene.evidence.model(size: size)
    #expect(model.hints.contains { $0.action == .copy })
    let effects = model.press(.character("c"))
    guard case .copy(let text) = effects.first, let fault = model.trouble?.fault else {
      Issue.record("nothing is copied")
      return
    }
    let lines = text.split(separator: "\n")
    #expect(lines.first == "\(fault.code.rawValue) \(fault.summary)")
    #expect(lines.count == fault.evidence.count + 1)
    #expect(fault.evidence.allSatisfy { text.contains("\($0.label.rawValue): \($0.text)") })
    #expect(model.status?.words.hasPrefix("Evidence sent to the clipboard.") == true)
  }

  @Test func whatIsHiddenOfALongTextIsMarked() {
    let model = Scene.refused.model(size: size)
    func line(_ text: String, _ keys: (inout Field) -> Void = { _ in }) -> Line {
      var field = Field(text)
      keys(&field)
      return model.fieldLine(field, width: 23)
    }
    let long = "abcdefghijklmnopqrstuvwxyz"
    #expect(line(long).plain == "> ..jklmnopqrstuvwxyz")
    #expect(line(long).cursor == 21)
    #expect(line(long) { $0.moveToStart() }.plain == "> abcdefghijklmnopqr..")
    #expect(line("abcdefghijklmnopqrs").plain == "> abcdefghijklmnopqrs")
    for steps in 0...26 {
      let shown = line(long) { $0.move(by: -steps) }
      #expect(shown.width <= 22)
      let cursor = shown.cursor ?? -1
      #expect((2..<22).contains(cursor))
      // It stands on the character it stands before.
      let text = Array(shown.plain)
      if steps > 0 { #expect(text[cursor] == Array(long)[26 - steps]) }
    }
  }

  @Test func aCutARNShowsItsEnd() {
    var model = Scene.rules.model(size: size)
    let arn = "arn:aws:iam::432112349876:policy/teams/research/vertesia-boundary"
    model.answers[.permissionsBoundary] = arn
    for size in GoldenTests.sizes where size.columns < 120 {
      let lines = view(model, size: size).lines
      #expect(lines.contains { $0.contains("boundary") && $0.contains("vertesia-boundary") })
      #expect(!lines.contains { $0.contains("arn:aws:iam::4") && $0.contains("..") })
    }
  }
}
