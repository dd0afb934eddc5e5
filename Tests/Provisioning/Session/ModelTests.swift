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

  /// By its name or id, and in every way it was enabled by; one that is not enabled stays so.
  @Test func aModelIsDisabledAgain() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    _ = try await bench.session().models(of: setup, enabling: [Self.model])
    let after = try await bench.session().models(of: setup, disabling: ["Nova Lite"])
    #expect(after.rows.first?.isEnabled == false)
    #expect(bench.cloud.read { $0.environments[0].enabled_models.isEmpty })
    let writes = bench.cloud.writes
    _ = try await bench.session().models(of: setup, disabling: [Self.model])
    #expect(bench.cloud.writes == writes)
    let fault = await #expect(throws: Fault.self) {
      try await bench.session().models(of: setup, disabling: ["no such model"])
    }
    #expect(fault?.code == .modelNotListed)

    let session = bench.session()
    await session.perform(.open(setup))
    await session.perform(.enableModel(Self.model))
    bench.cloud.change {
      let id = $0.environments[0].enabled_models[0].id
      $0.troubles["DELETE /environments/{id}/models/enabled/\(Self.encoded(id))"] = [.loseAnswer]
    }
    await session.perform(.disableModel(Self.model))
    #expect(bench.cloud.read { $0.environments[0].enabled_models.isEmpty })
  }

  private static func encoded(_ id: String) -> String {
    id.replacing(":", with: "%3A").replacing("/", with: "%2F")
  }

  /// One that is not there keeps the others from being changed.
  @Test func allOrNothingIsChanged() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    let writes = bench.cloud.writes
    let session = bench.session()
    let fault = await #expect(throws: Fault.self) {
      try await session.models(
        of: setup,
        enabling: ["amazon.nova-lite-v1:0"],
        makingDefault: "no such model"
      )
    }
    #expect(fault?.code == .modelNotListed && bench.cloud.writes == writes)
  }

  /// A name will do, and what is not listed is told by what may be meant.
  @Test func aModelIsMeantByItsName() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    let report = try await bench.session().models(of: setup)
    let row = try #require(report.rows.first { $0.ways.contains(where: \.isListed) })
    let name = row.name.uppercased()
    let after = try await bench.session().models(of: setup, enabling: [name], makingDefault: name)
    #expect(after.rows.first { $0.id == row.id }?.isDefault == true)
    let fault = await #expect(throws: Fault.self) {
      try await bench.session().models(of: setup, enabling: [String(row.name.dropLast())])
    }
    #expect(fault?.remedies.first?.words.contains(row.name) == true)
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

  static let model = "amazon.nova-lite-v1:0"
  static let enabling = "POST /environments/{id}/models/enabled"
  static let choosing = "PUT /environments/{id}"

  @Test(
    arguments: [enabling, choosing],
    [
      ([MemoryCloud.Trouble.refuse(400, "BadRequest", "no")], FaultCode.enableRefused),
      ([.refuse(404, "NotFound", "no")], .enableRefused),
      ([.refuse(409, "Conflict", "no")], .enableRefused),
      (
        // A new token is tried once.
        Array(repeating: .refuse(401, "Unauthorized", "no"), count: 2), .vertesiaKeyRejected
      ),
      ([.refuse(403, "Forbidden", "no")], .vertesiaRightMissing),
      ([.neverSent], .connectionRefused), ([.html(403), .html(502), .html(403)], .outcomeUnknown),
      ([.loseRequest, .loseRequest, .loseRequest], .outcomeUnknown),
    ]
  )
  func whatKeepsAModelFromUseIsToldAsWhatItIs(
    _ operation: String,
    _ row: ([MemoryCloud.Trouble], FaultCode)
  ) async {
    let bench = Bench()
    let made = await bench.run()
    bench.cloud.change { $0.troubles[operation] = row.0 }
    do throws(Fault) {
      _ = try await Self.use(operation, bench, made.setup)
      Issue.record("done all the same")
    } catch {
      #expect(error.code == row.1)
      #expect(row.1 != .vertesiaKeyRejected || error.code.exit == .signInNeeded)
    }
  }

  /// What no answer told is looked for, and sent again only if it is not there.
  @Test(
    arguments: [enabling, choosing],
    [([MemoryCloud.Trouble.loseAnswer], 1), ([.loseRequest], 1), ([.loseRequest, .html(502)], 1)]
  )
  func aLostAnswerIsSettledByReading(
    _ operation: String,
    _ row: ([MemoryCloud.Trouble], Int)
  ) async throws {
    let bench = Bench()
    let made = await bench.run()
    let before = bench.cloud.writes.filter { $0 == "*\(operation)" }.count
    bench.cloud.change { $0.troubles[operation] = row.0 }
    let report = try await Self.use(operation, bench, made.setup)
    let used = try #require(report.rows.first)
    #expect(operation == Self.enabling ? used.ways[0].isEnabled : used.isDefault)
    #expect(bench.cloud.writes.filter { $0 == "*\(operation)" }.count == before + row.1)
    #expect(bench.cloud.read { $0.environments[0].enabled_models.count } <= 1)
  }

  private static func use(
    _ operation: String,
    _ bench: Bench,
    _ setup: String
  ) async throws(Fault) -> ListingReport {
    let session = bench.session()
    return operation == enabling
      ? try await session.models(of: setup, enabling: [model])
      : try await session.models(of: setup, makingDefault: model)
  }

  /// A model that is being listed is given up at the first stop, one that is being enabled at the
  /// second.
  @Test(arguments: [
    ("GET /environments/{id}/models", 1, ExitCode.stopped), (enabling, 2, .interrupted),
  ])
  func modelsAreStopped(_ operation: String, _ stops: Int, _ exit: ExitCode) async {
    let bench = Bench()
    let made = await bench.run()
    bench.cloud.change { $0.troubles[operation] = [.hang] }
    let session = bench.session()
    bench.stop(session, at: operation, times: stops)
    await #expect(throws: Fault.self) {
      try await session.models(of: made.setup, enabling: [Self.model])
    }
    #expect(session.stopExit == exit)
  }
}
