import Testing

@testable import Federation
@testable import Provisioning
@testable import Simulation

/// Other permissions for a role that an administrator has made: chosen is not done.
struct HandedPermissionsTests {
  private static let role = HandedRoleTests.name

  /// A set-up over an administrator, who has put the request's own policy on the role.
  private static func finished(_ bench: Bench) async throws -> String {
    let begun = try await HandedRoleTests.begun(bench)
    try put(bench)
    #expect(bench.disk.text("request-for-aws-administrator.md")?.contains(Marker.tagKey) == true)
    bench.cloud.change { $0.roles[role]?.tags[Marker.tagKey] = begun.setup }
    let end = await bench.session().run(
      resuming: begun.setup,
      answers: Answers([.roleARN: [HandTests.roleARN]])
    )
    #expect(end.exit == .done && end.outcome(.permissions) == .byHand)
    return begun.setup
  }

  /// Carries out what the request says of the policy.
  private static func put(_ bench: Bench) throws {
    let request = try #require(bench.disk.text("request-for-aws-administrator.md"))
    let policy = request.split(separator: "<<'JSON'").last?.split(separator: "\nJSON\n").first
    bench.cloud.change { $0.roles[role]?.inline = ["vertesia-bedrock": String(policy ?? "")] }
  }

  private static let listing = Answers([.permissions: ["listing"]])

  private func inline(_ bench: Bench) -> String? {
    bench.cloud.read { $0.roles[Self.role]?.inline["vertesia-bedrock"] }
  }

  /// Whoever may change the role does it from here.
  @Test func theyAreChangedByWhoeverMay() async throws {
    let bench = Bench()
    let setup = try await Self.finished(bench)
    let before = inline(bench)
    bench.cloud.change { $0.denied = [] }
    let end = await bench.session().run(resuming: setup, answers: Self.listing) { plan in
      plan.changes.map(\.step) == [.permissions]
    }
    #expect(end.exit == .done && end.outcome(.permissions) == .changed)
    #expect(inline(bench) != before && inline(bench)?.contains("bedrock:Invoke") == false)
  }

  /// Whoever may not asks for it, and it is done once it is seen.
  @Test func theyAreAskedForByWhoeverMayNot() async throws {
    let bench = Bench()
    let setup = try await Self.finished(bench)
    let before = inline(bench)
    let refused = await bench.session().run(resuming: setup, answers: Self.listing)
    #expect(refused.code(.permissions) == .callerCannotFinish, "\(refused.exit)")
    let session = bench.session(isInteractive: true)
    await session.perform(.open(setup))
    await session.perform(.prefetch)
    await session.perform(.answer(.permissions, "listing"))
    await session.perform(.handOver(.permissions))
    await session.close()
    let waiting = await bench.session().run(resuming: setup)
    #expect(waiting.exit == .stopped && waiting.outcome(.permissions) == .waiting)
    #expect(inline(bench) == before)
    try Self.put(bench)
    let end = await bench.session().run(resuming: setup)
    #expect(end.exit == .done && end.outcome(.permissions) == .byHand)
    let facts = end.steps.first { $0.id == .permissions }?.facts
    #expect(facts?[.permissions] == "listing" && facts?[.verified] == "true")
  }
}
