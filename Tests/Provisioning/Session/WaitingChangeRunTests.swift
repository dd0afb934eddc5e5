import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// What runs and looks beside a change that waits leave of it.
struct WaitingChangeRunTests {
  private func done(_ bench: Bench, _ changes: [(QuestionID, String)]) async -> String {
    let first = await bench.run()
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    for (question, answer) in changes { await session.perform(.answer(question, answer)) }
    await session.perform(.stop)
    return first.setup
  }

  private func saved(_ bench: Bench, _ setup: String) throws -> Checkpoint {
    try #require(bench.session().state.saved(setup)?.checkpoint)
  }

  @Test func aRunOfOneStepLeavesTheOthersWaiting() async throws {
    let bench = Bench()
    let setup = await done(bench, [(.permissions, "listing")])
    let before = try saved(bench, setup)
    #expect(await bench.session().run(resuming: setup, only: .organization).exit == .done)
    #expect(try saved(bench, setup).done == before.done)
    #expect(try saved(bench, setup).changes == [.permissions])
    #expect(await bench.session().run(resuming: setup).exit == .done)
    #expect(try saved(bench, setup).done == nil)
  }

  /// What one step has carried out stands; the rest waits still, and can be dropped.
  @Test func aRunOfOneStepThatWritesLeavesTheRestWaiting() async throws {
    let bench = Bench()
    let setup = await done(bench, [(.roleName, "Lab"), (.permissions, "listing")])
    #expect(try saved(bench, setup).changes == [.permissions, .roleName])
    #expect(await bench.session().run(resuming: setup, only: .role).exit == .done)
    let checkpoint = try saved(bench, setup)
    #expect(checkpoint.changes == [.permissions])
    #expect(checkpoint.done?.steps[.role]?.facts[.name] == "Lab")
    #expect(checkpoint.done?.answers[.permissions] == "inference")
  }

  /// Answers that come with a command are kept beside what was done as any others are.
  @Test func whatACommandAnswersWaitsToo() async throws {
    let bench = Bench()
    let first = await bench.run()
    let before = try saved(bench, first.setup)
    let session = bench.session()
    let given = Answers([.permissions: ["listing"]])
    let end = await session.run(resuming: first.setup, answers: given) { _ in
      bench.disk.fail(at: bench.disk.creations + 2)
      return true
    }
    bench.disk.fail(at: nil)
    #expect(end.exit != .done)
    let checkpoint = try saved(bench, first.setup)
    #expect(checkpoint.changes == [.permissions])
    #expect(checkpoint.done?.answers == before.answers)
  }

  @Test func theSameAnswersOnceMoreAreNoChange() async throws {
    let bench = Bench()
    let first = await bench.run()
    let given = Answers([.permissions: ["inference"]])
    _ = await bench.session().run(resuming: first.setup, answers: given) { _ in
      bench.disk.fail(at: bench.disk.creations + 2)
      return true
    }
    bench.disk.fail(at: nil)
    #expect(try saved(bench, first.setup).done == nil)
  }

  /// The models are told of by what the role may, not by what it is going to.
  @Test func modelsAreToldOfAsTheRoleStands() async throws {
    let bench = Bench()
    let setup = await done(bench, [(.permissions, "listing")])
    let rows = try await bench.session().models(of: setup).rows
    #expect(!rows.isEmpty && !rows.contains { $0.state == .refusedByRole })
  }

  /// Another profile takes the place of one whose session has ended, for a look too.
  @Test func aLookSignsInAsIsAnsweredNow() async throws {
    let bench = Bench()
    let setup = await done(bench, [(.permissions, "listing"), (.vertesia, Choose.typeKey)])
    let session = bench.session()
    try await session.reopen(setup, isLook: true, asItStands: true)
    let answers = await session.answers
    #expect(answers[.permissions] == "inference")
    #expect(answers[.vertesiaAccess] == "typed")
    await session.close()
  }

  /// The environment that was made as a new one, and the same one chosen by its id.
  @Test func theSameEnvironmentIsNoChange() async throws {
    let bench = Bench()
    let first = await bench.run()
    let id = try #require(first.environmentID)
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    await session.perform(.prefetch)
    await session.perform(.answer(.permissions, "listing"))
    await session.perform(.answer(.environment, id))
    await session.close()
    #expect(try saved(bench, first.setup).changes == [.permissions])
  }
}
