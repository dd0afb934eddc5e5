import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// A change that only works once what worked before is gone, or does not.
struct TrialTests {
  private static let newIssuer = Answers([.issuer: ["https://sts.vertesia.io"]])

  /// Somebody uses the environment meanwhile.
  @Test func whatTurnsOutNotToWorkIsPutBackWithinSeconds() async throws {
    let bench = Bench()
    let first = await bench.run()
    let moments = Mutex<[Duration]>([])
    bench.cloud.watcher.withLock { watcher in
      watcher = { [clock = bench.clock] call in
        guard call.operation == "UpdateAssumeRolePolicy" else { return }
        moments.withLock { $0.append(clock.now.offset) }
      }
    }
    let second = await bench.session().run(resuming: first.setup, answers: Self.newIssuer)
    #expect(second.code(.role) == .takenBack)
    let times = moments.withLock { $0 }
    try #require(times.count == 3)
    #expect(times[2] - times[1] < .seconds(10))
  }

  @Test func aChangeThatWasCutOffIsNotAsItShouldBe() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.troubleListings(with: .loseRequest)
    let second = await bench.session().run(resuming: first.setup, answers: Self.newIssuer)
    #expect(second.exit == .failed && second.code(.role) != .takenBack)
    let plan = try #require(await bench.plan(first.setup))
    #expect(plan.changes.isEmpty && plan.exit == .differences)
    #expect(plan.standings[.role] == .differs)
    #expect(plan.notices.contains { $0.words.contains("no listing has proven it yet") })
  }

  /// Nothing follows from a service that is too busy: what is new stays, and so does the doubt.
  @Test func aServiceThatIsTooBusyBlamesNothing() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.signsAs = "sts.vertesia.io" }
    bench.troubleListings(with: .refuse(429, "Too Many Requests", "slow down"))
    let second = await bench.session().run(resuming: first.setup, answers: Self.newIssuer)
    #expect(second.exit == .failed && second.code(.role) != .takenBack)
    #expect(bench.cloud.writes.filter { $0.contains("UpdateAssumeRolePolicy") }.count == 2)
    bench.cloud.change { $0.troubles = [:] }
    let third = await bench.session().run(resuming: first.setup)
    #expect(third.exit == .done)
    let trusts = bench.cloud.read { $0.roles.values.map(\.trust) }
    #expect(trusts.allSatisfy { !$0.contains(MemoryCloud.issuerHost) })
  }

  /// What was changed an hour from now holds nothing up for an hour.
  @Test func aClockThatWasSetBackIsWaitedForNoLonger() async throws {
    let bench = Bench()
    bench.wall.set(ahead: 3600)
    let first = await bench.run()
    bench.cloud.change { $0.signsAs = "sts.vertesia.io" }
    bench.wall.set(ahead: 0)
    let before = bench.clock.seconds
    let second = await bench.session().run(resuming: first.setup, answers: Self.newIssuer)
    #expect(second.exit == .done)
    #expect(bench.clock.seconds - before < 120)
  }
}
