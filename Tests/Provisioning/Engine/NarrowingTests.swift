import Federation
import Provisioning
import Synchronization
import Testing

/// Other permissions than before: what an earlier choice left on the role is seen, and only what
/// the set-up attached itself is taken off.
struct NarrowingTests {
  private static let full = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"
  private static let own = "arn:aws:iam::432112349876:policy/acme-bedrock"

  private static func choosing(_ permissions: String) -> Answers {
    var answers = Answers()
    answers[.permissions] = permissions
    return answers
  }

  /// The plan of a saved set-up; nothing is changed.
  private static func plan(
    _ bench: Bench,
    _ setup: String,
    _ answers: Answers = Answers()
  ) async -> Plan? {
    let shown = Mutex<Plan?>(nil)
    _ = await bench.session().run(resuming: setup, answers: answers) { plan in
      shown.withLock { $0 = plan }
      return false
    }
    return shown.withLock { $0 }
  }

  private static func attached(_ bench: Bench) -> Set<String> {
    bench.cloud.read { Set($0.roles.values.flatMap(\.attached)) }
  }

  @Test func whatTheSetUpAttachedIsTakenOffWithConsent() async throws {
    let bench = Bench()
    let first = await bench.run(Self.choosing("full-access"))
    #expect(first.exit == .done)
    let plan = try #require(await Self.plan(bench, first.setup, Self.choosing("inference")))
    #expect(plan.changes.map(\.operation) == ["PutRolePolicy", "DetachRolePolicy"])
    #expect(plan.standings[.permissions] == .differs)
    #expect(plan.changes.last?.sentence.hasPrefix("detach policy AmazonBedrockFullAccess") == true)
    #expect(plan.changes.last?.command.hasPrefix("aws iam detach-role-policy --role-name") == true)
    #expect(Self.attached(bench) == [Self.full])

    let second = await bench.session()
      .run(resuming: first.setup, answers: Self.choosing("inference"))
    #expect(second.exit == .done)
    #expect(second.outcome(.permissions) == .created)
    #expect(Self.attached(bench) == [])
    #expect(bench.world == .whole)
    let after = try #require(await Self.plan(bench, first.setup))
    #expect(after.changes.isEmpty && !after.isWider)
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

  @Test(arguments: [1, 2])
  func aLostAnswerIsFoundAgain(times: Int) async {
    let bench = Bench()
    let first = await bench.run(Self.choosing("full-access"))
    bench.cloud.change {
      $0.troubles["DetachRolePolicy"] = Array(repeating: .loseAnswer, count: times)
    }
    let second = await bench.session()
      .run(resuming: first.setup, answers: Self.choosing("inference"))
    #expect(second.exit == .done)
    #expect(Self.attached(bench) == [])
  }

  @Test func severalPoliciesOfEarlierChoices() async {
    let bench = Bench()
    let setup = await bench.run(Self.choosing("full-access")).setup
    bench.cloud.change { state in
      for name in state.roles.keys { state.roles[name]?.attached.insert(Self.own) }
    }
    // Reused as it was found, so it is not the set-up's to take off later.
    #expect(
      await bench.session().run(resuming: setup, answers: Self.choosing(Self.own)).exit == .done
    )
    #expect(Self.attached(bench) == [Self.own])
    #expect(
      await bench.session().run(resuming: setup, answers: Self.choosing("listing")).exit == .done
    )
    #expect(Self.attached(bench) == [Self.own])
  }

  @Test func whatSomebodyElseAttachedIsToldAndNeverTouched() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { state in
      for name in state.roles.keys { state.roles[name]?.attached.insert(Self.full) }
    }
    let plan = try #require(await Self.plan(bench, first.setup))
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

  @Test func anInlinePolicyOfAnEarlierChoiceIsTold() async throws {
    let bench = Bench()
    let setup = await bench.run().setup
    let answers = Self.choosing(Self.own)
    #expect(await bench.session().run(resuming: setup, answers: answers).exit == .done)
    let plan = try #require(await Self.plan(bench, setup))
    #expect(plan.changes.isEmpty && plan.isWider)
    #expect(plan.notices.contains { $0.words.contains("aws iam delete-role-policy --role-name") })
  }

  @Test func aRefusedListOfPoliciesHoldsNothingUp() async throws {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["ListAttachedRolePolicies"] }
    let first = await bench.run()
    #expect(first.exit == .done)
    let plan = try #require(await Self.plan(bench, first.setup))
    #expect(plan.changes.isEmpty && !plan.isWider)
  }
}
