import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

struct RunTests {
  @Test func aRunMakesEachThingOnceAndASecondOneWritesNothing() async {
    let bench = Bench()
    let first = await bench.run()
    #expect(first.exit == .done)
    #expect(first.verified)
    #expect(bench.world == .whole)
    #expect(first.outcome(.role) == .created)
    let writes = bench.cloud.writes
    #expect(writes.count == 5)

    let second = await bench.run()
    #expect(second.exit == .done)
    #expect(second.setup == first.setup)
    #expect(second.outcome(.environment) == .unchanged)
    #expect(bench.cloud.writes == writes)
  }

  @Test func intentsAndFactsAreOnDiskBeforeARequestLeaves() async {
    let bench = Bench()
    let missing = Mutex<[String]>([])
    bench.cloud.watcher.withLock { watcher in
      watcher = { call in
        guard call.isWrite else { return }
        let saved = bench.disk.text("checkpoint.json") ?? ""
        let isKept = saved.contains("\"operation\" : \"\(call.operation)\"")
        let environment = bench.cloud.read { $0.environments.first?.id }
        if !isKept { missing.withLock { $0.append("intent of \(call.operation)") } }
        if call.operation == "CreateRole", !saved.contains(environment ?? "no environment") {
          missing.withLock { $0.append("environment of \(call.operation)") }
        }
      }
    }
    _ = await bench.run()
    #expect(bench.cloud.writes.count == 5)
    #expect(missing.withLock { $0 } == [])
    let saved = bench.disk.text("checkpoint.json") ?? ""
    #expect(!saved.contains("\"intent\" : {"))
    #expect(!saved.contains("canary"))
    #expect(!(bench.disk.text("calls.jsonl") ?? "canary").contains("canary"))
  }

