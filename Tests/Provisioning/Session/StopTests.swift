import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// Nothing is under way while only is read: there the first stop ends it at once.
struct StopTests {
  static let reads = [
    "GetCallerIdentity", "GET /account", "GetRole", "GET /environments",
  ]

  @Test(arguments: reads, [(1, ExitCode.stopped), (2, .interrupted)])
  func aRunStopsWhileItPlans(_ operation: String, _ row: (stops: Int, exit: ExitCode)) async {
    let bench = Bench()
    bench.cloud.change { $0.troubles[operation] = [.hang] }
    let session = bench.session()
    bench.stop(session, at: operation, times: row.stops)
    let result = await session.run(answers: Answers()) { _ in
      Issue.record("nobody is asked any more")
      return true
    }
    #expect(result.exit == row.exit)
    #expect(result.steps.allSatisfy { $0.fault == nil })
    #expect(bench.cloud.writes.isEmpty)
    await session.end()
    var ends = 0
    for await event in session.events {
      if case .finished = event { ends += 1 }
      if case .failed(let step, let fault) = event {
        Issue.record("\(fault.code) at \(step as Any)")
      }
    }
    #expect(ends == 1)
    bench.cloud.watcher.withLock { $0 = nil }
    #expect(await bench.run().exit == .done)
  }

  /// What is known by then is saved, and the command that goes on is told.
  @Test func aStoppedRunThatIsKeptSaysHowToGoOn() async throws {
    let bench = Bench()
    bench.cloud.change { $0.troubles["GetRole"] = [.hang] }
    let session = bench.session()
    bench.stop(session, at: "GetRole")
    let result = await session.run(answers: Answers([.environmentName: ["Lab"]]))
    #expect(!result.setup.isEmpty)
    await session.end()
    var notices: [String] = []
    for await event in session.events {
      if case .noticed(let notice) = event { notices.append(notice.words) }
    }
    #expect(notices == ["Go on with: vertesia-bedrock setup --setup \(result.setup)"])
    let again = await bench.session().run(resuming: result.setup)
    #expect(again.exit == .done)
    #expect(bench.cloud.read { $0.environments.map(\.name) } == ["Lab"])
  }

  @Test func aRunThatOnlyLooksKeepsNothing() async {
    let bench = Bench()
    bench.cloud.change { $0.troubles["GetRole"] = [.hang] }
    let session = bench.session()
    bench.stop(session, at: "GetRole")
    let result = await session.run(answers: Answers(), isKept: false) { _ in false }
    #expect(result.exit == .stopped)
    #expect(result.setup.isEmpty && bench.disk.text("checkpoint.json") == nil)
  }

  /// A call that was cancelled within a run is no failure of its step.
  @Test func whatIsLookedAtAgainIsNoFaultWhenItIsCancelled() async {
    let bench = Bench()
    let session = bench.session()
    bench.cloud.watcher.withLock { watcher in
      watcher = { call in
        guard call.operation == "CreateRole" else { return }
        bench.cloud.change { $0.troubles["GetRole"] = [.hang] }
        bench.stop(session, at: "GetRole", times: 2)
      }
    }
    let result = await session.run(answers: Answers())
    #expect(result.exit == .interrupted)
    #expect(result.code(.role) == nil)
    bench.cloud.watcher.withLock { $0 = nil }
    #expect(await bench.run().exit == .done)
    #expect(bench.world == .whole)
  }

  @Test(arguments: ["GetCallerIdentity", "ListRoles", "GetRolePolicy"])
  func recoveryStopsAndKeepsNothingHalfRead(_ operation: String) async {
    let bench = Bench()
    _ = await bench.run()
    bench.disk.erase()
    bench.cloud.change { $0.troubles[operation] = [.hang] }
    let session = bench.session()
    bench.stop(session, at: operation)
    await #expect(throws: Fault.self) { try await session.recover(Answers()) }
    #expect(session.stopExit == .stopped)
    #expect(bench.disk.text("checkpoint.json") == nil)
  }
}
