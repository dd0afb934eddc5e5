import Federation
import Provisioning
import Synchronization
import Testing

@testable import Simulation

struct SessionTests {
  /// Everything a session told until it ended.
  static func events(_ session: Session) async -> [Event] {
    await session.end()
    var all: [Event] = []
    for await event in session.events { all.append(event) }
    return all
  }

  @Test func aPlanWritesNothingAnywhere() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    let events = await Self.events(session)
    let plans = events.compactMap { if case .planned(let plan) = $0 { plan } else { nil } }
    #expect(
      plans.first?.changes.map(\.step) == [
        .identityProvider, .environment, .role, .permissions, .connection,
      ]
    )
    #expect(bench.cloud.writes.isEmpty)
    #expect(bench.disk.creations == 0)
  }

  @Test func aClockThatIsOffIsTold() async {
    let bench = Bench()
    bench.cloud.change {
      $0.troubles["GetCallerIdentity"] = [
        .refuse(403, "SignatureDoesNotMatch", "Signature expired: it is now earlier than that")
      ]
    }
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    let notices = await Self.events(session).flatMap { event -> [Notice] in
      if case .planned(let plan) = event { plan.notices } else { [] }
    }
    let told = notices.filter { $0.words.contains("behind AWS's") }
    #expect(told.count == 1 && told.allSatisfy { $0.tone == .warning })
  }

  @Test func commandsOfAPlanHoldNoSecretAndNoFirstPerson() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    for case .planned(let plan) in await Self.events(session) {
      for change in plan.changes {
        #expect(!change.command.contains("canary"))
        #expect(change.command.hasPrefix("aws iam ") || change.command.hasPrefix("curl "))
        #expect(!change.details.joined().contains("stands-here"))
      }
    }
  }

  @Test func prefetchReadsBothSidesOnce() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.prefetch)
    await session.perform(.prefetch)
    let events = await Self.events(session)
    let last = events.compactMap { if case .surveyed(let survey) = $0 { survey } else { nil } }.last
    #expect(last?.identity.value?.account == MemoryCloud.account)
    #expect(last?.organization.value?.id == MemoryCloud.organization)
    #expect(last?.environments.value == [])
    #expect(bench.cloud.read { $0.log.filter { $0 == "GetCallerIdentity" }.count } == 1)
    #expect(bench.cloud.read { $0.log.filter { $0 == "GET /account" }.count } == 1)
  }

  @Test func anAnswerIsSavedAndNotAskedAgain() async throws {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.region, "eu-west-1"))
    let events = await Self.events(session)
    let id = events.compactMap { if case .opened(let id, _, _) = $0 { id } else { nil } }.first
    let again = bench.session()
    await again.perform(.open(try #require(id)))
    let answers = await Self.events(again).compactMap {
      if case .answered(let answers) = $0 { answers } else { nil }
    }
    #expect(answers.last?[.region] == "eu-west-1")
  }

  @Test func aRefusedAnswerChangesNothing() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.answer(.region, "not a region!"))
    let events = await Self.events(session)
    #expect(events.contains { if case .refused(.region, _) = $0 { true } else { false } })
    #expect(bench.disk.creations == 0)
  }

  @Test func aStopBeforeTheRunLeavesEverythingAsItIs() async {
    let bench = Bench()
    let session = bench.session()
    await session.perform(.begin(Answers()))
    await session.perform(.plan)
    await session.perform(.stop)
    let events = await Self.events(session)
    guard case .finished(let result)? = events.last else {
      Issue.record("the last event is not the end")
      return
    }
    #expect(result.exit == .stopped)
    #expect(bench.cloud.writes.isEmpty)
  }

  /// A stop that comes while steps are running ends between two changes, and the next run goes on.
  @Test(arguments: [StepID.identityProvider, .environment, .role, .permissions])
  func aStopEndsBetweenChanges(after step: StepID) async {
    let bench = Bench()
    let session = bench.session()
    let stopping = Task {
      for await event in session.events {
        if case .settled(step, _, _) = event { await session.perform(.stop) }
      }
    }
    let result = await session.run(answers: Answers())
    await session.end()
    await stopping.value
    #expect(result.exit == .stopped || result.exit == .done)
    let again = await bench.run()
    #expect(again.exit == .done)
    #expect(bench.world == .whole)
    #expect(bench.cloud.writes.count == 5)
  }

  @Test func aSetupThatSomebodyElseHoldsIsRefused() async {
    let bench = Bench()
    let first = await bench.run()
    let holder = bench.session()
    await holder.perform(.open(first.setup))
    let second = bench.session(releasing: false)
    await second.perform(.open(first.setup))
    let codes = await Self.events(second).compactMap {
      if case .failed(_, let fault) = $0 { fault.code } else { nil }
    }
    #expect(codes == [.checkpointLocked])
    await holder.end()
  }

  /// The first stop waits for the change under way, the second one does not; what was sent stays an
  /// open intent, and the next run finds what it made.
  @Test func aSecondStopCancelsTheCallUnderWay() async {
    let bench = Bench()
    bench.cloud.change { $0.troubles["CreateRole"] = [.hang] }
    let session = bench.session()
    bench.stop(session, at: "CreateRole", times: 2)
    let result = await session.run(answers: Answers())
    #expect(result.exit == .interrupted)
    #expect(result.outcome(.role) == nil)
    #expect(bench.disk.text("checkpoint.json")?.contains("\"intent\" : {") == true)
    bench.cloud.watcher.withLock { $0 = nil }
    let again = await bench.run()
    #expect(again.exit == .done)
    #expect(again.outcome(.role) == .created)
    #expect(bench.world == .whole)
  }
}
