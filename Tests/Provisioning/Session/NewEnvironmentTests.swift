import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// A set-up whose environment is gone, or that is to have another one.
struct NewEnvironmentTests {
  private static func plan(_ session: Session) async -> Plan? {
    await SessionTests.events(session)
      .compactMap { if case .planned(let plan) = $0 { plan } else { nil } }.last
  }

  @Test func aDeletedEnvironmentIsMadeAnewWhenThatIsDecided() async {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.environments = [] }
    let stopped = await bench.session().run(resuming: first.setup)
    #expect(stopped.code(.environment) == .environmentGone)
    let fault = stopped.steps.first { $0.id == .environment }?.fault
    #expect(
      fault?.remedies.first?.command
        == "vertesia-bedrock apply --setup \(first.setup) --on-conflict rename --yes"
    )
    let again = await bench.session().run(
      resuming: first.setup,
      answers: Answers([.onConflict: ["rename"]])
    )
    #expect(again.exit == .done)
    #expect(again.environmentID != first.environmentID && again.roleARN != first.roleARN)
    #expect(bench.cloud.read { $0.environments.map(\.name) } == ["bedrock-us-east-1"])
    let writes = bench.cloud.writes
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    #expect(bench.cloud.writes == writes)
  }

  /// The answer of the wizard is kept, also over a restart and a request to an administrator.
  @Test func theAnswerToADeletedEnvironmentStays() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.environments = [] }
    let session = bench.session()
    await session.perform(.open(first.setup))
    await session.perform(.plan)
    await session.perform(.reconsider(.environment))
    await session.perform(.answer(.environment, Choose.newEnvironment))
    await session.end()
    let saved = try #require(session.state.saved(first.setup)?.checkpoint)
    #expect(saved.steps[.environment] == nil && saved.done == nil)

    let stopped = await bench.session().run(resuming: first.setup)
    let fault = stopped.steps.first { $0.id == .role }?.fault
    #expect(stopped.exit == .conflict && stopped.code(.environment) == nil)
    #expect(fault?.summary.hasSuffix("trusts another environment") == true)

    let extended = await bench.session().run(
      resuming: first.setup,
      answers: Answers([.onConflict: ["extend"]])
    ) { plan in
      #expect(plan.changes.map(\.step) == [.environment, .role, .connection])
      return true
    }
    #expect(extended.exit == .done && extended.roleARN == first.roleARN)
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    #expect(bench.world.roles == 1 && bench.world.environments == 1)
  }

  /// The old one is there, has the marker, and is left behind all the same.
  @Test func anotherNameMeansAnotherEnvironment() async {
    let bench = Bench()
    let first = await bench.run()
    let named = Answers([.environmentName: ["Lab"]])
    let writes = bench.cloud.writes
    let stopped = await bench.session().run(resuming: first.setup, answers: named)
    #expect(stopped.code(.role) == .trustDiffers)
    let fault = stopped.steps.first { $0.id == .role }?.fault
    #expect(
      fault?.remedies.first?.command == "vertesia-bedrock apply --setup \(first.setup) "
        + "--environment-name Lab --on-conflict rename --yes"
    )
    // Nothing was agreed to, so nothing is kept of it.
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    #expect(bench.cloud.writes == writes)

    let decided = named.merging(Answers([.onConflict: ["rename"]]))
    let second = await bench.session().run(resuming: first.setup, answers: decided)
    #expect(second.exit == .done && second.environmentID != first.environmentID)
    let third = await bench.session().run(resuming: first.setup)
    #expect(third.exit == .done && third.environmentID == second.environmentID)
    #expect(bench.cloud.read { $0.environments.map(\.name) } == ["bedrock-us-east-1", "Lab"])
  }

  @Test func anotherNameInTheWizardIsPlanned() async {
    let bench = Bench()
    let first = await bench.run()
    let session = bench.session()
    await session.perform(.open(first.setup))
    await session.perform(.prefetch)
    await session.perform(.answer(.environment, Choose.otherName))
    await session.perform(.answer(.environmentName, "Lab"))
    await session.perform(.resolve(.role, with: "rename"))
    #expect(
      await Self.plan(session)?.changes.map(\.step) == [
        .environment, .role, .permissions, .connection,
      ]
    )
  }

  /// The key that was set is that of the other one.
  @Test func anotherEnvironmentByItsIdGetsItsOwnKey() async {
    let bench = Bench()
    let first = await bench.run()
    let other = "68c4d0e1f2a3b4c5d6e7f8aa"
    bench.cloud.change {
      $0.environments.append(
        .init(
          id: other,
          name: "Other",
          endpoint_url: "us-east-1",
          apiKey: $0.environments[0].apiKey,
          allowed_projects: [MemoryCloud.project]
        )
      )
    }
    let answers = Answers([.environmentID: [other], .onConflict: ["extend"]])
    _ = await bench.session().run(resuming: first.setup, answers: answers) { plan in
      #expect(plan.changes.map(\.step) == [.role, .connection])
      return false
    }
  }

  /// Who names the environment in every run means the same one, whatever it is called by now.
  @Test func anEnvironmentThatWasRenamedInStudioStays() async {
    let bench = Bench()
    let answers = Answers([.environmentName: ["Lab"]])
    let first = await bench.run(answers)
    bench.cloud.change { $0.environments[0].name = "Laboratory" }
    let writes = bench.cloud.writes
    for given in [answers, Answers(), answers] {
      #expect(await bench.session().run(resuming: first.setup, answers: given).exit == .done)
    }
    #expect(bench.cloud.writes == writes)
  }

  /// Both names are taken, and one decision is for both.
  @Test func anEnvironmentAndARoleAreRenamedTogether() async {
    let bench = Bench()
    bench.cloud.change {
      $0.roles["company-role"] = .init(
        name: "company-role",
        trust: ConflictTests.trust([ConflictTests.theirs])
      )
      $0.environments = [
        .init(
          id: "68c4d0e1f2a3b4c5d6e7f8aa",
          name: "Lab",
          endpoint_url: "us-east-1",
          allowed_projects: [MemoryCloud.project]
        )
      ]
    }
    let result = await bench.run(
      Answers([
        .environmentName: ["Lab"], .roleName: ["company-role"], .onConflict: ["rename"],
      ])
    )
    #expect(result.exit == .done)
    #expect(bench.cloud.read { $0.environments.map(\.name) } == ["Lab", "Lab \(result.setup)"])
    #expect(bench.world.roles == 2)
  }
}
