import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Typing and pasting")
struct TypingTests {
  @Test func aBadAnswerIsSaidAndBackStillWorks() {
    var model = Sample.answered()
    model.trail = [.question(.environment)]
    model.place = .question(.rolePath)
    model.apply([Sample.at(123)])
    model.press(.control("u"))
    model.type("no slash")
    #expect(model.question.flatMap(model.complaint)?.code == .badRolePath)
    #expect(model.press(.enter).isEmpty)
    #expect(model.refusals[.rolePath]?.code == .badRolePath)
    model.press(.escape)
    #expect(model.place == .question(.environment))
    #expect(model.drafts[.question(.rolePath)]?.field.text == "no slash")
  }

  @Test func aFieldIsEditedAsInAShell() {
    var field = Field("env with  words ")
    field.deleteWordBack()
    #expect(field.text == "env with  " && field.cursor == 10)
    field.deleteWordBack()
    #expect(field.text == "env ")
    field.moveToStart()
    field.deleteWordBack()
    #expect(field.text == "env ")
    field.move(by: 2)
    field.deleteToEnd()
    #expect(field.text == "en")
    field.moveToStart()
    field.insert("op")
    #expect(field.text == "open" && field.cursor == 2)
    field.insert(String(repeating: "x", count: Field.limit))
    #expect(field.text.count == Field.limit && field.text.hasSuffix("en"))

    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([Sample.at(123), .input(.control("u"))])
    model.type("two words")
    model.press(.control("w"), .control("a"))
    model.type("my ")
    model.press(.control("e"))
    model.type("more")
    #expect(model.draft.field.text == "my two more")
  }

  /// Enter would otherwise take the name back that was given last.
  @Test func aFieldHoldsTheAnswerThatWasGivenElsewhere() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    #expect(model.draft.field.text == "bedrock-us-east-1")
    model.press(.control("u"))
    model.type("first")
    model.press(.enter)
    model.place = .question(.environmentName)
    model.press(.home, .right)
    model.place = .question(.environment)
    model.press(.character("/"))
    model.type("second")
    model.press(.enter)
    #expect(model.answers[.environmentName] == "second")
    model.place = .question(.environmentName)
    model.apply([Sample.at(124)])
    #expect(model.draft.field.text == "second")
    model.press(.enter)
    #expect(model.answers[.environmentName] == "second")
  }

  /// Nothing that was typed is lost because the session refuses it.
  @Test func aRefusedTextStaysInItsField() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([.input(.control("u")), .input(.paste("taken")), .input(.enter)])
    #expect(model.answers[.environmentName] == "taken")
    model.apply([
      .event(.refused(.environmentName, Fault(.environmentExists))),
      .event(.answered(Sample.answers)),
    ])
    #expect(model.place == .question(.environmentName))
    #expect(model.draft.field.text == "taken")
  }

  @Test func lettersAreTextInAField() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    model.press(.control("u"))
    model.type("qa?")
    #expect(model.draft.field.text == "qa?")
    #expect(model.place == .question(.environmentName))
  }

  @Test func aScreenTooSmallToShowAnythingTakesNoText() {
    var model = Sample.answered(size: Size(rows: 5, columns: 30))
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    let before = model.draft.field
    model.press(.character("x"))
    #expect(model.draft.field == before)
    #expect(model.press(.character("q")) == [.command(.stop), .quit(.stopped)])
  }

  /// On a small screen the steps to what is asked for are one key away.
  @Test func whereToFindItIsNeverLost() {
    let size = Size(rows: 16, columns: 60)
    var model = Scene.organizationByHand.model(size: size)
    model.place = .question(.environmentID)
    #expect(model.status?.words.contains("F1") == true)
    model.press(.function(1))
    #expect(model.overlay == .help)
    let steps = model.readerLines(.help).map(\.plain).joined(separator: " ")
    #expect(steps.contains("Endpoint URL") && steps.contains("us-east-1"))
    model.press(.escape)
    model.apply([.input(.resize(Size(rows: 36, columns: 120)))])
    #expect(model.status == nil)
  }

  @Test func whatWasNotTypedIsNoBadAnswer() {
    var model = Scene.organizationByHand.model(size: Size(rows: 24, columns: 80))
    #expect(model.press(.enter).isEmpty)
    #expect(model.remark?.words == "Nothing has been typed yet.")
    #expect(model.refusals.isEmpty)
  }

  @Test func aPasteNeverSubmits() {
    var model = Sample.answered()
    model.place = .question(.environmentName)
    model.apply([Sample.at(123)])
    model.press(.control("u"))
    let effects = model.apply([.input(.paste("  one\ntwo \n"))])
    #expect(effects.isEmpty)
    #expect(model.draft.field.text == "one two")
  }

  @Test func aSecretGoesToTheSessionAndNowhereElse() {
    var model = Sample.answered()
    model.place = .question(.vertesiaKey)
    model.apply([.input(.paste("sk-0123456789abcdef0123456789"))])
    #expect(!view(model, size: model.size).text.contains("0123456789abcdef"))
    let effects = model.press(.enter)
    #expect(
      effects.contains(
        .command(.secret(.vertesiaKey, SecretText("sk-0123456789abcdef0123456789")))
      )
    )
    #expect(model.drafts[.question(.vertesiaKey)]?.field.text ?? "" == "")
  }

  /// The longest token that is allowed arrives whole; a longer one is refused, not cut to fit.
  @Test(arguments: [(16_384, true), (16_385, false)])
  func aLongTokenIsNeverCut(length: Int, isTaken: Bool) {
    var model = Sample.answered()
    model.place = .question(.vertesiaKey)
    let token = "eyJh.\(String(repeating: "x", count: length - 7)).s"
    model.apply([.input(.paste(token))])
    let sent = Effect.command(.secret(.vertesiaKey, SecretText(token)))
    #expect(model.press(.enter).contains(sent) == isTaken)
    #expect((model.refusals[.vertesiaKey]?.code == .vertesiaKeyUnsupported) != isTaken)
  }

  @Test func aFilterThatFindsNothingIsTakenAsTyped() {
    var model = Sample.answered()
    model.place = .question(.region)
    model.press(.character("/"))
    model.type("us-new-7")
    let effects = model.press(.enter)
    #expect(effects.contains(.command(.answer(.region, "us-new-7"))))
  }

  @Test func aPasteThatWasCutIsSaid() {
    var model = Scene.environmentName.model(size: Size(rows: 24, columns: 80))
    let text = model.draft.field.text
    model.apply([.input(.paste("name")), .input(.pasteCut)])
    #expect(model.draft.field.text == text + "name")
    #expect(model.status?.words.contains("too late") == true)
  }
}
