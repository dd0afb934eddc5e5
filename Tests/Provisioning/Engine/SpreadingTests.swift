import Federation
import Provisioning
import Testing

@testable import Simulation

/// Why the first listing is waited for: a new role is a reason of its own.
struct SpreadingTests {
  /// The reason of the first wait for the listing.
  private static func reason(_ session: Session) async -> Wait.Reason? {
    for case .waiting(.modelListing, let wait) in await SessionTests.events(session) {
      return wait.reason
    }
    return nil
  }

  /// A run that is taken up finds the role as it should be; it is new all the same.
  @Test func aRoleThatTheRunBeforeMadeIsNewStill() async {
    let bench = Bench()
    bench.cloud.change { $0.failedListings = 10_000 }
    let first = await bench.run()
    #expect(first.outcome(.role) == .created && first.outcome(.modelListing) == nil)
    #expect(bench.clock.seconds < 300)

    let second = bench.session()
    let result = await second.run(resuming: first.setup)
    #expect(result.outcome(.role) == .unchanged)
    #expect(await Self.reason(second) == .roleSpreading)
    #expect(bench.clock.seconds >= 300)

    let third = bench.session()
    _ = await third.run(resuming: first.setup)
    #expect(await Self.reason(third) == .listing)
  }

  /// Its answer was lost with the run: it was made after it was meant to be, at the earliest.
  @Test func aRoleThatIsFoundAgainIsNewToo() async {
    let bench = Bench()
    bench.cloud.change {
      $0.failedListings = 10_000
      $0.troubles["CreateRole"] = [.hang]
    }
    let session = bench.session()
    async let running = session.run(answers: Answers())
    while !bench.cloud.writes.contains("*CreateRole") { await Task.yield() }
    await session.perform(.stop)
    await session.perform(.stop)
    let first = await running
    #expect(first.outcome(.role) == nil)

    let second = bench.session()
    let result = await second.run(resuming: first.setup)
    #expect(result.outcome(.role) == .created)
    #expect(await Self.reason(second) == .roleSpreading)
  }

  /// It ends no wait, and nobody has to wait to the end to hear of it.
  @Test(arguments: [(true, ["https://sts.vertesia.io"]), (false, [])])
  func anotherIssuerIsToldWhileItWaits(isAnother: Bool, _ named: [String]) async {
    let bench = Bench()
    bench.cloud.change { state in
      if isAnother { state.signsAs = "sts.vertesia.io" } else { state.failedListings = 10_000 }
    }
    let session = bench.session()
    _ = await session.run(answers: Answers())
    var elapsed = Duration.zero
    var told: [Duration] = []
    for event in await SessionTests.events(session) {
      switch event {
      case .waiting(.modelListing, let wait): elapsed = wait.elapsed
      case .noticed(let notice) where named.contains { notice.words.contains("names \($0).") }:
        told.append(elapsed)
      case .noticed(let notice): #expect(!notice.words.contains("AWS trusts the issuer"))
      default: break
      }
    }
    #expect(told.count == named.count)
    #expect(told.allSatisfy { $0 >= .seconds(30) && $0 < .seconds(40) })
    #expect(elapsed > .seconds(170))
  }
}
