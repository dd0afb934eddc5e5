import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// What is answered anew of a set-up that is done waits until it is carried out, or dropped.
struct WaitingChangeTests {
  /// Answers two questions of a set-up that is done, and leaves.
  private func changed(_ bench: Bench) async throws -> (SetupResult, Checkpoint) {
    let first = await bench.run()
    #expect(first.exit == .done)
    let before = try #require(bench.session().state.saved(first.setup)?.checkpoint)
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    await session.perform(.answer(.permissions, "listing"))
    await session.perform(.answer(.environmentName, "Lab"))
    await session.perform(.stop)
    return (first, before)
  }

  private func saved(_ bench: Bench, _ setup: String) throws -> (Checkpoint, SetupSummary) {
    let saved = try #require(bench.session().state.saved(setup))
    return (try #require(saved.checkpoint), try saved.summary.get())
  }

  @Test func itIsToldBesideWhatStands() async throws {
    let bench = Bench()
    let (first, before) = try await changed(bench)
    let (checkpoint, summary) = try saved(bench, first.setup)
    #expect(checkpoint.answers[.permissions] == "listing")
    #expect(checkpoint.done == Checkpoint.Done(answers: before.answers, steps: before.steps))
    #expect(checkpoint.changes.subjects == ["environment", "permissions"])
    #expect(summary.isDone && summary.isChanged && summary.standing == "done, change waiting")
    #expect(summary.environmentID == first.environmentID)

    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    #expect(await session.survey.doneAnswers == before.answers)
    let events = await SessionTests.events(session)
    #expect(events.count { if case .settled = $0 { true } else { false } } == 9)
  }

  @Test func aLookAtTheStateLeavesItAside() async throws {
    let bench = Bench()
    let (first, _) = try await changed(bench)
    let before = bench.disk.text("checkpoint.json")
    func standings(asItStands: Bool) async -> Plan? {
      var shown: [Plan] = []
      let session = bench.session()
      _ = await session.run(resuming: first.setup, isLook: true, asItStands: asItStands) { _ in
        false
      }
      for case .planned(let plan) in await SessionTests.events(session) { shown.append(plan) }
      return shown.last
    }
    #expect(await standings(asItStands: true)?.changes.isEmpty == true)
    #expect(await standings(asItStands: false)?.changes.isEmpty != true)
    #expect(bench.disk.text("checkpoint.json") == before)
    let listed = try await bench.session().models(of: first.setup)
    #expect(!listed.listed.isEmpty)
  }

  /// What was remembered of the environment is remembered again.
  @Test(arguments: [false, true])
  func itIsDropped(byAnswers: Bool) async throws {
    let bench = Bench()
    let (first, before) = try await changed(bench)
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    if byAnswers {
      await session.perform(.prefetch)
      await session.perform(.answer(.permissions, "inference"))
      #expect(try saved(bench, first.setup).1.isChanged)
      await session.perform(.answer(.environment, try #require(first.environmentID)))
    } else {
      await session.perform(.dropChange)
    }
    await session.perform(.stop)
    let (checkpoint, summary) = try saved(bench, first.setup)
    #expect(checkpoint.done == nil && !summary.isChanged && summary.isDone)
    #expect(checkpoint.steps == before.steps)
    #expect(byAnswers || checkpoint.answers == before.answers)
    let writes = bench.cloud.writes
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    #expect(bench.cloud.writes == writes)
  }

  /// The environment was not there yet when the organization's were read.
  @Test func itWaitsInTheSittingThatWasDoneWithItToo() async throws {
    let bench = Bench()
    let session = bench.session(isInteractive: true)
    await session.perform(.begin(Answers([.region: ["us-east-1"]])))
    await session.perform(.prefetch)
    await session.perform(.plan)
    await session.perform(.apply(consent: try #require(await session.plan).digest))
    let setup = try #require(await session.setup?.text)
    let before = try saved(bench, setup).0
    await session.perform(.answer(.permissions, "listing"))
    let (checkpoint, summary) = try saved(bench, setup)
    #expect(summary.isDone && summary.isChanged)
    #expect(checkpoint.changes == [.permissions])
    #expect(checkpoint.steps == before.steps)
    await session.perform(.dropChange)
    await session.perform(.stop)
    #expect(try saved(bench, setup).0.answers == before.answers)
    // The face knows the answers that the plan has filled in before it hears of the end.
    let events = await SessionTests.events(session)
    let end = try #require(events.firstIndex { if case .finished = $0 { true } else { false } })
    let told = events[..<end].last { if case .answered = $0 { true } else { false } }
    #expect(told == .answered(before.answers))
  }

  /// From the consent on, what was done need not stand any more.
  @Test func itIsCarriedOut() async throws {
    let bench = Bench()
    let first = await bench.run()
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    await session.perform(.answer(.permissions, "listing"))
    await session.perform(.plan)
    #expect(try saved(bench, first.setup).1.isChanged)
    await session.perform(.apply(consent: try #require(await session.plan).digest))
    #expect(await session.survey.doneAnswers == nil)
    await session.close()
    let (checkpoint, summary) = try saved(bench, first.setup)
    #expect(checkpoint.done == nil && summary.isDone && !summary.isChanged)
    #expect(checkpoint.answers[.permissions] == "listing")
  }

  /// A run that ends before it has changed anything has carried out nothing.
  @Test func itWaitsUntilTheFirstChangeIsOnItsWay() async throws {
    let bench = Bench()
    let first = await bench.run()
    let before = try saved(bench, first.setup).0
    let writes = bench.cloud.writes
    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    await session.perform(.answer(.permissions, "listing"))
    await session.perform(.plan)
    bench.disk.fail(at: bench.disk.creations + 1)
    await session.perform(.apply(consent: try #require(await session.plan).digest))
    bench.disk.fail(at: nil)
    #expect(bench.cloud.writes == writes)
    #expect(await session.survey.doneAnswers == before.answers)
    let (checkpoint, summary) = try saved(bench, first.setup)
    #expect(summary.isDone && summary.isChanged && checkpoint.changes == [.permissions])
    await session.perform(.dropChange)
    await session.close()
    #expect(try saved(bench, first.setup).0.answers == before.answers)
    #expect(try saved(bench, first.setup).0.steps == before.steps)
  }

  /// How somebody signs in is nothing to be carried out; nor is what was never done.
  @Test func notEveryAnswerIsAChange() async throws {
    let bench = Bench()
    let session = bench.session(isInteractive: true)
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.region, "us-east-1"))
    await session.perform(.answer(.region, "us-west-2"))
    let begun = try #require(await session.setup?.text)
    await session.close()
    #expect(try saved(bench, begun).0.done == nil)

    let first = await bench.run()
    let again = bench.session(isInteractive: true)
    await again.perform(.open(first.setup))
    await again.perform(.answer(.vertesia, Choose.typeKey))
    await again.close()
    #expect(try saved(bench, first.setup).0.done == nil)
  }
}
