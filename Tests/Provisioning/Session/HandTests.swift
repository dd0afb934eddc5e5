import Federation
import Provisioning
import Testing

@testable import Simulation

struct HandTests {
  static let roleARN = "arn:aws:iam::\(MemoryCloud.account):role/VertesiaByHand"

  /// What the request asks for, made in the account.
  static func administratorDoesIt(
    _ bench: Bench,
    _ environment: String,
    role: String = "VertesiaByHand",
    policies: [String: String] = ["p": allowing("bedrock:*")]
  ) {
    bench.cloud.change { state in
      state.providers[bench.providerARN] = .init(audiences: ["bedrock"])
      state.roles[role] = .init(
        name: role,
        trust: ConflictTests.trust(["env:\(MemoryCloud.organization):\(environment)"]),
        inline: policies
      )
    }
  }

  static func allowing(_ action: String) -> String {
    #"{"Statement":[{"Effect":"Allow","Action":"\#(action)","Resource":"*"}]}"#
  }

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

    Self.administratorDoesIt(bench, environment)
    let done = await bench.session().run(
      resuming: waiting.setup,
      answers: Answers([.roleARN: [Self.roleARN]])
    )
    #expect(done.exit == .done)
    #expect(done.outcome(.role) == .byHand)
    #expect(done.roleARN == Self.roleARN)
    #expect(done.outcome(.modelListing) == .unchanged)
    // The listing proves the role; what else its policies allow rests on a word.
    #expect(!done.verified)
    #expect(bench.world.environments == 1)
  }

  /// Nothing of it can be read from here; that Vertesia lists models through it has to do.
  @Test func aRoleOfAnotherAccountIsTakenAtItsWord() async throws {
    let bench = Bench()
    let waiting = await bench.run(Self.byHand)
    let environment = try #require(waiting.environmentID)
    Self.administratorDoesIt(bench, environment, role: "Elsewhere")
    let elsewhere = "arn:aws:iam::111122223333:role/Elsewhere"
    var answers = Answers([.awsAccess: ["credentials"], .roleARN: [elsewhere]])
    let unconfirmed = await bench.session().run(resuming: waiting.setup, answers: answers)
    #expect(unconfirmed.fault?.code == .roleAccountNotConfirmed)

    answers[.confirmed] = "role-account:111122223333"
    let done = await bench.session().run(resuming: waiting.setup, answers: answers)
    #expect(done.exit == .done)
    #expect(done.roleARN == elsewhere)
    #expect(done.outcome(.role) == .byHand)
    #expect(done.outcome(.modelListing) == .unchanged)
    let log = bench.cloud.read(\.log)
    #expect(!log.contains("GetRole") && !log.contains("*CreateRole"))
  }

  static let byHand = Answers([.awsAccess: ["by-hand"], .region: ["us-east-1"]])

  /// How the steps stood in the order it was told, and the plan last.
  static func told(_ session: Session) async -> (states: [StepID: StepState], plan: Plan?) {
    await session.end()
    var states: [StepID: StepState] = [:]
    for await event in session.events {
      switch event {
      case .settled(let step, let outcome, _): states[step] = .settled(outcome)
      case .waiting(let step, let wait): states[step] = .waiting(wait)
      case .planned(let plan): return (states, plan)
      default: break
      }
    }
    return (states, nil)
  }

  @Test func whoWaitsIsToldWhatWasHandedOut() async throws {
    let bench = Bench()
    let session = bench.session()
    let waiting = await session.run(answers: Self.byHand)
    let path = "/state/\(waiting.setup)/request-for-aws-administrator.md"
    await session.end()
    var last: [StepID: Event] = [:]
    for await event in session.events {
      switch event {
      case .settled(let step, _, _), .waiting(let step, _): last[step] = event
      default: break
      }
    }
    for step in [StepID.identityProvider, .role] {
      guard case .waiting(_, let wait)? = last[step] else {
        Issue.record("\(step) does not wait at the end")
        continue
      }
      #expect(wait.reason == .awsAdministrator)
      #expect(wait.handedOut == path)
    }
  }

  @Test func aSetupThatWaitsIsLookedAtFirstWhenItIsOpened() async throws {
    let bench = Bench()
    let waiting = await bench.run(Self.byHand)
    let path = "/state/\(waiting.setup)/request-for-aws-administrator.md"

    let session = bench.session()
    await session.perform(.open(waiting.setup))
    await session.perform(.plan)
    let (states, plan) = await Self.told(session)
    guard case .waiting(let wait)? = states[.role] else {
      Issue.record("the role does not wait")
      return
    }
    #expect(wait.handedOut == path)
    #expect(states[.environment] == .settled(.created))
    #expect(plan?.changes.map(\.step) == [.connection])
  }

  @Test func whatAnAdministratorHasDoneIsSeenWhenItIsOpened() async throws {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["CreateRole"] }
    let session = bench.session()
    let denied = await session.run(answers: Answers())
    await session.perform(.open(denied.setup))
    await session.perform(.handOver(.role))
    await session.end()
    let waiting = await bench.session().run(resuming: denied.setup)
    #expect(waiting.outcome(.role) == .waiting)
    let environment = try #require(waiting.environmentID)
    let name = bench.disk.text("request-for-aws-administrator.md")?
      .split(separator: " ").first { $0.hasPrefix("Vertesia-acme") }.map(String.init)
    let role = try #require(name)
    Self.administratorDoesIt(bench, environment, role: role, policies: [:])

    let again = bench.session()
    await again.perform(.open(denied.setup))
    await again.perform(.plan)
    let (states, _) = await Self.told(again)
    #expect(states[.identityProvider] == .settled(.byHand))
    #expect(states[.role] == .settled(.byHand))
    guard case .waiting? = states[.permissions] else {
      Issue.record("the permissions do not wait")
      return
    }
  }

  /// A person who names the role has had it made: what cannot be looked at is taken at their word,
  /// and the listing has to prove it.
  @Test(arguments: [
    ["GetRole"], ["GetRolePolicy", "ListAttachedRolePolicies"], ["CreateRole", "PutRolePolicy"],
  ])
  func whoMayNotLookNamesTheRole(denied: Set<String>) async throws {
    let bench = Bench()
    bench.cloud.change { $0.denied = denied }
    let begun = await bench.session().run(answers: Answers(), only: .environment)
    let environment = try #require(begun.environmentID)
    let early = await bench.session().run(resuming: begun.setup)
    #expect(early.exit == .failed && early.verified == false)

    Self.administratorDoesIt(bench, environment)
    let answers = Answers([.roleARN: [Self.roleARN]])
    for _ in 0..<2 {
      let done = await bench.session().run(resuming: begun.setup, answers: answers)
      #expect(done.exit == .done)
      #expect(done.roleARN == Self.roleARN)
      #expect(done.outcome(.permissions) == .byHand)
      #expect(done.outcome(.modelListing) == .unchanged)
    }
    #expect(bench.cloud.read { $0.environments.first?.apiKey } == Self.roleARN)
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

  @Test func whatIsTakenBackIsDoneHereAgain() async {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["CreateRole"] }
    let session = bench.session()
    let denied = await session.run(answers: Answers())
    await session.perform(.open(denied.setup))
    await session.perform(.handOver(.role))
    await session.perform(.takeBack(.role))
    await session.end()

    bench.cloud.change { $0.denied = [] }
    let done = await bench.session().run(resuming: denied.setup)
    #expect(done.exit == .done)
    #expect(done.outcome(.role) == .created)
    #expect(done.verified)
  }

  @Test func aRoleThatWasNamedWronglyIsNamedAnew() async throws {
    let bench = Bench()
    let waiting = await bench.run(Self.byHand)
    let environment = try #require(waiting.environmentID)
    Self.administratorDoesIt(bench, environment)
    let session = bench.session()
    await session.perform(.open(waiting.setup))
    await session.perform(.handedBack(.role, Answers([.roleARN: [Self.roleARN + "x"]])))
    await session.perform(.answer(.roleARN, Self.roleARN))
    await session.end()
    let done = await bench.session().run(resuming: waiting.setup)
    #expect(done.exit == .done)
    #expect(done.roleARN == Self.roleARN)
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
