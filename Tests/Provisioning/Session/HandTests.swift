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
    var handed: HandForm?
    for await event in session.events {
      if case .handed(let form) = event { handed = form }
    }
    let form = try #require(handed)
    #expect(form.document?.hasSuffix(".md") == true)
    #expect(form.returns == [.roleARN])
    #expect(bench.cloud.writes.isEmpty)
  }
}
