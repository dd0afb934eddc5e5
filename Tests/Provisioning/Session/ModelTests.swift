import Federation
import Provisioning
import Testing

@testable import Simulation

struct ModelTests {
  @Test func aModelIsEnabledAndMadeTheDefault() async throws {
    let bench = Bench()
    let made = await bench.run()
    let id = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"

    let session = bench.session()
    await session.perform(.open(made.setup))
    await session.perform(.enableModel("amazon.nova-lite-v1:0"))
    await session.perform(.setDefaultModel(id))
    await session.perform(.enableModel("amazon.no-such-model-v1:0"))
    var reports: [ListingReport] = []
    var faults: [FaultCode] = []
    for event in await SessionTests.events(session) {
      if case .listed(let report) = event { reports.append(report) }
      if case .failed(.modelListing, let fault) = event { faults.append(fault.code) }
    }
    #expect(faults == [.modelNotListed])
    #expect(reports.count == 2)
    #expect(reports.first?.rows.first?.ways.first?.isEnabled == true)
    #expect(reports.last?.rows.first?.isDefault == true)
    let environment = try #require(bench.cloud.read { $0.environments.first })
    #expect(environment.enabled_models.map(\.id) == [id])
    #expect(environment.default_model == id)
  }

  /// What AWS says of each model was read during the run, and a later listing does not lose it.
  @Test func theAccessStatesOutlastAChoice() async throws {
    let bench = Bench()
    let session = bench.session()
    #expect(await session.run(answers: Answers()).exit == .done)
    await session.perform(.enableModel("amazon.nova-lite-v1:0"))
    var reports: [ListingReport] = []
    for event in await SessionTests.events(session) {
      if case .listed(let report) = event { reports.append(report) }
    }
    #expect(reports.map { $0.rows.map(\.state) } == [[.needsMarketplace], [.needsMarketplace]])
    #expect(reports.last?.rows.first?.isEnabled == true)
  }

  @Test func aModelThatVertesiaRefusesToEnableIsToldAsSuch() async {
    let bench = Bench()
    let made = await bench.run()
    bench.cloud.change {
      $0.troubles["POST /environments/{id}/models/enabled"] = [.refuse(403, "Forbidden", "no")]
    }
    do throws(Fault) {
      _ = try await bench.session().models(
        of: made.setup,
        enabling: ["amazon.nova-lite-v1:0"]
      )
      Issue.record("enabled all the same")
    } catch {
      #expect(error.code == .enableRefused)
    }
  }
}
