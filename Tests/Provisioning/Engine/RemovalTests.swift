import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// What is taken away once something else has taken its place, and what stays.
struct RemovalTests {
  private static let full = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
  private static let newHost = "sts.vertesia.io"
  private static let newIssuer = Answers([.issuer: ["https://\(newHost)"]])
  private static let narrow = Answers([.permissions: ["inference"]])

  private static func trust(_ bench: Bench) -> String {
    bench.cloud.read { $0.roles.values.first?.trust ?? "" }
  }

  /// Somebody lets in the environment by another issuer, too.
  private static func letIn(_ host: String, _ bench: Bench) {
    bench.cloud.change { state in
      for (name, role) in state.roles {
        let own = role.trust.dropFirst(#"{"Version":"2012-10-17","Statement":["#.count).dropLast(2)
        let theirs = own.replacing(MemoryCloud.issuerHost, with: host)
        state.roles[name]?.trust =
          #"{"Version":"2012-10-17","Statement":[\#(own),\#(theirs)]}"#
      }
    }
  }

  /// Of what a set-up finds that has lost its files, nobody knows who put it there.
  @Test func aRecoveredSetUpTakesNoTrustAway() async throws {
    let bench = Bench()
    let first = await bench.run()
    let theirs = "sts.acme.example"
    Self.letIn(theirs, bench)
    bench.disk.erase()
    _ = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    bench.cloud.change { $0.signsAs = Self.newHost }
    let plan = try #require(await bench.plan(first.setup, Self.newIssuer))
    #expect(
      plan.changes.map(\.operation) == ["CreateOpenIDConnectProvider", "UpdateAssumeRolePolicy"]
    )
    let second = await bench.session().run(resuming: first.setup, answers: Self.newIssuer)
    #expect(second.exit == .done)
    for host in [MemoryCloud.issuerHost, theirs, Self.newHost] {
      #expect(Self.trust(bench).contains("oidc-provider/\(host)"))
    }
    // It is told, with the command that takes it off.
    let after = try #require(await bench.plan(first.setup, Answers()))
    #expect(after.changes.isEmpty && after.isWider && after.standings[.role] == .differs)
    let told = try #require(after.notices.first { $0.words.contains(theirs) })
    #expect(told.words.contains(MemoryCloud.issuerHost))
    let command = try #require(told.words.split(separator: "aws iam ").last)
    #expect(command.hasPrefix("update-assume-role-policy ") && command.contains(Self.newHost))
    #expect(!command.contains(theirs) && !command.contains(MemoryCloud.issuerHost))
  }

  /// Each removal is proven by a listing of its own before the next.
  @Test func oneThingIsTakenAwayAtATime() async throws {
    let bench = Bench()
    let first = await bench.run(Answers([.permissions: ["full-access"]]))
    bench.cloud.change {
      $0.signsAs = Self.newHost
      $0.log = []
    }
    let both = Self.narrow.merging(Self.newIssuer)
    #expect(await bench.session().run(resuming: first.setup, answers: both).exit == .done)
    let log = bench.cloud.read(\.log)
    let removals = [
      try #require(log.lastIndex(of: "*UpdateAssumeRolePolicy")),
      try #require(log.firstIndex(of: "*DetachRolePolicy")),
    ].sorted()
    let listing = "GET /environments/{id}/models"
    #expect(log[removals[0]..<removals[1]].contains(listing))
    #expect(log[removals[1]...].contains(listing))
  }

  @Test func whatIsNotToBlameIsNotTakenBack() async throws {
    let bench = Bench()
    let first = await bench.run(Answers([.permissions: ["full-access"]]))
    let both = Self.narrow.merging(Self.newIssuer)
    let second = await bench.session().run(resuming: first.setup, answers: both)
    #expect(second.code(.role) == .takenBack)
    #expect(second.code(.permissions) == nil)
    #expect(Self.trust(bench).contains(MemoryCloud.issuerHost))
  }

  /// What is not proven does not let the one before be taken away.
  @Test func whatGoesMissingMeanwhileIsNotMadeUnasked() async throws {
    let bench = Bench()
    let first = await bench.run(Answers([.permissions: ["full-access"]]))
    let start = bench.clock.now.offset
    bench.cloud.watcher.withLock { watcher in
      watcher = { [cloud = bench.cloud, clock = bench.clock] call in
        // The look before the removal, once models are listed and what was put has spread.
        guard call.operation == "GetRolePolicy", clock.now.offset > start + .seconds(20)
        else { return }
        cloud.change { state in
          for name in state.roles.keys { state.roles[name]?.inline = [:] }
        }
      }
    }
    let second = await bench.session().run(resuming: first.setup, answers: Self.narrow)
    #expect(second.code(.permissions) == .planChanged)
    #expect(bench.cloud.read { $0.roles.values.map(\.attached) } == [[Self.full]])
    #expect(bench.cloud.writes.last == "*PutRolePolicy")
  }

  /// By IAM's simulator, or by a refusal of the call itself.
  @Test(arguments: [true, false])
  func whoMayNotTakeAwayPutsTheNewInPlace(isKnownBefore: Bool) async throws {
    let bench = Bench()
    let first = await bench.run(Answers([.permissions: ["full-access"]]))
    bench.cloud.change { state in
      state.denied = ["DetachRolePolicy"]
      if !isKnownBefore { state.denied.insert("SimulatePrincipalPolicy") }
    }
    let role = try #require(bench.cloud.read { $0.roles.keys.first })
    let command = "aws iam detach-role-policy --role-name \(role) --policy-arn \(Self.full)"
    if isKnownBefore {
      let plan = try #require(await bench.plan(first.setup, Self.narrow))
      #expect(plan.changes.map(\.operation) == ["PutRolePolicy"])
      let told = try #require(plan.notices.first { $0.words.hasSuffix(command) })
      #expect(told.words.contains("administrator"))
    }
    let session = bench.session()
    async let told = session.notices()
    let second = await session.run(resuming: first.setup, answers: Self.narrow)
    #expect(second.exit == .done)
    #expect(bench.cloud.read { $0.roles[role]?.inline.count } == 1)
    #expect(bench.cloud.read { $0.roles[role]?.attached } == [Self.full])
    let notices = await told
    #expect(isKnownBefore || notices.contains { $0.hasSuffix(command) })
    let writes = bench.cloud.writes.filter { $0 != "*DetachRolePolicy" }
    #expect(await bench.run().exit == .done)
    #expect(bench.cloud.writes.filter { $0 != "*DetachRolePolicy" } == writes)
    // Who may, takes it away.
    bench.cloud.change { $0.denied = [] }
    #expect(await bench.run().exit == .done)
    #expect(bench.cloud.read { $0.roles[role]?.attached } == [])
  }

  /// A role that others get in by is not to be deleted.
  @Test func noCommandDeletesARoleThatLetsOthersIn() async throws {
    let bench = Bench()
    let first = await bench.run()
    let old = try #require(first.roleARN)
    bench.cloud.change { state in
      for (name, role) in state.roles {
        state.roles[name]?.trust = role.trust.replacing(
          "\"Statement\":[",
          with: #""Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:root"},"#
            + #""Action":"sts:AssumeRole"},"#
        )
      }
    }
    let session = bench.session()
    async let told = session.notices()
    let answers = Answers([.roleName: ["Vertesia-other"]])
    #expect(await session.run(resuming: first.setup, answers: answers).exit == .done)
    let left = try #require(await told.first { $0.contains(old) })
    #expect(left.contains("others") && !left.contains("delete-role"))
  }
}