  /// A disk can be slow: a run saves when it starts, twice for each change, and at its end.
  @Test func aRunSavesOnlyWhatMustBeDurable() async throws {
    let bench = Bench()
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.disk.creations <= 13)
    let saved = try #require(bench.disk.text("checkpoint.json"))
    for outcome in result.steps.compactMap(\.outcome) {
      #expect(saved.contains("\"outcome\" : \"\(outcome.rawValue)\""))
    }
    let summaries = await bench.session().firstLook().saved
    #expect(summaries.first.map { $0.settled == $0.of } == true)
  }

  static let mutations = [
    "CreateOpenIDConnectProvider", "POST /environments", "CreateRole", "PutRolePolicy",
    "PUT /environments/{id}",
  ]

  @Test(arguments: mutations, [1, 2, 3])
  func aLostAnswerIsFoundAgainAndNothingIsMadeTwice(operation: String, times: Int) async {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles[operation] = Array(repeating: .loseAnswer, count: times)
    }
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.world == .whole)
  }

  @Test(arguments: mutations)
  func aRequestThatNeverArrivedIsSentAgainAfterLooking(operation: String) async {
    let bench = Bench()
    bench.cloud.change { $0.troubles[operation] = [.loseRequest] }
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.world == .whole)
  }

  @Test(arguments: mutations)
  func aDefiniteNoEndsTheStepAndTheNextRunGoesOn(operation: String) async {
    let bench = Bench()
    bench.cloud.change { $0.troubles[operation] = [.neverSent] }
    let result = await bench.run()
    #expect(result.exit == .failed)
    #expect(result.steps.contains { $0.fault?.code == .connectionRefused })
    #expect(!(bench.disk.text("checkpoint.json") ?? "").contains("\"intent\" : {"))

    let again = await bench.run()
    #expect(again.exit == .done)
    #expect(again.setup == result.setup)
    #expect(bench.world == .whole)
  }

  /// Every save can be the last thing a process does: the disk refuses it, the run ends, and the
  /// next one starts over from what was saved before.
  @Test(arguments: 1...26)
  func aRunThatDiesAtAnySaveIsFinishedByTheNext(save: Int) async {
    let bench = Bench()
    bench.disk.fail(at: save)
    _ = await bench.run()
    bench.disk.fail(at: nil)
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.world.roles == 1)
    #expect(bench.world.environments == 1)
    #expect(bench.world.policies == 1)
  }

  /// As above, while the answer of one mutation is lost too.
  @Test(arguments: mutations, Array(stride(from: 2, through: 24, by: 2)))
  func aLostAnswerAndADeathTogether(operation: String, save: Int) async {
    let bench = Bench()
    bench.cloud.change { $0.troubles[operation] = [.loseAnswer] }
    bench.disk.fail(at: save)
    _ = await bench.run()
    bench.disk.fail(at: nil)
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.world.roles == 1)
    #expect(bench.world.environments == 1)
  }

  /// The run ended before it was answered: the next one tells what was done, not what it did.
  @Test(arguments: [
    ("CreateRole", StepID.role, Outcome.created),
    ("PUT /environments/{id}", .connection, .changed),
  ])
  func whatIsFoundAgainIsToldAsItWasMeant(
    operation: String,
    step: StepID,
    outcome: Outcome
  ) async {
    let bench = Bench()
    bench.cloud.change { $0.troubles[operation] = [.hang] }
    let session = bench.session()
    async let running = session.run(answers: Answers())
    while !bench.cloud.writes.contains(where: { $0.hasSuffix(operation) }) { await Task.yield() }
    await session.perform(.stop)
    await session.perform(.stop)
    let first = await running
    #expect(first.outcome(step) == nil)
    let result = await bench.run()
    #expect(result.outcome(step) == outcome)
    #expect(bench.world == .whole)
  }

  /// The time of day was wrong when it was sent: nobody waits until it comes round again.
  @Test func anIntentFromTheFutureIsNotWaitedFor() async {
    let bench = Bench()
    bench.wall.set(ahead: 7200)
    bench.cloud.change { $0.troubles["POST /environments"] = [.hang] }
    let session = bench.session()
    async let running = session.run(answers: Answers())
    while !bench.cloud.writes.contains("*POST /environments") { await Task.yield() }
    await session.perform(.stop)
    await session.perform(.stop)
    #expect(await running.exit == .interrupted)
    bench.cloud.change { $0.environments = [] }
    bench.wall.set(ahead: 0)
    let began = bench.clock.seconds
    #expect(await bench.run().exit == .done)
    #expect(bench.clock.seconds - began < 70)
  }

  @Test func aLostStateDirectoryIsRebuiltFromTheCloud() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.disk.erase()
    let session = bench.session()
    let found = try await session.recover(Answers([.region: ["us-east-1"]]))
    #expect(found.map(\.id) == [first.setup])
    // What a look proves is settled; the key cannot be read back, and nobody has asked for models.
    #expect(found.first?.settled == StepID.allCases.count - 2)
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(result.setup == first.setup)
    #expect(bench.world == .whole)
    #expect(bench.cloud.writes.count == 6 && bench.cloud.writes.last == "*PUT /environments/{id}")
  }

  /// The environment works through a role of the account it was made for; to finish it here would
  /// take it away from there.
  @Test func anotherAccountDoesNotRecoverAWorkingEnvironment() async throws {
    let bench = Bench()
    _ = await bench.run()
    bench.disk.erase()
    bench.cloud.change {
      $0.account = "111122223333"
      $0.roles = [:]
      $0.providers = [:]
    }
    #expect(try await bench.session().recover(Answers([.region: ["us-east-1"]])).isEmpty)
  }

  @Test func aDamagedPairIsRefusedUntilItIsRebuiltAndThenKeptAside() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.disk.damage("checkpoint")
    let refused = await bench.session().run(resuming: first.setup)
    #expect(refused.exit == .failed)
    #expect(refused.fault?.code == .checkpointCorrupt)
    #expect(bench.disk.paths(with: ".bad-") == [])

    let found = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    #expect(found.map(\.id) == [first.setup])
    let kept = bench.disk.paths(with: ".bad-")
    #expect(kept.count == 2)
    #expect(kept.allSatisfy { bench.disk.text($0) == "garbage" })
    let result = await bench.session().run(resuming: first.setup)
    #expect(result.exit == .done)
    #expect(bench.world == .whole)
  }

  /// A run dies at some save, its files are lost with it, and the cloud alone tells what was made.
  @Test(arguments: 1...26)
  func aDeadRunWhoseFilesAreLostIsRecovered(save: Int) async throws {
    let bench = Bench()
    bench.disk.fail(at: save)
    _ = await bench.run()
    bench.disk.fail(at: nil)
    bench.disk.erase()
    _ = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.world.providers == 1)
    #expect(bench.world.environments == 1)
    #expect(bench.world.roles == 1)
    #expect(bench.world.policies == 1)
  }

  @Test func aSlowRoleIsWaitedFor() async {
    let bench = Bench()
    bench.cloud.change { $0.failedListings = 12 }
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(bench.clock.seconds > 30)
  }

  @Test func aListingThatNeverComesIsDiagnosed() async {
    let bench = Bench()
    bench.cloud.change { $0.failedListings = 10_000 }
    let result = await bench.run()
    #expect(result.exit != .done)
    #expect(result.code(.modelListing) == .listingNotYet)
    #expect(bench.clock.seconds >= 180)
  }

  @Test func consentGivenToAnotherPlanChangesNothing() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    await session.perform(.apply(consent: "another"))
    #expect(bench.cloud.writes.isEmpty)
  }
}
