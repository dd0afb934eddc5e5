import Federation
import Provisioning
import Testing

@testable import Simulation

/// An environment of the same name and region is there already.
struct EnvironmentConflictTests {
  /// Its files are on another machine, or lost.
  @Test func anEnvironmentOfAnotherSetupLeadsToThatOne() async {
    let bench = Bench()
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
    let stopped = await bench.run()
    #expect(stopped.exit == .conflict)
    let fault = stopped.steps.first { $0.id == .environment }?.fault
    #expect(fault?.code == .environmentExists)
    #expect(fault?.remedies.first?.command == "vertesia-bedrock recover")
    #expect(fault?.cause.contains("set-up k3vq7m2d of this program") == true)
  }

  @Test func anEnvironmentOfThatNameIsNotTakenUnasked() async {
    let bench = Bench()
    bench.cloud.change {
      $0.environments = [
        .init(
          id: "68c4d0e1f2a3b4c5d6e7f8aa",
          name: "bedrock-us-east-1",
          endpoint_url: "us-east-1",
          allowed_projects: [MemoryCloud.project]
        )
      ]
    }
    let stopped = await bench.run()
    #expect(stopped.exit == .conflict)
    #expect(stopped.code(.environment) == .environmentExists)
    #expect(bench.cloud.writes.isEmpty)

    let adopted = await bench.run(Answers([.environmentID: ["68c4d0e1f2a3b4c5d6e7f8aa"]]))
    #expect(adopted.exit == .done)
    #expect(adopted.outcome(.environment) == .reused)
    #expect(bench.world.environments == 1)
  }
}
