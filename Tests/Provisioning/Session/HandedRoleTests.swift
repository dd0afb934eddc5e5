import Federation
import Provisioning
import Testing

@testable import Simulation

/// A role that an administrator has made is looked at before Vertesia is told to use it.
struct HandedRoleTests {
  static let writes: Set<String> = ["CreateOpenIDConnectProvider", "CreateRole", "PutRolePolicy"]

  struct Row: Sendable, CustomTestStringConvertible {
    let code: FaultCode
    let step: StepID
    let testDescription: String
    /// What may not be read.
    var blind: Set<String> = []
    /// What the administrator has made otherwise than asked.
    let change: @Sendable (inout MemoryCloud.State) -> Void
  }

  static let name = "VertesiaByHand"

  static let rows = [
    Row(code: .roleNotKnown, step: .role, testDescription: "no role") { $0.roles = [:] },
    Row(code: .issuerMismatch, step: .identityProvider, testDescription: "no provider") {
      $0.providers = [:]
    },
    Row(code: .audienceMismatch, step: .identityProvider, testDescription: "no audience") {
      for arn in $0.providers.keys { $0.providers[arn]?.audiences = ["blobs"] }
    },
    Row(code: .subjectMismatch, step: .role, testDescription: "another environment") {
      $0.everyTrust { $0.replacing("env:", with: "env:x") }
    },
    Row(code: .audienceMismatch, step: .role, testDescription: "another audience in the trust") {
      $0.everyTrust { $0.replacing("\"bedrock\"", with: "\"blobs\"") }
    },
    Row(code: .issuerMismatch, step: .role, testDescription: "another provider in the trust") {
      $0.everyTrust { $0.replacing(MemoryCloud.issuerHost, with: "sts.other.example") }
    },
    Row(code: .listPermissionMissing, step: .permissions, testDescription: "no policy") {
      $0.roles[name]?.inline = [:]
    },
    Row(code: .listPermissionMissing, step: .permissions, testDescription: "a policy of S3") {
      $0.roles[name]?.inline = ["s3": HandTests.allowing("s3:*")]
    },
    Row(
      code: .listPermissionMissing,
      step: .permissions,
      testDescription: "no policy, and no right to read the role",
      blind: ["GetRole"]
    ) { $0.roles[name]?.inline = [:] },
    Row(
      code: .roleNotKnown,
      step: .role,
      testDescription: "no role, and no right to read it",
      blind: ["GetRole"]
    ) { $0.roles = [:] },
    Row(
      code: .issuerMismatch,
      step: .identityProvider,
      testDescription: "no provider, and no right to read the role",
      blind: ["GetRole", "ListRolePolicies"]
    ) { $0.providers = [:] },
  ]

  /// The request's own policy was made too narrow, and another one put beside it.
  @Test func anyPolicyOfTheRoleMayList() async throws {
    let bench = Bench()
    let begun = try await Self.begun(bench)
    bench.cloud.change {
      $0.roles[Self.name]?.inline = [
        "vertesia-bedrock": HandTests.allowing("bedrock:InvokeModel"),
        "more": HandTests.allowing("bedrock:*"),
      ]
    }
    let result = await bench.session().run(
      resuming: begun.setup,
      answers: Answers([.roleARN: [HandTests.roleARN]])
    )
    #expect(result.code(.permissions) == nil)
  }

