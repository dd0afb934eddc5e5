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
}
