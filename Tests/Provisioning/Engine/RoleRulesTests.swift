import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

/// What a company asks for on roles stands in the sentence that is agreed to.
struct RoleRulesTests {
  @Test(
    arguments: [
      ([:], ""),
      ([.rolePath: ["/"]], ""),
      ([.rolePath: ["/ml/"]], ", path /ml/"),
      ([.tag: ["owner=ml"]], ", tag owner=ml"),
      (
        [
          .rolePath: ["/ml/"], .tag: ["owner=ml", "cost=42"],
          .permissionsBoundary: ["arn:aws:iam::\(MemoryCloud.account):policy/company/Limits"],
        ],
        ", path /ml/, boundary Limits, tags owner=ml, cost=42"
      ),
    ] as [([AnswerKey: [String]], String)]
  )
  func theSentenceNamesThem(_ given: [AnswerKey: [String]], _ words: String) async throws {
    let bench = Bench()
    let shown = Mutex<Plan?>(nil)
    let answers = Answers([.roleName: ["Vertesia-x"]].merging(given) { $1 })
    _ = await bench.session().run(answers: answers) { plan in
      shown.withLock { $0 = plan }
      return false
    }
    let plan = try #require(shown.withLock { $0 })
    let role = plan.changes.first { $0.step == .role }
    #expect(role?.object == "role Vertesia-x\(words)")
  }
}
