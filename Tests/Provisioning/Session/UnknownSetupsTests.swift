import Clients
import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// What is saved and cannot be read, and what stands in the cloud and could not be looked for.
struct UnknownSetupsTests {
  private static let other = Answers([.environmentName: ["Other"]])

  private static func plan(_ session: Session, _ answers: Answers) async -> (Plan?, [FaultCode]) {
    await session.perform(.begin(answers))
    await session.perform(.prefetch)
    await session.perform(.plan)
    var (plan, faults): (Plan?, [FaultCode]) = (nil, [])
    for event in await SessionTests.events(session) {
      if case .planned(let shown) = event { plan = shown }
      if case .failed(_, let fault) = event { faults.append(fault.code) }
    }
    return (plan, faults)
  }

  /// A person is told before they have answered anything.
  @Test(arguments: [false, true])
  func aDirectoryThatCannotBeReadIsNoEmptyOne(isInteractive: Bool) async {
    let bench = Bench()
    _ = await bench.run()
    let writes = bench.cloud.writes
    let session = Session.simulated(
      on: bench.cloud,
      Unlisted(disk: bench.disk),
      Surroundings.simulated(
        seconds: { [clock = bench.clock] in clock.seconds },
        clock: bench.clock,
        dice: Dice(7)
      ),
      Settings(isInteractive: isInteractive)
    )
    let (plan, faults) = await Self.plan(session, Self.other)
    #expect(plan == nil)
    let told = Array(repeating: FaultCode.stateDirectoryUnusable, count: isInteractive ? 2 : 1)
    #expect(faults == told)
    let result = await session.run(answers: Self.other)
    #expect(result.exit == .failed && result.fault?.code == .stateDirectoryUnusable)
    #expect(bench.cloud.writes == writes)
    let saved = bench.disk.text("checkpoint.json")
    await #expect(throws: Fault.self) { try await session.recover(Answers()) }
    #expect(bench.disk.text("checkpoint.json") == saved)
  }

  @Test func aSetupThatCannotBeReadIsTold() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.disk.damage("checkpoint")
    let (plan, _) = await Self.plan(bench.session(), Self.other)
    let told = "Set-up \(first.setup) is saved here and left out: VB801 "
    #expect(try #require(plan).notices.contains { $0.words.hasPrefix(told) })
    #expect(await bench.session().firstLook().unreadable.count == 1)
  }

  /// Roles that could not be listed are not roles that are not there.
  @Test func nothingIsRecoveredWhereRolesCannotBeListed() async throws {
    let bench = Bench()
    let first = await bench.run()
    bench.disk.erase()
    bench.cloud.change { $0.denied = ["ListRoles"] }
    let session = bench.session()
    let fault = await #expect(throws: Fault.self) { try await session.recover(Answers()) }
    #expect(fault?.evidence.contains { $0.text == "ListRoles" } == true)
    #expect(bench.disk.text("checkpoint.json") == nil)
    let (plan, _) = await Self.plan(bench.session(), Self.other)
    let told = "Set-ups of other machines could not all be looked for: "
    #expect(try #require(plan).notices.contains { $0.words.hasPrefix(told) })
    bench.cloud.change { $0.denied = [] }
    #expect(try await bench.session().recover(Answers()).map(\.id) == [first.setup])
  }

  /// A saved set-up joins the organization with another account; one that stands in this account,
  /// and was made elsewhere, says that both are meant.
  @Test func whatWasFoundCountsForThePlanToo() async {
    let bench = Bench()
    _ = await bench.run()
    bench.disk.erase()
    bench.cloud.change { $0.account = "111122223333" }
    let session = bench.session()
    await session.perform(.begin(Self.other))
    await session.perform(.plan)
    await session.perform(.answer(.environmentName, "Other"))
    await session.end()
    #expect(await bench.session().firstLook().saved.map(\.account) == ["111122223333"])
    bench.cloud.change { $0.account = MemoryCloud.account }
    let third = Answers([.environmentName: ["Third"]])
    let (plan, faults) = await Self.plan(bench.session(), third)
    #expect(plan != nil && faults == [])
  }
}

/// A directory that can be written to and not read.
private struct Unlisted: Disk {
  let disk: MemoryDisk

  func list(_ path: String) throws(DiskError) -> [String] {
    throw DiskError(.notPermitted, path: path, detail: "open: permission denied")
  }

  func makeDirectory(_ path: String) throws(DiskError) { try disk.makeDirectory(path) }
  func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]? {
    try disk.read(path, limit: limit)
  }
  func create(_ path: String, _ bytes: [UInt8]) throws(DiskError) { try disk.create(path, bytes) }
  func append(_ path: String, _ bytes: [UInt8]) throws(DiskError) { try disk.append(path, bytes) }
  func size(_ path: String) throws(DiskError) -> Int? { try disk.size(path) }
  func link(_ existing: String, _ new: String) throws(DiskError) { try disk.link(existing, new) }
  func rename(_ from: String, _ to: String) throws(DiskError) { try disk.rename(from, to) }
  func syncDirectory(_ path: String) throws(DiskError) { try disk.syncDirectory(path) }
  func remove(_ path: String) throws(DiskError) { try disk.remove(path) }
  func lock(_ path: String, note: String) throws(DiskError) -> (any DiskLock)? {
    try disk.lock(path, note: note)
  }
}
