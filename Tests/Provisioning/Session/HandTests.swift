import Federation
import Provisioning
import Testing

struct HandTests {
  static let roleARN = "arn:aws:iam::\(MemoryCloud.account):role/VertesiaByHand"

  @Test func anAdministratorGetsARequestAndTheRunGoesOnWithTheirRole() async throws {
    let bench = Bench()
    let waiting = await bench.run(Answers([.awsAccess: ["by-hand"], .region: ["us-east-1"]]))
    #expect(waiting.exit == .stopped)
    #expect(waiting.outcome(.role) == .waiting)
    #expect(waiting.outcome(.environment) == .created)
    #expect(bench.world.roles == 0)
    let request = try #require(bench.disk.text("request-for-aws-administrator.md"))
    let environment = try #require(waiting.environmentID)
    #expect(request.contains("env:\(MemoryCloud.organization):\(environment)"))
    #expect(request.contains("aws iam create-role"))
    #expect(request.contains("aws iam put-role-policy"))

    // The administrator does it.
    bench.cloud.change { state in
      state.providers[bench.providerARN] = .init(audiences: ["bedrock"])
      state.roles["VertesiaByHand"] = .init(
        name: "VertesiaByHand",
        trust: "env:\(MemoryCloud.organization):\(environment)",
        inline: ["p": "{}"]
      )
    }
    let done = await bench.session().run(
      resuming: waiting.setup,
      answers: Answers([.roleARN: [Self.roleARN]])
    )
    #expect(done.exit == .done)
    #expect(done.outcome(.role) == .byHand)
    #expect(done.roleARN == Self.roleARN)
    #expect(done.verified == false || done.outcome(.modelListing) == .unchanged)
    #expect(bench.world.environments == 1)
  }

  @Test func aPersonDoesTheVertesiaSide() async {
    let bench = Bench()
    let answers = Answers([
      .vertesiaAccess: ["by-hand"], .organization: [MemoryCloud.organization],
      .environmentID: ["68c4d0e1f2a3b4c5d6e7f8aa"], .region: ["us-east-1"],
      .issuer: ["https://\(MemoryCloud.issuerHost)"],
    ])
    let waiting = await bench.run(answers)
    #expect(waiting.exit == .stopped)
    #expect(waiting.outcome(.role) == .created)
    #expect(waiting.outcome(.connection) == .waiting)
    #expect(bench.world.environments == 0)

    let session = bench.session()
    await session.perform(.open(waiting.setup))
    await session.perform(.handedBack(.connection, Answers()))
    await session.perform(.handedBack(.modelListing, Answers()))
    await session.close()
    let done = await bench.session().run(resuming: waiting.setup)
    #expect(done.exit == .done)
    #expect(!done.verified)
    #expect(done.outcome(.connection) == .byHand)
  }

  @Test func aDeniedSideCanBeHandedOver() async throws {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["CreateRole"] }
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    await session.perform(.handOver(.role))
    await session.end()
    var plans: [Plan] = []
    for await event in session.events {
      if case .planned(let plan) = event { plans.append(plan) }
      // A request could not name the environment yet.
      if case .handed = event { Issue.record("handed over before there is an environment") }
    }
    let plan = try #require(plans.last)
    #expect(plan.changes.allSatisfy { $0.step.side == .vertesia })
    #expect(bench.cloud.writes.isEmpty)
  }

  @Test func theRequestNamesTheEnvironment() async throws {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["CreateRole"] }
    let session = bench.session()
    let denied = await session.run(answers: Answers())
    await session.perform(.open(denied.setup))
    await session.perform(.handOver(.role))
    await session.end()

    let waiting = await bench.session().run(resuming: denied.setup)
    #expect(waiting.exit == .stopped)
    #expect(waiting.outcome(.environment) == .created)
    #expect(waiting.outcome(.role) == .waiting)
    let text = try #require(bench.disk.text("request-for-aws-administrator.md"))
    let environment = try #require(waiting.environmentID)
    #expect(text.contains("env:\(MemoryCloud.organization):\(environment)"))
    #expect(bench.world.roles == 0)
  }
}
