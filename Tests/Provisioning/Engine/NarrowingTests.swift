import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// Other permissions than before: what this set-up has put on the role is taken away again; what else
/// is there is told, and a person takes it off.
struct NarrowingTests {
  private static let full = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
  private static let own = "arn:aws:iam::432112349876:policy/acme-bedrock"

  private static func choosing(_ permissions: String) -> Answers {
    var answers = Answers()
    answers[.permissions] = permissions
    return answers
  }

  private static func attached(_ bench: Bench) -> Set<String> {
    bench.cloud.read { Set($0.roles.values.flatMap(\.attached)) }
  }

  @Test func whatAnEarlierChoiceAttachedIsTakenOff() async throws {
    let bench = Bench()
    let first = await bench.run(Self.choosing("full-access"))
    #expect(first.exit == .done)
    let narrow = Self.choosing("inference")
    let plan = try #require(await bench.plan(first.setup, narrow))
    #expect(plan.changes.map(\.operation) == ["PutRolePolicy", "DetachRolePolicy"])
    let sentence = try #require(plan.changes.last?.sentence)
    #expect(sentence.hasPrefix("remove policy AmazonBedrockFullAccess from role "))
    #expect(plan.changes.last?.command.hasSuffix("--policy-arn \(Self.full)") == true)
    #expect(!plan.isWider && plan.standings[.permissions] == .differs)
    let second = await bench.session().run(resuming: first.setup, answers: narrow)
    #expect(second.exit == .done)
    #expect(second.outcome(.permissions) == .changed)
    #expect(Self.attached(bench).isEmpty)
    let writes = bench.cloud.writes
    #expect(await bench.run().exit == .done)
    #expect(bench.cloud.writes == writes)
  }

  @Test func whatIsNotKnownToBeOursIsToldUntilItIsTakenOff() async throws {
    let bench = Bench()
    let first = await bench.run()
    #expect(first.exit == .done)
    bench.cloud.change { state in
      for name in state.roles.keys { state.roles[name]?.attached.insert(Self.full) }
    }
    #expect(await bench.run().exit == .done)
    #expect(Self.attached(bench) == [Self.full])
    let after = try #require(await bench.plan(first.setup))
    #expect(after.changes.isEmpty && after.isWider)
    #expect(after.standings[.permissions] == .differs)
    bench.cloud.change { state in
      for name in state.roles.keys { state.roles[name]?.attached = [] }
    }
    let last = try #require(await bench.plan(first.setup))
    #expect(last.changes.isEmpty && !last.isWider)
    #expect(last.standings[.permissions] == .asItShouldBe)
  }

  /// Who may not change permissions has them changed; what stays on the role stands in the request.
  @Test func theRequestTellsWhatAnEarlierChoiceLeaves() async throws {
    let bench = Bench()
    let first = await bench.run(Self.choosing("full-access"))
    bench.cloud.change { $0.denied = ["PutRolePolicy"] }
    let session = bench.session()
    await session.perform(.open(first.setup))
    await session.perform(.answer(.permissions, "inference"))
    await session.perform(.plan)
    await session.perform(.handOver(.permissions))
    await session.end()
    let role = try #require(bench.cloud.read { $0.roles.keys.first })
    let request = try #require(bench.disk.text("request-for-aws-administrator.md"))
    let command = "aws iam detach-role-policy --role-name \(role) --policy-arn \(Self.full)"
    #expect(request.contains(command))
    #expect(!request.split(separator: "\n").contains { $0.hasPrefix(command) })
  }

  @Test func aRunWithoutAChoiceKeepsTheOneThatWasMade() async {
    let bench = Bench()
    let first = await bench.run(Self.choosing("full-access"))
    let writes = bench.cloud.writes
    let second = await bench.run()
    #expect(second.exit == .done)
    #expect(second.setup == first.setup)
    #expect(bench.cloud.writes == writes)
  }

  @Test func whatSomebodyElseAttachedIsToldAndNeverTouched() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { state in
      for name in state.roles.keys { state.roles[name]?.attached.insert(Self.full) }
    }
    let plan = try #require(await bench.plan(first.setup))
    #expect(plan.changes.isEmpty)
    #expect(plan.isWider && plan.standings[.permissions] == .differs)
    let role = try #require(bench.cloud.read { $0.roles.keys.first })
    let command = "aws iam detach-role-policy --role-name \(role) --policy-arn \(Self.full)"
    #expect(plan.notices.contains { $0.tone == .warning && $0.words.hasSuffix(command) })
    let writes = bench.cloud.writes
    #expect(await bench.run().exit == .done)
    #expect(bench.cloud.writes == writes)
    #expect(Self.attached(bench) == [Self.full])
  }

  @Test func anInlinePolicyThatSomebodyHasChangedIsTold() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    bench.cloud.change { state in
      let theirs = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"bedrock:*","Resource":"*"}]}
        """
      for name in state.roles.keys { state.roles[name]?.inline["vertesia-bedrock"] = theirs }
    }
    let answers = Self.choosing(Self.own)
    #expect(await bench.session().run(resuming: setup, answers: answers).exit == .done)
    let plan = try #require(await bench.plan(setup))
    #expect(plan.changes.isEmpty && plan.isWider)
    #expect(plan.notices.contains { $0.words.contains("aws iam delete-role-policy --role-name") })
  }

  @Test func aRefusedListOfPoliciesHoldsNothingUp() async throws {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["ListAttachedRolePolicies"] }
    let first = await bench.run()
    #expect(first.exit == .done)
    let plan = try #require(await bench.plan(first.setup))
    #expect(plan.changes.isEmpty && !plan.isWider)
    // What may not be seen is not taken for absent.
    guard case .notLookedAt = plan.standings[.permissions] else {
      Issue.record("\(String(describing: plan.standings[.permissions]))")
      return
    }
  }
}
