import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Signing in on the way")
struct SignInTests {
  private static let away = Effect.signIn(profile: "prod-data")

  /// At the AWS sign-in, with the profile marked whose session is over.
  private func atSignIn() -> Model {
    var model = Sample.start()
    model.press(.down)
    return model
  }

  @Test func onlyAProfileThatSignsInSoOffersIt() {
    var model = atSignIn()
    #expect(model.hints.filter { $0.words == "sign in" }.map(\.action) == [.accept])
    #expect(model.press(.character("s")) == [Self.away])
    // What is typed meanwhile is for the program.
    #expect(model.press(.character("s"), .enter, .character("q")).isEmpty)
    model.apply([.signInEnded(profile: "prod-data", status: 1)])
    #expect(model.press(.enter) == [Self.away])
    model.apply([.signInEnded(profile: "prod-data", status: 1)])
    model.press(.up)
    #expect(model.hints.contains { $0.action == .signIn })
    #expect(model.press(.enter) != [.signIn(profile: "prod-platform")])
    model.press(.escape)
    model.press(.down, .down)
    #expect(!model.offers.contains { $0.action == .signIn })
    #expect(model.press(.character("s")).isEmpty)
  }

  @Test func whoHasSignedInGoesOn() {
    var model = atSignIn()
    model.press(.character("s"))
    let effects = model.apply([.signInEnded(profile: "prod-data", status: 0)])
    #expect(effects.first == .command(.prefetch))
    #expect(effects.contains(.command(.answer(.aws, "prod-data"))))
    #expect(model.place == .question(.region))
    #expect(model.answers[.profile] == "prod-data")
  }

  @Test(arguments: [255, nil] as [Int?])
  func whoHasNotStaysAndIsTold(_ status: Int?) throws {
    var model = atSignIn()
    #expect(model.apply([.signInEnded(profile: "prod-data", status: status)]).isEmpty)
    #expect(model.place == .question(.aws))
    #expect(model.answers[.profile] == nil)
    #expect(try #require(model.remark).tone == .warning)
  }

  @Test func aSessionThatEndsMeanwhileIsRenewedWhereItStopped() {
    var model = Scene.fault.model(size: Size(rows: 24, columns: 80))
    #expect(!model.offers.contains { $0.action == .signIn })
    model.apply([.event(.failed(.permissions, Fault(.awsSessionExpired)))])
    model.press(.tab)
    #expect(model.press(.character("s")) == [.signIn(profile: "prod-platform")])
    let effects = model.apply([.signInEnded(profile: "prod-platform", status: 0)])
    #expect(effects == [.command(.prefetch), .command(.plan)])
    #expect(model.place == .plan)
  }

  @Test func linesAskForNothingMeanwhile() {
    var (plain, _) = PlainModel.start(
      survey: Sample.firstSurvey,
      timeline: Sample.timeline,
      stateDirectory: "/state",
      mode: PlainModel.mode(setBy: "--plain")
    )
    let away = update(&plain, .line("s 2"))
    #expect(away == [.signIn(profile: "prod-data")])
    #expect(update(&plain, .event(.surveyed(Sample.survey))).isEmpty)
    let back = update(&plain, .signInEnded(profile: "prod-data", status: 0))
    #expect(back.contains(.command(.answer(.aws, "prod-data"))))
    #expect(back.contains { if case .prompt = $0 { true } else { false } })
  }

  @Test(arguments: ["s 3", "s 9", "s x", "s 2 3"])
  func whatCannotSignInIsNotTaken(_ line: String) {
    var (plain, _) = PlainModel.start(
      survey: Sample.firstSurvey,
      timeline: Sample.timeline,
      stateDirectory: "/state",
      mode: PlainModel.mode(setBy: "--plain")
    )
    let effects = update(&plain, .line(line))
    #expect(!effects.contains { if case .signIn = $0 { true } else { false } })
    #expect(plain.model.markedIndex == 0)
    #expect(effects.contains { if case .prompt = $0 { true } else { false } })
  }
}
