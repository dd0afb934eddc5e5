import Federation
import Provisioning
import Testing

@testable import Simulation

/// A request that was given up for lost, and arrives after it was sent again.
struct LateRequestTests {
  /// What is told while a session lives.
  private func notices(of session: Session) async -> [String] {
    await session.end()
    var all: [String] = []
    for await event in session.events {
      if case .noticed(let notice) = event { all.append(notice.words) }
      if case .planned(let plan) = event { all += plan.notices.map(\.words) }
      if case .finished = event { all.append("finished") }
    }
    return all
  }

  @Test func aSecondEnvironmentIsFoundBeforeTheEnd() async throws {
    let bench = Bench()
    bench.cloud.change { state in
      state.troubles["POST /environments"] = [.late(.seconds(90))]
      state.failedListings = 20
    }
    let session = bench.session()
    let result = await session.run(answers: Answers())
    #expect(result.exit == .done)
    let ids = bench.cloud.read { $0.environments.map(\.id) }
    #expect(ids.count == 2)
    let stray = try #require(ids.first { $0 != result.environmentID })
    let told = await notices(of: session)
    let found = try #require(told.firstIndex { $0.contains(stray) && $0.contains("DELETE") })
    #expect(found < told.firstIndex(of: "finished") ?? 0)

    // It is told again as long as it stands, and never touched.
    let again = bench.session()
    _ = await again.run(resuming: result.setup)
    #expect(await notices(of: again).contains { $0.contains(stray) })
    #expect(bench.cloud.read { $0.environments.count } == 2)
  }

  @Test func oneThatArrivesInTimeIsAdopted() async {
    let bench = Bench()
    bench.cloud.change { $0.troubles["POST /environments"] = [.late(.seconds(40))] }
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.world == .whole)
  }
}
