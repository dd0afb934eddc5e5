import Networking
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct ConsumerTests {
  @Test func aSetUpIsMadeAndTakenUpAgain() async throws {
    let sandbox = try #require(SandboxProcess())
    defer { sandbox.stop() }
    let state = FileManager.default.temporaryDirectory.path + "/consumer-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: state) }

    let made = try await connect(
      region: "eu-west-1",
      stateDirectory: state,
      in: .live(environment: sandbox.environment)
    )
    #expect(made?.hasPrefix("arn:aws:iam::432112349876:role/Vertesia-") == true)

    let again = try await connect(
      region: "eu-west-1",
      stateDirectory: state,
      in: .live(environment: sandbox.environment)
    )
    #expect(again == made)
  }
}
