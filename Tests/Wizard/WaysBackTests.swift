import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Ways back")
struct WaysBackTests {
  private let size = Size(rows: 24, columns: 80)

  /// It would only fail again.
  @Test func backFromAPlanThatCannotBeMadeLeadsToTheAnswers() {
    var model = Scene.planning.model(size: size)
    model.apply([.event(.failed(.role, Sample.roleFault))])
    #expect(model.place == .fault)
    #expect(model.press(.escape).isEmpty)
    guard case .question = model.place else {
      Issue.record("\(model.place)")
      return
    }
  }

  /// Esc where an account is to be confirmed: the role named before is used, or none.
  @Test(arguments: [nil, Sample.roleARN])
  func aRoleElsewhereThatIsNotConfirmedIsNotKept(before: String?) throws {
    var model = Sample.answered()
    model.answers[.roleARN] = before
    model.trail = [.question(.permissions)]
    model.place = .question(.roleARN)
    let elsewhere = "arn:aws:iam::111122223333:role/R"
    _ = model.answer(.roleARN, elsewhere)
    #expect(model.place == .question(.roleAccount))
    let kept = before.map { Command.answer(.roleARN, $0) } ?? .reconsider(.roleAccount)
    #expect(model.press(.escape) == [.command(kept)])
    #expect(model.answers[.roleARN] == before)
    #expect(model.place == .question(.roleARN))

    _ = model.answer(.roleARN, elsewhere)
    _ = model.answer(.roleAccount, "111122223333")
    #expect(model.place == .plan)
    while model.overlay == nil, model.place != .question(.roleARN) { model.press(.escape) }
    #expect(model.answers[.roleARN] == elsewhere)
  }

  @Test func neitherIsOneThatCameFromAForm() {
    var model = Scene.handRequest.model(size: size)
    model.survey = Sample.survey
    model.apply([.input(.paste("arn:aws:iam::111122223333:role/R"))])
    model.press(.enter)
    var end = Sample.result(.conflict)
    end.fault = Fault(.roleAccountNotConfirmed)
    model.apply([.event(.failed(nil, Fault(.roleAccountNotConfirmed))), .event(.finished(end))])
    #expect(model.place == .question(.roleAccount) && model.run.troubles.isEmpty)
    model.press(.escape)
    #expect(model.answers[.roleARN] == nil)
    // Whoever has mistyped it types it anew.
    #expect(model.place == .question(.roleARN))
    model.press(.control("u"))
    model.apply([.input(.paste(Sample.roleARN))])
    #expect(model.press(.enter).contains(.command(.answer(.roleARN, Sample.roleARN))))
    #expect(model.place == .plan)
  }

  @Test func backFromAResultLeadsToWhatCanBeDoneWithIt() {
    var model = Scene.result.model(size: size)
    model.press(.escape)
    #expect(model.place == .setup)
    model.press(.escape)
    #expect(model.place == .home)
  }
}
