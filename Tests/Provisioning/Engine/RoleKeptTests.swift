import Clients
import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// A role has another path or boundary than is asked for.
struct RoleKeptTests {
  private static let boundary = "arn:aws:iam::432112349876:policy/boundary"
  private static let other = "arn:aws:iam::432112349876:policy/other"
  private static let made = Answers([.rolePath: ["/lab/"], .permissionsBoundary: [boundary]])

  /// What is wished for comes first, and what is there can stay.
  @Test(arguments: [
    (Answers([.rolePath: ["/"]]), Answers([.rolePath: ["/lab/"]])),
    (Answers([.permissionsBoundary: [other]]), made),
    (Answers([.rolePath: ["/x/"], .permissionsBoundary: [other]]), made),
  ])
  func aWishIsGivenUp(wish: Answers, keep: Answers) async throws {
    let bench = Bench()
    let first = await bench.run(Self.made)
    let stopped = await bench.session().run(resuming: first.setup, answers: wish)
    let remedies = try #require(stopped.faults.first { $0.code == .roleDiffers }?.remedies)
    #expect(remedies.first?.product?.answers[.onConflict] == "rename")
    let kept = try #require(remedies.last { $0.keepsRole }?.product)
    #expect(kept.answers[.rolePath] == keep[.rolePath])
    #expect(kept.answers[.permissionsBoundary] == keep[.permissionsBoundary])
    let second = await bench.session().run(resuming: first.setup, answers: kept.answers)
    #expect(second.exit == .done && second.roleARN == first.roleARN)
    #expect(bench.world.roles == 1)
  }

  /// Nobody can give an answer by which a role has no boundary.
  @Test func aBoundaryIsNotAskedForAnyMore() async throws {
    let bench = Bench()
    let first = await bench.run()
    let wish = Answers([.permissionsBoundary: [Self.boundary]])
    let stopped = await bench.session().run(resuming: first.setup, answers: wish)
    let remedies = try #require(stopped.faults.first { $0.code == .roleDiffers }?.remedies)
    let keep = remedies.first(where: \.keepsRole)
    #expect(keep == nil)
    let second = await bench.session().run(resuming: first.setup)
    #expect(second.exit == .done)
  }

  /// The set-up was found again while its role did not show yet.
  @Test(arguments: [nil, boundary])
  func whoHasLostTheAnswersIsAdvisedToKeep(boundary: String?) async throws {
    let bench = Bench()
    var answers = Answers([.rolePath: ["/lab/"]])
    answers[.permissionsBoundary] = boundary
    let first = await bench.run(answers)
    let roles = bench.cloud.read(\.roles)
    bench.cloud.change { state in
      state.roles = [:]
      state.environments[0].apiKey = nil
    }
    bench.disk.erase()
    let found = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    #expect(found.count == 1)
    bench.cloud.change { $0.roles = roles }
    var again = Answers()
    again[.permissionsBoundary] = boundary
    let stopped = await bench.session().run(resuming: first.setup, answers: again)
    let advised = try #require(stopped.faults.first { $0.code == .roleDiffers }?.remedies.first)
    #expect(advised.keepsRole)
    let kept = try #require(advised.product?.answers)
    let second = await bench.session().run(resuming: first.setup, answers: kept)
    #expect(second.exit == .done)
    #expect(bench.world.roles == 1)
  }
}
