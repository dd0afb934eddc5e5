import Federation
import Provisioning
import Testing

@testable import Simulation

/// A site whose host is not Vertesia's: it gets a key where the command line names it.
struct SiteTests {
  static let site = "api.acme.example"
  static let answers = Answers([.site: [site]])

  @Test func aSiteThatWasNamedIsNamedInTheCommandThatGoesOn() async throws {
    let bench = Bench()
    let session = bench.session(site: Self.site)
    let result = await session.run(answers: Self.answers)
    #expect(result.exit == .done)
    let resumes = await SessionTests.events(session).compactMap {
      if case .opened(_, _, let resume) = $0 { resume } else { nil }
    }
    #expect(
      resumes.last == "vertesia-bedrock setup --setup \(result.setup) --site \(Self.site)"
    )
  }

  @Test func aSavedSiteIsNamedByTheWayOut() async throws {
    let bench = Bench()
    let made = await bench.session(site: Self.site).run(answers: Self.answers)
    let calls = bench.cloud.read(\.log)
    let again = await bench.session().run(resuming: made.setup, answers: Answers())
    #expect(again.exit == .usage)
    let fault = try #require(again.steps.first { $0.id == .organization }?.fault)
    #expect(fault.code == .hostNotTrusted)
    #expect(
      fault.remedies.first?.command
        == "vertesia-bedrock setup --setup \(made.setup) --site \(Self.site)"
    )
    #expect(!bench.cloud.read(\.log).dropFirst(calls.count).contains("POST /token"))
  }

  @Test func aTypedSiteIsNamedByTheWayOut() async throws {
    let session = Bench().session(isInteractive: true)
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.site, Self.site))
    await session.perform(.prefetch)
    await session.perform(.plan)
    let faults = await SessionTests.events(session).compactMap {
      if case .failed(_, let fault) = $0 { fault } else { nil }
    }
    let fault = try #require(faults.first { $0.code == .hostNotTrusted })
    #expect(fault.remedies.first?.command?.hasSuffix(" --site \(Self.site)") == true)
  }

  /// Where nothing was saved, the answers stand in the command, and the site stands there once.
  @Test func theAnswersOfARunThatKeptNothingNameTheSiteOnce() async throws {
    let result = await Bench().session().run(
      answers: Answers([.site: [Self.site], .region: ["eu-west-1"]])
    )
    let fault = try #require(result.steps.first { $0.id == .organization }?.fault)
    let command = try #require(fault.remedies.first?.command)
    #expect(command.split(separator: " ").filter { $0 == "--site" }.count == 1)
    #expect(command.contains("--region eu-west-1") && !command.contains("--setup"))
  }

  @Test func everyApplyIsPrintedWithItsYes() {
    let invocation = Invocation()
    #expect(
      invocation(.apply, of: "k3vq7m2d") == "vertesia-bedrock apply --setup k3vq7m2d --yes"
    )
    #expect(invocation(.apply) == "vertesia-bedrock apply --yes")
    #expect(invocation(.setup) == "vertesia-bedrock setup")
  }

  @Test func commandsThatCallNobodyNameNoSite() {
    let invocation = Invocation(flags: ["--state-dir", "/s"], site: "a.example")
    #expect(invocation(.list) == "vertesia-bedrock list --state-dir /s")
    #expect(invocation(.recover) == "vertesia-bedrock recover --site a.example --state-dir /s")
    #expect(
      invocation(.plan, Answers([.site: ["b.example"]]))
        == "vertesia-bedrock plan --site b.example --state-dir /s"
    )
  }
}
