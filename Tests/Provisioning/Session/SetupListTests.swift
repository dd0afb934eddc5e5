import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// A saved set-up is given another name, or is taken off the list.
struct SetupListTests {
  /// One that was left at a question.
  private func begun(_ bench: Bench, region: String = "eu-west-1") async throws -> String {
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.region, region))
    await session.close()
    let all = try session.state.list()
    return try #require(all.first { $0.checkpoint?.answers[.region] == region }).id
  }

  private func opened(_ bench: Bench, _ setup: String) async -> Session {
    let session = bench.session(isInteractive: true)
    await session.perform(.open(setup))
    return session
  }

  private func serial(_ bench: Bench) throws -> Int {
    try Envelope(decoding: Array(try #require(bench.disk.text("/checkpoint.json")).utf8)).serial
  }

  @Test func aNewNameIsSavedAtOnceAndFindsIt() async throws {
    let bench = Bench()
    let setup = try await begun(bench)
    let before = try serial(bench)
    let session = await opened(bench, setup)
    await session.perform(.rename("  Research lab "))
    #expect(try session.state.find("Research lab") == setup)
    #expect(try session.state.list().map { try $0.summary.get().name } == ["Research lab"])
    #expect(try serial(bench) == before + 1)
    #expect(bench.cloud.writes.isEmpty)
    let events = await SessionTests.events(session)
    let names = events.compactMap { if case .opened(_, let name, _) = $0 { name } else { nil } }
    #expect(names.last == "Research lab")
  }

  /// What becomes known later names only what nobody has named.
  @Test(arguments: [false, true])
  func aNameThatWasGivenStays(isGiven: Bool) async throws {
    let bench = Bench()
    let setup = try await begun(bench)
    if isGiven {
      let session = await opened(bench, setup)
      await session.perform(.rename("Lab"))
      await session.close()
    }
    let session = await opened(bench, setup)
    await session.perform(.answer(.region, "us-east-1"))
    await session.perform(.plan)
    let plan = try #require(await session.plan)
    await session.perform(.apply(consent: plan.digest))
    await session.close()
    let saved = try #require(try session.state.list().first).summary.get()
    #expect(saved.isDone)
    #expect(saved.name == (isGiven ? "Lab" : "acme-research/us-east-1"))
  }

  @Test func noTwoHaveOneName() async throws {
    let bench = Bench()
    let (one, other) = (try await begun(bench), try await begun(bench, region: "us-west-2"))
    let first = await opened(bench, one)
    await first.perform(.rename("Lab"))
    await first.close()
    let session = await opened(bench, other)
    for name in ["lab", one, String(one.prefix(3)), "", "-x"] {
      await session.perform(.rename(name))
    }
    let events = await SessionTests.events(session)
    let refused = events.filter {
      if case .refused(.setupName, let fault) = $0 { fault.code == .badSetupName } else { false }
    }
    #expect(refused.count == 5)
    #expect(try session.state.find("Lab") == one)
    #expect(try session.state.find("new/us-west-2") == other)
  }

  @Test func aNameThatCannotBeSavedIsNotTaken() async throws {
    let bench = Bench()
    let setup = try await begun(bench)
    let session = await opened(bench, setup)
    bench.disk.fail(at: bench.disk.creations + 1)
    await session.perform(.rename("Lab"))
    bench.disk.fail(at: nil)
    #expect(try session.state.find("new/eu-west-1") == setup)
    await session.perform(.answer(.region, "us-west-2"))
    let events = await SessionTests.events(session)
    #expect(
      events.contains {
        if case .failed(nil, let fault) = $0 { fault.code == .checkpointNotWritten } else { false }
      }
    )
    let names = events.compactMap { if case .opened(_, let name, _) = $0 { name } else { nil } }
    #expect(!names.contains("Lab"))
    #expect(try session.state.find("new/us-west-2") == setup)
  }

  /// Who leaves at once has it all the same.
  @Test func aStopAtOnceSavesItToo() async throws {
    let bench = Bench()
    let setup = try await begun(bench)
    for number in 1...20 {
      let session = await opened(bench, setup)
      await withDiscardingTaskGroup { group in
        for command in [Command.rename("Lab \(number)"), .stop] {
          await withCheckedContinuation { entered in
            group.addTask { await session.perform(command) { entered.resume() } }
          }
        }
      }
      try #require(try session.state.find("Lab \(number)") == setup)
    }
  }

  @Test func whoHasItOpenIsNamedAndNothingIsLost() async throws {
    let bench = Bench()
    let setup = try await begun(bench)
    let holder = await opened(bench, setup)
    let other = bench.session(releasing: false, isInteractive: true)
    await other.perform(.open(setup))
    await other.perform(.rename("Theirs"))
    await other.perform(.discard)
    let events = await SessionTests.events(other)
    #expect(
      events.contains {
        if case .failed(nil, let fault) = $0 { fault.code == .checkpointLocked } else { false }
      }
    )
    await holder.perform(.rename("Ours"))
    await holder.close()
    #expect(try holder.state.list().map { try $0.summary.get().name } == ["Ours"])
  }

  @Test func aFalseStartIsTakenOffTheList() async throws {
    let bench = Bench()
    let (setup, other) = (try await begun(bench), try await begun(bench, region: "us-west-2"))
    let session = await opened(bench, setup)
    await session.perform(.discard)
    #expect(try session.state.list().map(\.id) == [other])
    #expect(throws: Fault.self) { try session.state.find(setup) }
    // Nothing that comes after it brings it back, and the session goes on.
    await session.perform(.answer(.region, "eu-west-1"))
    await session.perform(.open(other))
    await session.perform(.stop)
    let events = await SessionTests.events(session)
    #expect(events.contains(.discarded(setup: setup)))
    #expect(try session.state.list().map(\.id) == [other])
    #expect(bench.cloud.writes.isEmpty)
  }

  @Test func whatMadeSomethingStays() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    let session = await opened(bench, setup)
    await session.perform(.discard)
    let events = await SessionTests.events(session)
    #expect(try session.state.list().map(\.id) == [setup])
    #expect(
      events.contains {
        guard case .failed(nil, let fault) = $0 else { return false }
        return fault.code == .setupNotDiscarded
      }
    )
  }

  /// An administrator who was asked once may be at work.
  @Test func whatWasHandedOutStays() async throws {
    let bench = Bench()
    let setup = try await begun(bench)
    let session = await opened(bench, setup)
    _ = try await session.store?.writeDocument(AdministratorRequest.fileName, "Please")
    await session.perform(.discard)
    await session.close()
    #expect(try session.state.list().map { try $0.summary.get().madeNothing } == [false])
  }
}
