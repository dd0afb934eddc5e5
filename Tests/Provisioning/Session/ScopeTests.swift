import Federation
import Provisioning
import Testing

@testable import Simulation

/// A run of one step.
struct ScopeTests {
  static let writes: [StepID: [String]] = [
    .awsIdentity: [], .organization: [], .modelAccess: [],
    .identityProvider: ["*CreateOpenIDConnectProvider"],
    .environment: ["*POST /environments"],
    .role: ["*CreateOpenIDConnectProvider", "*POST /environments", "*CreateRole"],
    .permissions: [
      "*CreateOpenIDConnectProvider", "*POST /environments", "*CreateRole", "*PutRolePolicy",
    ],
    .connection: [
      "*CreateOpenIDConnectProvider", "*POST /environments", "*CreateRole",
      "*PUT /environments/{id}",
    ],
  ]

  @Test(arguments: StepID.allCases)
  func oneStepAndWhatItNeeds(step: StepID) async {
    let bench = Bench()
    let result = await bench.session().run(answers: Answers(), only: step)
    #expect(result.exit == .done)
    let done = result.steps.filter { $0.outcome != nil }.map(\.id)
    #expect(Set(done) == step.withNeeds)
    #expect(result.verified == (step == .modelListing))
    if let writes = Self.writes[step] {
      #expect(Set(bench.cloud.writes) == Set(writes))
    } else {
      #expect(bench.world == .whole)
    }

    let whole = await bench.run()
    #expect(whole.exit == .done)
    #expect(whole.setup == result.setup)
    #expect(bench.world == .whole)
    #expect(bench.cloud.writes.count == 5)
  }

  /// What is wrong elsewhere does not hold up a step that does not need it.
  @Test func aFaultOfAnotherStepIsNotMet() async {
    let bench = Bench()
    let first = await bench.run()
    bench.cloud.change {
      $0.troubles["GetRole"] = [.refuse(403, "AccessDenied", "no")]
    }
    let result = await bench.session().run(resuming: first.setup, only: .identityProvider)
    #expect(result.exit == .done)
    #expect(!result.verified)
    #expect(result.outcome(.modelListing) == .unchanged)
  }

  @Test func theOrderOfTheNeeds() {
    #expect(StepID.awsIdentity.withNeeds == [.awsIdentity])
    #expect(
      StepID.role.withNeeds == [
        .awsIdentity, .organization, .identityProvider, .environment, .role,
      ]
    )
    #expect(StepID.modelListing.withNeeds == Set(StepID.allCases).subtracting([.modelAccess]))
  }
}
