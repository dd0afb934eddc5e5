import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// Another role, policy or issuer in the place of one that works.
struct ReplacingTests {
  private static let newIssuer = "https://sts.vertesia.io"

  /// What was told beside the plan.
  private static func run(
    _ bench: Bench,
    _ setup: String,
    _ answers: Answers
  ) async -> (result: SetupResult, notices: [String]) {
    let session = bench.session()
    async let told = session.notices()
    let result = await session.run(resuming: setup, answers: answers)
    return (result, await told)
  }

  @Test func anotherRoleIsCompleteBeforeTheKeyIsChanged() async throws {
    let bench = Bench()
    let first = await bench.run()
    let old = try #require(first.roleARN)
    let answers = Answers([.roleName: ["Vertesia-other"]])
    let plan = try #require(await bench.plan(first.setup, answers))
    #expect(
      plan.changes.map(\.operation) == ["CreateRole", "PutRolePolicy", "PUT /environments/{id}"]
    )
    #expect(plan.changes.last?.details.first == "- \(old)")
    bench.cloud.change { $0.log = [] }
    let (second, notices) = await Self.run(bench, first.setup, answers)
    #expect(second.exit == .done)
    #expect(second.outcome(.connection) == .changed)
    #expect(
      bench.cloud.writes == ["*CreateRole", "*PutRolePolicy", "*PUT /environments/{id}"]
    )
    let log = bench.cloud.read(\.log)
    let key = try #require(log.firstIndex(of: "*PUT /environments/{id}"))
    let policy = try #require(log.firstIndex(of: "*PutRolePolicy"))
    #expect(log[policy..<key].contains("GetRolePolicy"))
    // The one before stays, and what removes it is printed.
    #expect(bench.world.roles == 2)
    #expect(notices.contains { $0.contains(old) && $0.contains("aws iam delete-role --role-name") })
    #expect(await bench.run().exit == .done)
    #expect(bench.cloud.writes.count == 3)
  }

  /// The masked keys of two roles of one set-up may look alike.
  @Test func aRoleOfOurOwnThatLooksLikeTheOneBeforeIsNoConflict() async throws {
    let bench = Bench()
    let first = await bench.run()
    let answers = Answers([.roleName: ["Vertesia-other-\(first.setup)"]])
    let plan = await bench.plan(first.setup, answers)
    #expect(plan?.changes.count == 3)
  }

  @Test func aRoleThatVertesiaCannotUseIsTakenBack() async throws {
    let bench = Bench()
    let first = await bench.run()
    let old = try #require(first.roleARN)
    bench.cloud.change { $0.unusable = ["Vertesia-other"] }
    let answers = Answers([.roleName: ["Vertesia-other"]])
    let second = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(second.exit == .failed)
    #expect(second.code(.connection) == .takenBack)
    let fault = try #require(second.steps.first { $0.id == .connection }?.fault)
    #expect(fault.remedies.contains { $0.command?.contains("--role-arn \(old)") == true })
    #expect(bench.cloud.read { $0.environments.first?.apiKey } == old)
    let (kept, told) = await Self.run(bench, first.setup, Answers([.roleARN: [old]]))
    #expect(kept.exit == .done)
    // The role that is in use is not told to be left.
    #expect(!told.contains { $0.contains("not used") })
  }

  /// What a run puts back may arrive after its end: the next one must not take it for its success.
  @Test func whatIsPutBackLateIsWaitedFor() async throws {
    let bench = Bench()
    let first = await bench.run()
    let old = try #require(first.roleARN)
    bench.cloud.change { $0.unusable = ["Vertesia-other"] }
    bench.cloud.watcher.withLock { watcher in
      watcher = { [cloud = bench.cloud] call in
        guard call.operation == "GET /environments/{id}/models" else { return }
        cloud.change {
          $0.troubles["PUT /environments/{id}"] = [
            .late(.seconds(40)), .loseRequest, .loseRequest, .loseRequest,
          ]
        }
      }
    }
    let answers = Answers([.roleName: ["Vertesia-other"]])
    let second = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(second.code(.connection) == .outcomeUnknown)
    bench.cloud.watcher.withLock { $0 = nil }
    let third = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(third.code(.connection) == .takenBack)
    #expect(bench.cloud.read { $0.delivered } == 1)
    #expect(bench.cloud.read { $0.environments.first?.apiKey } == old)
  }

  @Test func anIssuerIsTrustedBesideTheOneBeforeUntilModelsAreListed() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change {
      $0.signsAs = "sts.vertesia.io"
      $0.log = []
    }
    let answers = Answers([.issuer: [Self.newIssuer]])
    let plan = try #require(await bench.plan(first.setup, answers))
    #expect(
      plan.changes.map(\.sentence).map { $0.prefix(6) } == ["create", "update", "remove"]
    )
    let (second, notices) = await Self.run(bench, first.setup, answers)
    #expect(second.exit == .done)
    let log = bench.cloud.read(\.log).filter { $0.hasPrefix("*") || $0.hasSuffix("/models") }
    let listing = "GET /environments/{id}/models"
    let order: [String] = log.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    #expect(
      order == [
        "*CreateOpenIDConnectProvider", "*UpdateAssumeRolePolicy", listing,
        "*UpdateAssumeRolePolicy", listing,
      ]
    )
    // Again and again, until what was taken away cannot work any more.
    #expect(log.reversed().prefix { $0 == listing }.count > 5)
    let trust = try #require(bench.cloud.read { $0.roles.values.first?.trust })
    #expect(!trust.contains(MemoryCloud.issuerHost) && trust.contains("sts.vertesia.io"))
    #expect(notices.contains { $0.contains("identity provider stays") })
    #expect(bench.world.providers == 2)
  }

  @Test func anIssuerThatVertesiaStillSignsWithIsTrustedAgain() async throws {
    let bench = Bench()
    let first = await bench.run()
    let answers = Answers([.issuer: [Self.newIssuer]])
    let second = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(second.exit == .failed)
    #expect(second.code(.role) == .takenBack)
    let trust = try #require(bench.cloud.read { $0.roles.values.first?.trust })
    #expect(trust.contains(MemoryCloud.issuerHost) && trust.contains("sts.vertesia.io"))
    // Back to the one before: only what was added is taken away.
    let back = await bench.session().run(
      resuming: first.setup,
      answers: Answers([.issuer: ["https://\(MemoryCloud.issuerHost)"]])
    )
    #expect(back.exit == .done)
    let after = try #require(bench.cloud.read { $0.roles.values.first?.trust })
    #expect(after.contains(MemoryCloud.issuerHost) && !after.contains("sts.vertesia.io"))
  }

  /// Of a lost connection nothing follows: the next run finds out.
  @Test func aLostNetworkAfterTheRemovalIsSettledByTheNextRun() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.signsAs = "sts.vertesia.io" }
    bench.troubleListings(with: .loseRequest)
    let answers = Answers([.issuer: [Self.newIssuer]])
    let second = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(second.exit == .failed && second.code(.role) != .takenBack)
    #expect(bench.disk.text("checkpoint.json")?.contains("\"previous\"") == true)
    bench.cloud.watcher.withLock { $0 = nil }
    bench.cloud.change { $0.troubles = [:] }
    let writes = bench.cloud.writes
    #expect(await bench.run().exit == .done)
    #expect(bench.cloud.writes == writes)
    #expect(bench.disk.text("checkpoint.json")?.contains("\"previous\"") == false)
  }

  @Test func aPolicyThatDoesNotListIsTakenBack() async throws {
    let bench = Bench()
    let first = await bench.run()
    let policy = "arn:aws:iam::\(MemoryCloud.account):policy/nothing"
    bench.cloud.change { $0.mute = [policy] }
    let answers = Answers([.permissions: [policy]])
    let second = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(second.code(.permissions) == .takenBack)
    #expect(bench.cloud.read { $0.roles.values.first?.inline.count } == 1)
  }

  /// A path cannot be changed: with consent another role takes the place of the first.
  @Test(arguments: [
    Answers([.rolePath: ["/lab/"]]),
    Answers([.permissionsBoundary: ["arn:aws:iam::432112349876:policy/boundary"]]),
  ])
  func anotherPathOrBoundaryNeedsAnotherRole(answers: Answers) async throws {
    let bench = Bench()
    let first = await bench.run()
    let stopped = await bench.session().run(resuming: first.setup, answers: answers)
    #expect(stopped.exit == .conflict && stopped.code(.role) == .roleDiffers)
    var renamed = answers
    renamed[.onConflict] = "rename"
    let second = await bench.session().run(resuming: first.setup, answers: renamed)
    #expect(second.exit == .done)
    #expect(bench.world.roles == 2)
    #expect(bench.cloud.read { $0.environments.first?.apiKey } == second.roleARN)
    #expect(second.roleARN != first.roleARN)
  }

  @Test func aNameIsMeantAfterAnARN() async throws {
    let bench = Bench()
    let first = await bench.run()
    let own = try #require(first.roleARN)
    _ = await bench.session().run(resuming: first.setup, answers: Answers([.roleARN: [own]]))
    let plan = await bench.plan(first.setup, Answers([.roleName: ["Vertesia-other"]]))
    #expect(plan?.changes.first?.operation == "CreateRole")
  }
}
