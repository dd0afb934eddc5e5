import Federation
import Provisioning
import Testing

@testable import Simulation

/// A key that is in the environment already.
struct KeyConflictTests {
  private static let id = "68c4d0e1f2a3b4c5d6e7f8aa"

  /// Somebody's environment, with this much of its key shown.
  private static func theirs(_ key: String) -> MemoryCloud.Environment {
    .init(
      id: id,
      name: "theirs",
      endpoint_url: "us-east-1",
      apiKey: key,
      allowed_projects: [MemoryCloud.project]
    )
  }

  @Test func aKeyThatIsNotOursIsNotReplacedUnasked() async {
    let bench = Bench()
    bench.cloud.change {
      $0.environments = [Self.theirs("arn:aws:iam::111122223333:role/Other")]
    }
    let stopped = await bench.run(Answers([.environmentID: [Self.id]]))
    #expect(stopped.exit == .conflict)
    #expect(stopped.code(.connection) == .connectionDiffers)
    #expect(bench.cloud.writes.isEmpty)
  }

  /// A key of which nothing is shown would pass for every role's.
  @Test func aKeyOfWhichNothingIsShownIsNotReplacedUnasked() async {
    let bench = Bench()
    bench.cloud.change {
      $0.roles["company-role"] = .init(
        name: "company-role",
        trust: ConflictTests.trust(["env:\(MemoryCloud.organization):\(Self.id)"])
      )
      $0.environments = [Self.theirs("...")]
    }
    let stopped = await bench.run(
      Answers([.environmentID: [Self.id], .roleName: ["company-role"]])
    )
    #expect(stopped.exit == .conflict)
    let fault = stopped.steps.first { $0.id == .connection }?.fault
    #expect(fault?.code == .connectionDiffers)
    #expect(fault?.cause.contains("nothing of it is shown") == true)
  }

  /// Nor does it pass for the one that was set, of which more was shown.
  @Test func aKeyThatHidesItselfIsNotTheOneThatWasSet() async {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.environments[0].apiKey = "..." }
    let second = await bench.session().run(resuming: first.setup)
    #expect(second.code(.connection) == .connectionDiffers)
  }

  /// What is shown of a key does not tell accounts apart.
  @Test func aKeyLikeOursFromAnotherAccountIsNotReplacedUnasked() async {
    let bench = Bench()
    bench.cloud.change {
      $0.environments = [Self.theirs("arn:aws:iam::111122223333:role/Bedrock")]
    }
    let answers = Answers([.environmentID: [Self.id], .roleName: ["Bedrock"]])
    let stopped = await bench.run(answers)
    #expect(stopped.exit == .conflict)
    #expect(stopped.code(.connection) == .connectionDiffers)
    let evidence = stopped.steps.first { $0.id == .connection }?.fault?.evidence.map(\.text)
    #expect(
      evidence == ["arn:aws:iam::\(MemoryCloud.account):role/Bedrock", "arn:...rock"]
    )
    #expect(bench.cloud.writes.isEmpty)

    let replaced = await bench.session().run(
      resuming: stopped.setup,
      answers: Answers([.onConflict: ["extend"]])
    ) { plan in
      let change = plan.changes.first { $0.step == .connection }
      #expect(change?.object.hasSuffix("in place of the key that is there") == true)
      #expect(change?.details.first == "- arn:...rock, the key that is there")
      return true
    }
    #expect(replaced.exit == .done)
  }

  /// Without the fact of an own request the same key is given again, and the plan says so.
  @Test func aKeyOfTheRoleThatIsThereIsGivenAgain() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.disk.erase()
    _ = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    let again = await bench.session().run(resuming: first.setup) { plan in
      #expect(plan.changes.map(\.step) == [.connection])
      let change = plan.changes.first
      #expect(change?.object.hasSuffix("to the role ARN once more") == true)
      #expect(change?.isMarked == false)
      #expect(change?.details.first == first.roleARN)
      return true
    }
    #expect(again.exit == .done)
  }

  /// Where one role takes over from another, the sentence names the one that goes.
  @Test func theRoleWhoseKeyGoesIsNamed() async throws {
    let bench = Bench()
    let first = await bench.run()
    let former = try #require(first.roleARN?.split(separator: "/").last)
    _ = await bench.session().run(
      resuming: first.setup,
      answers: Answers([.roleName: ["Other"]])
    ) { plan in
      let change = plan.changes.first { $0.step == .connection }
      #expect(change?.object.hasSuffix(", in place of role \(former)") == true)
      return false
    }
  }
}
