import Federation
import Provisioning
import Testing

@testable import Simulation

/// A region without models stops a set-up only where that is certain, and before it is connected.
struct EmptyRegionTests {
  @Test(arguments: ["GET /inference-profiles", "GET /custom-models"])
  func listsThatCannotBeReadAreNotEmpty(operation: String) async throws {
    let bench = Bench()
    bench.cloud.change {
      $0.offersModels = false
      $0.denied = [operation]
    }
    let session = bench.session()
    await session.perform(.begin(Answers([.region: ["us-east-1"]])))
    await session.perform(.prefetch)
    await session.perform(.plan)
    let events = await SessionTests.events(session)
    let surveys = events.compactMap { if case .surveyed(let survey) = $0 { survey } else { nil } }
    #expect(surveys.last?.catalogue.value?.gaps.count == 1)
    #expect(surveys.last?.emptyRegions == [])
    let plan = events.compactMap { if case .planned(let plan) = $0 { plan } else { nil } }.last
    #expect(try #require(plan).changes.map(\.step).contains(.environment))
  }

  /// A read that failed holds nothing up, and nothing is claimed of what it would have told.
  @Test func modelsThatCannotBeReadAreNotKnown() async {
    let bench = Bench()
    let first = await bench.run()
    #expect(first.outcome(.modelAccess) == .unchanged)
    bench.cloud.change { $0.denied = ["GET /foundation-models"] }
    let result = await bench.session().run(resuming: first.setup)
    #expect(result.exit == .done && result.verified)
    #expect(result.outcome(.modelAccess) == nil)
    #expect(result.code(.modelAccess) != nil)
  }

  /// The models have gone since; what the role may do can be changed all the same.
  @Test func aSetUpOfAnEmptyRegionCanBeNarrowed() async {
    let bench = Bench()
    let first = await bench.run(Answers([.permissions: ["full-access"]]))
    #expect(first.exit == .done)
    bench.cloud.change { $0.offersModels = false }
    let narrower = Answers([.permissions: ["inference"]])
    let result = await bench.session().run(resuming: first.setup, answers: narrower)
    #expect(result.code(.modelAccess) == nil)
    #expect(result.outcome(.permissions) == .changed)

    let session = bench.session(isInteractive: true)
    await session.perform(.open(first.setup))
    await session.perform(.prefetch)
    let surveys = await SessionTests.events(session).compactMap {
      if case .surveyed(let survey) = $0 { survey } else { nil }
    }
    #expect(surveys.last?.catalogue.value?.offersNothing == true)
    #expect(surveys.last?.emptyRegions == [])
  }
}
