import Federation
import Samples
import Screen
import Testing

@testable import Wizard

/// Somebody looks whether what they wait for has been done.
struct LookingTests {
  private let size = Size(rows: 24, columns: 80)

  @Test func lookingInVainIsSaid() {
    var model = Scene.person.model(size: size)
    #expect(model.press(.enter) == [.command(.plan)])
    model.apply([.event(.planned(Sample.plan))])
    let wait = Wait(.awsAdministrator, attempt: 1, elapsed: .seconds(9), next: nil)
    model.apply([
      .event(.waiting(.role, wait)), .event(.finished(Sample.result(.stopped))),
    ])
    #expect(model.place == .person(.role))
    #expect(model.status?.words.contains("not done yet") == true)
  }

  /// Who may not look does not know that it is not done.
  @Test func lookingWithoutTheRightIsSaid() {
    var model = Scene.person.model(size: size)
    model.press(.enter)
    var plan = Sample.plan
    plan.standings[.role] = .notLookedAt(because: "AWS does not allow looking")
    let wait = Wait(.awsAdministrator, attempt: 1, elapsed: .seconds(9), next: nil)
    model.apply([
      .event(.planned(plan)), .event(.waiting(.role, wait)),
      .event(.finished(Sample.result(.stopped))),
    ])
    #expect(model.place == .person(.role))
    #expect(model.status?.words.contains("may not look") == true)
    #expect(model.markedRow == PersonChoice.done.rawValue)
  }

  /// Without having been asked to look it is said as well, and the next start is told as it will be.
  @Test func whatNobodyCanSeeIsAskedFor() {
    var model = Scene.plan.model(size: size)
    var plan = Sample.plan
    plan.changes.removeAll { $0.step.side == .aws }
    plan.standings[.role] = .notLookedAt(because: "AWS does not allow looking")
    let wait = Wait(.awsAdministrator, attempt: 1, elapsed: .zero, next: nil)
    model.apply([.event(.planned(plan))])
    model.press(.character("a"))
    model.apply([
      .event(.waiting(.role, wait)), .event(.finished(Sample.result(.stopped))),
    ])
    #expect(model.place == .person(.role) && model.remark == nil)
    #expect(model.markedRow == PersonChoice.done.rawValue)
    let told = view(model, size: Size(rows: 36, columns: 120)).text
    #expect(told.contains("the next start asks for") && !told.contains("looked for when"))
    plan.standings[.role] = nil
    model.plan = plan
    #expect(view(model, size: size).text.contains("It is looked for when"))
  }

  /// A moment stays true while nothing on the screen moves.
  @Test func whenSomebodyWasAskedIsAMoment() {
    var model = Scene.person.model(size: size)
    #expect(view(model, size: size).text.contains("2 days ago") && !model.needsTicks)
    let asked = Wait(.awsAdministrator, attempt: 1, elapsed: .seconds(120), next: nil)
    model.apply([.event(.waiting(.role, asked))])
    let words = "at " + model.timeline.clock(at: model.timeline.elapsed - .seconds(120))
    for _ in 0..<2 {
      #expect(view(model, size: size).text.contains(words))
      model.apply([.tick(model.timeline.elapsed + .seconds(600))])
    }
  }
}
