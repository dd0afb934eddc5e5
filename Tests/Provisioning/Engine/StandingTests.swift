import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// How the steps of a saved set-up stand now, whatever its last run made of them.
struct StandingTests {
  private static func standings(_ bench: Bench, _ setup: String) async -> [StepID: Standing] {
    let shown = Mutex<[StepID: Standing]>([:])
    _ = await bench.session().run(resuming: setup) { plan in
      shown.withLock { $0 = plan.standings }
      return false
    }
    return shown.withLock { $0 }
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var step: StepID
    var standing: Standing
    var change: @Sendable (inout MemoryCloud.State) -> Void
  }

  static let rows = [
    Row(testDescription: "no role", step: .role, standing: .missing) { $0.roles = [:] },
    Row(testDescription: "no policy", step: .permissions, standing: .missing) { state in
      for name in state.roles.keys { state.roles[name]?.inline = [:] }
    },
    Row(testDescription: "another policy", step: .permissions, standing: .differs) { state in
      for name in state.roles.keys {
        state.roles[name]?.inline["vertesia-bedrock"] = #"{"Statement":[]}"#
      }
    },
    Row(testDescription: "no audience", step: .identityProvider, standing: .differs) { state in
      for arn in state.providers.keys { state.providers[arn]?.audiences = ["blobs"] }
    },
    Row(testDescription: "no key", step: .connection, standing: .missing) { state in
      for index in state.environments.indices { state.environments[index].apiKey = nil }
    },
  ]

  @Test(arguments: rows)
  func whatHasBecomeOfAStep(row: Row) async {
    let bench = Bench()
    let setup = await bench.run().setup
    let before = await Self.standings(bench, setup)
    #expect(before[row.step] == .asItShouldBe)
    bench.cloud.change(row.change)
    let after = await Self.standings(bench, setup)
    #expect(after[row.step] == row.standing)
    #expect(after[.organization] == .asItShouldBe)
  }

  @Test func whatIsNotLookedAtSaysWhy() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    bench.cloud.change { $0.denied = ["GET /foundation-models"] }
    let standings = await Self.standings(bench, setup)
    #expect(standings.count == StepID.allCases.count)
    for step in [StepID.modelAccess, .modelListing] {
      guard case .notLookedAt(let reason)? = standings[step] else {
        Issue.record("\(step) is \(String(describing: standings[step]))")
        continue
      }
      #expect(!reason.isEmpty)
    }
  }

  private static func look(_ bench: Bench, _ setup: String) async -> (SetupResult, Plan?) {
    let shown = Mutex<Plan?>(nil)
    let result = await bench.session().run(resuming: setup, isLook: true) { plan in
      shown.withLock { $0 = plan }
      return true
    }
    return (result, shown.withLock { $0 })
  }

  /// Whoever may only read is told how everything stands, and what they lack.
  @Test func whoMayNotChangeAnythingStillSeesHowItStands() async {
    let bench = Bench()
    let setup = await bench.run().setup
    bench.cloud.change { state in
      state.roles = [:]
      state.denied = ["CreateRole", "PutRolePolicy"]
    }
    let writes = bench.cloud.writes
    let (result, plan) = await Self.look(bench, setup)
    #expect(plan?.standings[.role] == .missing)
    #expect(plan?.standings[.environment] == .asItShouldBe)
    #expect(plan?.notices.contains { $0.words.hasPrefix("VB314 Role: ") } == true)
    #expect(plan?.isBlind == false)
    // A look stays one, whatever is answered.
    #expect(result.exit == .stopped)
    #expect(bench.cloud.writes == writes)
    let applied = await bench.session().run(resuming: setup)
    #expect(applied.code(.role) == .callerCannotFinish)
  }

  @Test func whatMayNotBeReadIsSaidBesideWhatCould() async {
    let bench = Bench()
    let setup = await bench.run().setup
    bench.cloud.change { $0.denied = ["GetRole"] }
    let (_, plan) = await Self.look(bench, setup)
    #expect(plan?.isBlind == true)
    #expect(plan?.standings[.identityProvider] == .asItShouldBe)
    guard case .notLookedAt? = plan?.standings[.role] else {
      Issue.record("\(String(describing: plan?.standings[.role]))")
      return
    }
  }
}
