import Federation
import Provisioning
import Testing

@testable import Simulation

struct ConflictTests {
  @Test func aProviderOfSomebodyElseIsReused() async {
    let bench = Bench()
    bench.cloud.change {
      $0.providers[bench.providerARN] = .init(audiences: ["blobs", "bedrock"])
    }
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(result.outcome(.identityProvider) == .reused)
  }

  @Test func aMissingAudienceIsAddedAndNoneRemoved() async {
    let bench = Bench()
    bench.cloud.change { $0.providers[bench.providerARN] = .init(audiences: ["blobs"]) }
    let result = await bench.run()
    #expect(result.exit == .done)
    #expect(result.outcome(.identityProvider) == .changed)
    #expect(
      bench.cloud.read { $0.providers[bench.providerARN]?.audiences } == ["blobs", "bedrock"]
    )
  }

  @Test(arguments: [("stop", 0), ("rename", 1), ("extend", 1)])
  func aRoleOfThatNameThatTrustsSomeoneElse(decision: String, works: Int) async {
    let bench = Bench()
    let trust = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::\
      432112349876:root"},"Action":"sts:AssumeRole"}]}
      """
    bench.cloud.change { $0.roles["company-role"] = .init(name: "company-role", trust: trust) }
    let result = await bench.run(
      Answers([.roleName: ["company-role"], .onConflict: [decision]])
    )
    if works == 0 {
      #expect(result.exit == .conflict)
      #expect(result.code(.role) == .roleNameTaken)
      // With the read that has shown it, as support asks for.
      let evidence = result.steps.first { $0.id == .role }?.fault?.evidence ?? []
      let labels = evidence.map(\.label)
      #expect(labels.starts(with: [.service, .operation, .status, .time]))
      #expect(evidence.map(\.text).starts(with: ["IAM", "GetRole", "200"]))
      #expect(labels.contains(.expected) && labels.contains(.found))
      #expect(bench.cloud.writes.isEmpty)
    }
    if decision == "extend" {
      #expect(result.exit == .done)
      let extended = bench.cloud.read { $0.roles["company-role"]?.trust ?? "" }
      #expect(extended.contains("432112349876:root"))
      #expect(extended.contains("env:\(MemoryCloud.organization):"))
      #expect(result.outcome(.role) == .changed)
    }
    if decision == "rename" {
      #expect(result.exit == .done)
      #expect(bench.cloud.read { $0.roles["company-role"]?.trust } == trust)
      #expect(bench.world.roles == 2)
    }
  }

  @Test func aNewNameIsSavedAsSoonAsItIsChosen() async {
    let bench = Bench()
    bench.cloud.change {
      $0.roles["company-role"] = .init(name: "company-role", trust: Self.trust([Self.theirs]))
    }
    let stopped = await bench.run(Answers([.roleName: ["company-role"]]))
    let session = bench.session()
    await session.perform(.open(stopped.setup))
    await session.perform(.resolve(.role, with: "rename"))
    // Killed now, before any change.
    #expect(bench.disk.text("checkpoint.json")?.contains("company-role-alt2") == true)
  }

  static let theirs = "env:\(MemoryCloud.organization):68c4d0e1f2a3b4c5d6e7f8ff"

  /// As the role of another set-up stands in IAM.
  static func trust(_ subjects: [String]) -> String {
    let host = MemoryCloud.issuerHost
    let list = subjects.map { "\"\($0)\"" }.joined(separator: ",")
    return """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":\
      "arn:aws:iam::\(MemoryCloud.account):oidc-provider/\(host)"},\
      "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"\(host):aud":"bedrock",\
      "\(host):sub":[\(list)]}}}]}
      """
  }

  @Test func aRoleExtendedForThisEnvironmentToo() async throws {
    let bench = Bench()
    bench.cloud.change {
      $0.roles["company-role"] = .init(name: "company-role", trust: Self.trust([Self.theirs]))
    }
    let answers = Answers([.roleName: ["company-role"]])
    let stopped = await bench.run(answers)
    #expect(stopped.code(.role) == .roleNameTaken)

    // As the wizard does it: the decision is not among the answers.
    let session = bench.session()
    await session.perform(.open(stopped.setup))
    await session.perform(.resolve(.role, with: "extend"))
    var plans = session.events.makeAsyncIterator()
    var plan: Plan?
    while plan == nil, let event = await plans.next() {
      if case .planned(let made) = event { plan = made }
    }
    let agreed = try #require(plan)
    let change = try #require(agreed.changes.first { $0.step == .role })
    #expect(change.details.contains("lets in as before: \(Self.theirs)"))
    await session.perform(.apply(consent: agreed.digest))
    await session.end()
    #expect(bench.clock.seconds == 0)
    let trust = bench.cloud.read { $0.roles["company-role"]?.trust ?? "" }
    #expect(trust.contains(Self.theirs))

    // What was agreed to stays agreed to; somebody new in the trust does not.
    let writes = bench.cloud.writes
    let again = await bench.session().run(resuming: stopped.setup)
    #expect(again.exit == .done)
    #expect(bench.cloud.writes == writes)
    bench.cloud.change {
      let environment = $0.environments.first?.id ?? ""
      $0.roles["company-role"]?.trust = Self.trust([
        Self.theirs, "env:\(MemoryCloud.organization):\(environment)", "env:other:one",
      ])
    }
    let changed = await bench.session().run(resuming: stopped.setup)
    #expect(changed.exit == .conflict)
  }

  /// Its role would be called changed, and its environment be left behind.
  @Test func aSetupStaysWithItsRegion() async {
    let bench = Bench()
    let first = await bench.run(Answers([.environmentName: ["Lab"], .tag: ["owner=ml"]]))
    let log = bench.cloud.read { $0.log }
    let moved = Answers([.region: ["eu-west-1"]])
    let stopped = await bench.session().run(resuming: first.setup, answers: moved)
    #expect(stopped.exit == .conflict)
    #expect(stopped.fault?.code == .environmentDiffers)
    #expect(
      stopped.fault?.remedies.map(\.command) == [
        "vertesia-bedrock apply --region eu-west-1 --project \(MemoryCloud.project) "
          + "--environment-name Lab --tag owner=ml --yes",
        "vertesia-bedrock apply --setup \(first.setup) --yes",
      ]
    )
    #expect(bench.cloud.read { $0.log } == log)
    // Nothing of it is remembered, and the way out makes a second one.
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
    let second = await bench.run(
      Answers([.region: ["eu-west-1"], .environmentName: ["Lab"], .tag: ["owner=ml"]])
    )
    #expect(second.exit == .done && second.setup != first.setup)
    #expect(bench.world.roles == 2 && bench.world.environments == 2)
  }

  @Test func whoLacksRightsIsToldBeforeAnythingIsMade() async {
    let bench = Bench()
    bench.cloud.change { $0.denied = ["CreateRole", "PutRolePolicy"] }
    let result = await bench.run()
    #expect(result.exit == .failed)
    #expect(result.code(.role) == .callerCannotFinish)
    #expect(bench.cloud.writes.isEmpty)
  }

  @Test func rightsAreAskedBesideTheLook() async {
    let bench = Bench()
    bench.cloud.change {
      $0.company = ["GetRole": "SimulatePrincipalPolicy", "SimulatePrincipalPolicy": "GetRole"]
    }
    let first = await bench.run()
    #expect(first.exit == .done)
    #expect(bench.cloud.read { $0.alone } == [])
    // Where nothing is left to make, nothing is asked.
    bench.cloud.change { $0.log = [] }
    _ = await bench.session().run(resuming: first.setup)
    #expect(bench.cloud.read { !$0.log.contains("SimulatePrincipalPolicy") })
  }

  @Test(arguments: [
    ("GetRole", StepID.role), ("GetOpenIDConnectProvider", .identityProvider),
    ("GetRolePolicy", .permissions),
  ])
  func whoMayNotLookCannotFinish(operation: String, step: StepID) async {
    let bench = Bench()
    bench.cloud.change { $0.denied = [operation, "SimulatePrincipalPolicy"] }
    let result = await bench.run()
    #expect(result.exit == .failed)
    #expect(result.code(step) == .callerCannotFinish)
    #expect(bench.cloud.writes.isEmpty)
    let fault = result.steps.first { $0.id == step }?.fault
    #expect(fault?.evidence.contains { $0.text == operation } == true)
  }

  @Test func whoMayNotLookAtWhatIsDoneIsToldJustThat() async {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change { $0.denied = ["GetRole"] }
    let result = await bench.session().run(resuming: first.setup)
    #expect(result.code(.role) == .iamReadDenied)
  }

  @Test func aDeveloperKeyIsToldBeforeAnythingIsMade() async {
    let bench = Bench()
    bench.cloud.change { $0.keyRole = "developer" }
    let result = await bench.run()
    #expect(result.code(.environment) == .vertesiaRightMissing)
    #expect(bench.cloud.writes.isEmpty)
  }

  @Test func anEndpointThatCannotAddAnAudienceSaysSo() async {
    let bench = Bench()
    bench.cloud.change {
      $0.providers[bench.providerARN] = .init(audiences: ["blobs"])
      $0.troubles["AddClientIDToOpenIDConnectProvider"] = [.html(500), .html(500), .html(500)]
      $0.troubles["SimulatePrincipalPolicy"] = Array(repeating: .html(500), count: 6)
    }
    let result = await bench.run()
    #expect(result.code(.identityProvider) == .operationUnsupported)
  }
}
