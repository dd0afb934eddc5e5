import Federation
import Provisioning
import Testing

@testable import Simulation

/// An issuer that is not on a host of Vertesia's, after the files were lost.
struct RecoveredIssuerTests {
  private static let host = "sts.acme.example"

  private static func elsewhere() -> Bench {
    let bench = Bench()
    bench.cloud.change {
      $0.namesIssuer = host
      $0.signsAs = host
    }
    return bench
  }

  @Test func nobodyHasConfirmedIt() async throws {
    let bench = Self.elsewhere()
    bench.cloud.change {
      $0.environments = [
        .init(
          id: "68c4d0e1f2a3b4c5d6e7f8aa",
          name: "bedrock-us-east-1",
          description: "Models of Bedrock. vertesia-bedrock:k3vq7m2d",
          endpoint_url: "us-east-1",
          allowed_projects: [MemoryCloud.project]
        )
      ]
    }
    let found = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    #expect(found.map(\.id) == ["k3vq7m2d"])
    let result = await bench.session().run(resuming: "k3vq7m2d")
    #expect(result.fault?.code == .issuerNotConfirmed)
    #expect(bench.cloud.writes.isEmpty)
  }

  @Test func theRoleTrustsItAlready() async throws {
    let bench = Self.elsewhere()
    let first = await bench.run(Answers([.issuer: ["https://\(Self.host)"]]))
    #expect(first.exit == .done)
    bench.disk.erase()
    _ = try await bench.session().recover(Answers([.region: ["us-east-1"]]))
    #expect(await bench.session().run(resuming: first.setup).exit == .done)
  }
}
