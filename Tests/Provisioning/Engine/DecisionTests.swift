import Federation
import Provisioning
import Testing

@testable import Simulation

/// A decision about a conflict is made for one run, however often that is taken up again.
struct DecisionTests {
  private static func taken() -> Bench {
    let bench = Bench()
    bench.cloud.change {
      $0.roles["company-role"] = .init(
        name: "company-role",
        trust: ConflictTests.trust([ConflictTests.theirs])
      )
    }
    return bench
  }

  private static func answers(_ decision: String) -> Answers {
    Answers([.roleName: ["company-role"], .onConflict: [decision]])
  }

  @Test func extendingIsNotDoneAgainUnasked() async {
    let bench = Self.taken()
    let first = await bench.run(Self.answers("extend"))
    #expect(first.exit == .done)
    #expect(bench.disk.text("checkpoint.json")?.contains("on-conflict") == false)
    // What it led to was agreed to.
    let writes = bench.cloud.writes
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    #expect(bench.cloud.writes == writes)

    bench.cloud.change { $0.environments[0].apiKey = "arn:aws:iam::111122223333:role/Other" }
    let third = await bench.session().run(resuming: first.setup)
    #expect(third.exit == .conflict)
    #expect(third.code(.connection) == .connectionDiffers)
    #expect(bench.cloud.writes == writes)
  }

  @Test func aNewNameIsNotTakenAgainUnasked() async {
    let bench = Self.taken()
    let first = await bench.run(Self.answers("rename"))
    #expect(first.exit == .done)
    let writes = bench.cloud.writes
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    #expect(bench.cloud.writes == writes)

    bench.cloud.change { state in
      let own = state.roles.keys.first { $0 != "company-role" } ?? ""
      state.roles[own]?.trust = ConflictTests.trust([ConflictTests.theirs])
    }
    let third = await bench.session().run(resuming: first.setup)
    #expect(third.exit == .conflict)
    #expect(third.code(.role) == .trustDiffers)
    #expect(bench.world.roles == 2)
    #expect(bench.cloud.writes == writes)
  }

  @Test func aRunThatWasNotFinishedGoesOnAsDecided() async {
    let bench = Self.taken()
    bench.cloud.change { $0.troubles["CreateOpenIDConnectProvider"] = [.neverSent] }
    let first = await bench.run(Self.answers("extend"))
    #expect(first.exit == .failed)
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
  }

  /// In one sitting, too.
  @Test func aDecisionOfTheWizardEndsWithItsRun() async throws {
    let bench = Self.taken()
    let stopped = await bench.run(Answers([.roleName: ["company-role"]]))
    let session = bench.session()
    await session.perform(.open(stopped.setup))
    await session.perform(.resolve(.role, with: "extend"))
    var events = session.events.makeAsyncIterator()
    var plan: Plan?
    while plan == nil, let event = await events.next() {
      if case .planned(let made) = event { plan = made }
    }
    await session.perform(.apply(consent: try #require(plan).digest))
    bench.cloud.change {
      $0.roles["company-role"]?.trust = ConflictTests.trust(["env:other:one"])
    }
    await session.perform(.plan)
    await session.end()
    var last: Event?
    while let event = await events.next() { last = event }
    guard case .finished(let result)? = last else {
      Issue.record("the plan was made as if somebody had decided")
      return
    }
    #expect(result.code(.role) == .roleNameTaken)
  }
}
