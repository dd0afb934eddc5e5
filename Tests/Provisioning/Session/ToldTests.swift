import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// Each command that a fault tells is one that can be run as printed.
struct ToldTests {
  private static let unsaved = Answers([.rolePath: ["/ml/"], .onConflict: ["extend"]])

  private static let settings: Settings = {
    var invocation = Invocation(flags: ["--state-dir", "/s"], site: "a.example")
    invocation.scope = ["--step", "role"]
    return Settings(namedSite: "a.example", isInteractive: false, invocation: invocation)
  }()

  @Test(arguments: FaultPage.all, [true, false])
  func everyCommandNamesWhatItNeeds(_ page: FaultPage, isSaved: Bool) throws {
    let setup = isSaved ? SetupID("k3vq7m2d") : nil
    for (before, after) in zip(
      page.remedies,
      Fault(page.code).told(of: setup, repeating: Self.unsaved, Self.settings).remedies
    ) {
      guard case .product(let command)? = before.way else {
        let isFree = before.command?.hasPrefix("vertesia-bedrock ") != true
        #expect(isFree || before.command?.hasSuffix(" --help") == true, "\(before.words)")
        continue
      }
      let text = try #require(after.command)
      #expect(text.hasSuffix(" --state-dir /s"))
      #expect(text.contains(" --site a.example") == (command.verb != .list))
      #expect(text.contains(" --yes") == (command.verb == .apply))
      #expect(text.contains(" --step role") == (command.verb == .apply))
      #expect(text.contains("k3vq7m2d") == (isSaved && command.target == .own))
      #expect(text.contains(" --role-path /ml/") == command.goesOn)
    }
  }

  /// A refusal that only the change itself meets.
  @Test func theWayByHandIsACommandDuringTheRunToo() async throws {
    let bench = Bench()
    let first = await bench.run()
    #expect(first.exit == .done)
    bench.cloud.change { $0.troubles["POST /environments"] = [.refuse(403, "Forbidden", "no")] }
    let second = await bench.run(Answers([.environmentName: ["other"]]))
    let fault = try #require(second.steps.first { $0.id == .environment }?.fault)
    #expect(fault.code == .vertesiaRightMissing)
    let way = try #require(fault.remedies.first { $0.words.hasPrefix("Do the Vertesia side") })
    #expect(way.command == "vertesia-bedrock setup --setup \(second.setup)")
  }
}