  /// Left to an administrator, who has acted.
  static func begun(_ bench: Bench) async throws -> SetupResult {
    bench.cloud.change { $0.denied = writes }
    let begun = await bench.session().run(answers: Answers(), only: .environment)
    HandTests.administratorDoesIt(bench, try #require(begun.environmentID))
    let session = bench.session()
    await session.perform(.open(begun.setup))
    await session.perform(.prefetch)
    await session.perform(.handOver(.role))
    await session.close()
    return begun
  }

  @Test(arguments: rows)
  func whatDiffersIsToldBeforeItIsUsed(row: Row) async throws {
    let bench = Bench()
    let begun = try await Self.begun(bench)
    bench.cloud.change(row.change)
    bench.cloud.change { $0.denied.formUnion(row.blind) }
    let before = bench.clock.seconds
    let result = await bench.session().run(
      resuming: begun.setup,
      answers: Answers([.roleARN: [HandTests.roleARN]])
    )
    #expect(result.exit == .failed)
    let fault = try #require(result.steps.first { $0.id == row.step }?.fault)
    #expect(fault.code == row.code)
    #expect(fault.evidence.contains { $0.label == .expected })
    #expect(bench.clock.seconds - before < 10)
    #expect(bench.cloud.read { $0.environments.first?.apiKey } == nil)
  }

  @Test func aRoleThatIsAsItMustBeIsSeen() async throws {
    let bench = Bench()
    let begun = try await Self.begun(bench)
    let request = try #require(bench.disk.text("request-for-aws-administrator.md"))
    #expect(request.contains("Asked for by `arn:aws:"))
    let policy = request.split(separator: "<<'JSON'").last?.split(separator: "\nJSON\n").first
    bench.cloud.change { $0.roles[Self.name]?.inline = ["vertesia-bedrock": String(policy ?? "")] }
    let result = await bench.session().run(
      resuming: begun.setup,
      answers: Answers([.roleARN: [HandTests.roleARN]])
    )
    #expect(result.exit == .done)
    for step in [StepID.identityProvider, .role, .permissions] {
      let report = try #require(result.steps.first { $0.id == step })
      #expect(report.outcome == .byHand)
      #expect(report.outcome?.words(of: step, report.facts) == "by hand, seen")
    }
    #expect(result.verified)
  }

  /// An administrator may have written the policy in a way of their own.
  @Test func anotherPolicyThatListsIsTaken() async throws {
    let bench = Bench()
    let begun = try await Self.begun(bench)
    let own = HandTests.allowing("bedrock:List*")
    bench.cloud.change { $0.roles[Self.name]?.inline = ["vertesia-bedrock": own] }
    let result = await bench.session().run(
      resuming: begun.setup,
      answers: Answers([.roleARN: [HandTests.roleARN]])
    )
    #expect(result.exit == .done)
    let step = try #require(result.steps.first { $0.id == .permissions })
    #expect(step.outcome?.words(of: .permissions, step.facts) == "by hand, not checked")
    #expect(bench.cloud.read { $0.roles[Self.name]?.inline.values.first } == own)
  }

  /// What could not be looked at is said, and so is what has to prove it.
  @Test func whatCannotBeSeenIsSaid() async throws {
    let bench = Bench()
    let begun = try await Self.begun(bench)
    bench.cloud.change { $0.denied.insert("GetRole") }
    let answers = Answers([.roleARN: [HandTests.roleARN]])
    let plan = try #require(await bench.plan(begun.setup, answers))
    let words = plan.notices.map(\.words)
    #expect(
      words.contains {
        $0.hasPrefix("Not to be told from here: role, permissions. That models are listed has to")
      }
    )
    let key = try #require(plan.changes.first { $0.step == .connection })
    #expect(key.sentence.hasSuffix(" to \(HandTests.roleARN)"))
    let result = await bench.session().run(resuming: begun.setup, answers: answers)
    #expect(result.exit == .done)
    let role = try #require(result.steps.first { $0.id == .role })
    #expect(role.outcome?.words(of: .role, role.facts) == "by hand, not checked")
  }

  @Test func withoutASignInNobodyHasLooked() async throws {
    let bench = Bench()
    let waiting = await bench.run(HandTests.byHand)
    HandTests.administratorDoesIt(bench, try #require(waiting.environmentID))
    let plan = try #require(
      await bench.plan(waiting.setup, Answers([.roleARN: [HandTests.roleARN]]))
    )
    let words = "Without an AWS sign-in nobody has looked"
    #expect(plan.notices.contains { $0.words.hasPrefix(words) })
  }
}
