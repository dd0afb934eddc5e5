import Federation
import Samples
import Screen
import Testing

@testable import Wizard

@Suite("Advised ways")
struct AdvisedWayTests {
  private let size = Size(rows: 24, columns: 80)

  /// The row that is marked is what the text advises first.
  @Test func whatIsAdvisedFirstIsMarked() {
    var model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.environment, Fault(.vertesiaRightMissing)))])
    #expect(model.trouble?.fault.remedies.first?.words.hasPrefix("Use a key") == true)
    #expect(model.markedRow == WayOut.change.rawValue)
    let text = view(model, size: size).text
    #expect(text.contains("Change the answer: Vertesia sign-in (advised)"))
    #expect(text.contains("Do this step by hand in Studio"))
    model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.role, Fault(.callerCannotFinish)))])
    #expect(view(model, size: size).text.contains("Ask an AWS administrator (advised)"))
    #expect(model.trouble?.fault.remedies.first?.words.hasPrefix("Ask an AWS adm") == true)
  }

  /// Where not all of the advice has room, the first of it stays.
  @Test func theAdvisedWayHasItsReasonOnTheSmallestScreen() {
    let small = Size(rows: 16, columns: 60)
    var model = Scene.plan.model(size: small)
    model.answers[all: .tag] = ["cost-center=42"]
    let remedies = [Remedy.givePath] + FaultCode.callerCannotFinish.page.remedies
    model.apply([.event(.failed(.role, Fault(.callerCannotFinish, remedies: remedies)))])
    #expect(view(model, size: small).text.contains("most likely the role has to have a"))
  }

  /// Trying again with keys that are over is in vain.
  @Test(arguments: [("credentials", QuestionID.aws), ("pasted", .awsKeys)])
  func keysThatAreOverAreGivenAnew(_ access: String, _ id: QuestionID) {
    var model = Scene.plan.model(size: size)
    model.answers[.profile] = nil
    model.answers[.awsAccess] = access
    let fault = Fault(.awsSessionExpired, remedies: [.exportKeys, .pasteKeys])
    model.apply([.event(.failed(.role, fault))])
    #expect(model.waysOut.first == .change)
    let text = view(model, size: size).text
    #expect(text.contains("Paste the three lines"))
    #expect(text.contains("keeps the old ones"))
    model.press(.enter)
    #expect(model.place == .question(id))
  }

  /// Where the request waits for the environment, what is left is planned; the way back from that
  /// plan is the fault again, and the step its own.
  @Test func comingBackFromThePlanWithoutAStepTakesItBack() {
    var model = Scene.plan.model(size: size)
    let fault = Fault(.callerCannotFinish)
    model.apply([.event(.failed(.role, fault))])
    #expect(model.press(.enter) == [.command(.handOver(.role))])
    var plan = Sample.plan
    plan.changes.removeAll { $0.step.side == .aws }
    plan.notices = [.leftToAdministrator]
    model.apply([
      .event(
        .waiting(
          .role,
          Wait(.awsAdministrator, attempt: 1, elapsed: .zero, next: nil, handedOut: nil)
        )
      ),
      .event(.planned(plan)),
    ])
    #expect(model.place == .plan && model.run.troubles.isEmpty)
    let lines = view(model, size: size).lines
    let left = lines.firstIndex { $0.contains("Left to an AWS administrator: the identity") }
    let block = lines.firstIndex { $0.contains("In Vertesia") }
    #expect(left != nil && block != nil && left! < block!)
    #expect(lines.contains { $0.contains("Applying writes the request.") })
    #expect(!model.rows.contains(String(plan.changes.count + plan.stays.count)))
    #expect(model.press(.escape) == [.command(.takeBack(.role))])
    #expect(model.place == .fault && model.trouble?.fault == fault)
    #expect(model.run.handedSteps.isEmpty && model.remark?.words.hasPrefix("Taken back") == true)
    // It can be left to them again, and Esc leads on as from any fault.
    model.press(.enter)
    model.apply([.event(.planned(plan))])
    #expect(model.place == .plan)
    model.press(.escape)
    #expect(model.place == .fault)
    model.press(.escape)
    #expect(model.place != .fault)
  }

  /// A plan that was asked for before the step was taken back has nothing to say any more.
  @Test func aPlanThatComesTooLateIsNotShown() {
    var model = Scene.plan.model(size: size)
    model.apply([.event(.failed(.role, Fault(.callerCannotFinish)))])
    model.press(.enter)
    model.apply([.event(.planned(Sample.plan))])
    #expect(model.place == .plan)
    model.press(.character("r"))
    model.press(.escape)
    #expect(model.place == .fault)
    model.apply([.event(.planned(Sample.plan))])
    #expect(model.place == .fault && model.plan == nil)
  }
}
