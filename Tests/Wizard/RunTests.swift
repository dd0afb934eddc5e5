import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Runs, stops and what comes after")
struct RunTests {
  @Test func quittingWhileActingFinishesFirst() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    #expect(model.press(.character("q")) == [.command(.stop)])
    #expect(model.isLeaving)
    #expect(
      model.apply([.event(.finished(Sample.result(.stopped)))]) == [.quit(.stopped)]
    )
  }

  @Test func theSecondStopEndsAtOnce() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.press(.control("c"))
    #expect(model.overlay == .leave)
    #expect(model.press(.enter) == [.command(.stop)])
    #expect(model.press(.control("c")) == [.command(.stop), .quit(.interrupted)])
  }

  /// Enter leaves what is shown; a second Ctrl-C is a stop like any other.
  @Test(arguments: [(Input.enter, ExitCode.done), (.control("c"), .stopped)])
  func leavingAfterTheRunHasEndedMeanwhile(key: Input, exit: ExitCode) {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.press(.control("c"))
    model.apply([.event(.finished(Sample.result(.done)))])
    #expect(model.overlay == .leave)
    #expect(model.press(key) == [.command(.stop), .quit(exit)])
  }

  @Test func tryingAgainNeedsNoSecondConsentForTheSameChanges() {
    var model = Scene.fault.model(size: Size(rows: 24, columns: 80))
    model.draft.marked = WayOut.again.rawValue
    #expect(model.press(.enter) == [.command(.plan)])
    var rest = Sample.plan
    rest.changes = Array(rest.changes.suffix(3))
    rest.digest = "digest-2"
    #expect(model.apply([.event(.planned(rest))]) == [.command(.apply(consent: "digest-2"))])
  }

  /// What was to be done then is done in part by now: its commands would do it twice.
  @Test func backFromARunLeadsToAPlanOfWhatIsLeft() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.apply([
      .event(.finished(Sample.result(.failed, fault: Sample.roleFault, step: .role)))
    ])
    #expect(model.place == .fault)
    #expect(model.press(.escape) == [.command(.plan)])
    #expect(model.place == .plan && model.plan == nil)
    #expect(model.apply([.event(.planned(Sample.plan))]).isEmpty)
    #expect(model.plan == Sample.plan)
  }

  @Test func anythingNewIsAskedAgain() {
    var model = Scene.fault.model(size: Size(rows: 24, columns: 80))
    model.draft.marked = WayOut.again.rawValue
    model.press(.enter)
    var other = Sample.plan
    other.changes[2].object = "role Other"
    #expect(model.apply([.event(.planned(other))]).isEmpty)
    #expect(model.place == .plan)
  }

  @Test func aConflictIsDecidedAndPlannedAgain() {
    var model = Scene.conflict.model(size: Size(rows: 24, columns: 80))
    let effects = model.press(.down, .enter)
    #expect(effects == [.command(.resolve(.role, with: "extend"))])
    #expect(model.place == .plan)
  }

  /// Past its usual time a wait is not said to be in order, and a demo has no next start.
  @Test(arguments: GoldenTests.sizes, [false, true])
  func aWaitThatIsOverdueSaysSo(_ size: Size, isDemo: Bool) {
    var (model, _) = Model.start(
      survey: Sample.survey,
      size: size,
      timeline: Sample.timeline,
      stateDirectory: isDemo ? "" : "/state"
    )
    model.place = .plan
    model.apply([.event(.planned(Sample.plan)), .input(.character("a"))])
    model.apply((Sample.settledEvents + Sample.roleEvents).map(Message.event))
    model.apply([Sample.at(163), .event(Sample.roleWait), Sample.at(170)])
    func shown() -> String {
      let pane = Layout(size: size, hasActivity: true).pane
      let lines = model.page(width: pane.columns).fitted(rows: pane.rows)
      return lines.map { Model.trimmed($0.plain) }.joined(separator: " ")
    }
    let usual = shown()
    #expect(usual.contains("Nothing is wrong yet") && usual.contains("usually 10 to 30 s"))
    #expect(usual.contains("next start") != isDemo)
    model.apply([Sample.at(176)])
    let words = shown()
    #expect(words.contains("31 s so far") && words.contains("longer than usual"))
    #expect(!words.contains("Nothing is wrong"))
    #expect(words.contains("The last answer was 500 AccessDenied, to GET models."))
    #expect(words.contains("issuer or the audience") && words.contains("l shows every call"))
    #expect(words.contains("next start") != isDemo)
  }

  @Test func aPastedRoleARNGoesBackToTheEngine() {
    var model = Scene.handRequest.model(size: Size(rows: 24, columns: 80))
    model.apply([.input(.paste(Sample.roleARN))])
    let effects = model.press(.enter)
    #expect(
      effects.first == .command(.handedBack(.role, Answers([.roleARN: [Sample.roleARN]])))
    )
  }

  @Test func whatIsToldAgainStandsOnce() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    let notice = Notice(.info, "Go on with: vertesia-bedrock --setup k3vq7m2d")
    model.apply([.event(.noticed(notice)), .event(.noticed(notice))])
    #expect(model.notices.count { $0 == notice } == 1)
  }

  @Test func whatIsHandedOverInARunWaitsForItsEnd() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.apply([
      .event(.handed(Sample.handForm)),
      .event(
        .waiting(
          .connection,
          Wait(.vertesiaAdministrator, attempt: 1, elapsed: .zero, next: nil)
        )
      ),
    ])
    #expect(model.place == .acting)
    model.apply([.event(.finished(Sample.result(.stopped)))])
    #expect(model.place == .hand(.connection))
    let effects = model.press(.enter, .enter)
    #expect(effects == [.command(.handedBack(.connection, Answers()))])
    #expect(model.place == .plan)
    model.press(.escape)
    #expect(model.place != .acting)
  }

  @Test func aCodeThatWasPutOffCanStillBeTyped() {
    var model = Scene.acting.model(size: Size(rows: 24, columns: 80))
    model.apply([.event(.asked(.mfaCode, because: "The profile needs it."))])
    #expect(model.place == .question(.mfaCode))
    model.press(.escape)
    #expect(model.place == .acting)
    model.press(.enter)
    model.type("123456")
    #expect(model.press(.enter) == [.command(.secret(.mfaCode, SecretText("123456")))])
    #expect(model.place == .acting)
  }

  /// What it took is what the run took, and not how long a person has read, thought or typed.
  @Test func onlyWhatTheRunTookIsCounted() {
    var model = Scene.plan.model(size: Size(rows: 24, columns: 80))
    // A plan that fails before anything was done.
    model.apply([
      Sample.at(300), .event(.failed(.role, Sample.roleFault)),
      .event(.finished(Sample.result(.failed, fault: Sample.roleFault, step: .role))),
    ])
    #expect(model.run.total == nil)
    model.place = .plan
    model.apply([
      Sample.at(400), .event(.planned(Sample.plan)), .input(.character("a")),
      Sample.at(405), .event(.asked(.mfaCode, because: "The profile needs it.")), Sample.at(465),
    ])
    model.type("123456")
    model.press(.enter)
    model.apply([Sample.at(470), .event(.finished(Sample.result(.done)))])
    #expect(model.run.total == .seconds(10))
    #expect(view(model, size: model.size).text.contains(" 10 s"))
  }
}
