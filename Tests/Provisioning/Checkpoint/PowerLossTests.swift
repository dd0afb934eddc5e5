import Federation
import Testing

@testable import Provisioning
@testable import Simulation

/// The power goes at every operation of a save, with every choice of what the disk had written by
/// then. What was acknowledged is there afterwards, and what is there can be read. The first state
/// that is wrong ends a test: where a sync is missing, there are many thousands.
struct PowerLossTests {
  private static let saves = 4
  /// Names of temporary files differ from process to process, or a second one would meet the
  /// first one's.
  private let dice = Dice()

  private static func checkpoint(_ number: Int) -> Checkpoint {
    Checkpoint(setup: "k3vq7m2d", name: "acme \(number)", createdAt: "2026-11-23T20:00:00Z")
  }

  /// Loads, then saves up to the last number.
  ///
  /// - Returns: what was loaded, and the last save that was acknowledged.
  private func run(_ disk: PowerLossDisk) async throws -> (loaded: Int, acknowledged: Int) {
    let dice = dice
    let state = StateDirectory(path: "/state", disk: disk, tool: "test") { dice.bytes($0) }
    var last = 0
    guard let store = try? state.open("k3vq7m2d", note: "test") else { return (0, 0) }
    if let found = try await store.load() {
      last = try #require(found.checkpoint.name.split(separator: " ").last.flatMap { Int($0) })
    }
    let loaded = last
    for number in (last + 1)...max(last + 1, Self.saves) {
      do { try await store.save(Self.checkpoint(number)) } catch { break }
      last = number
    }
    await store.close()
    return (loaded, last)
  }

  private var operations: Int {
    get async throws {
      let fuse = Fuse()
      _ = try await run(PowerLossDisk(fuse: fuse))
      return fuse.boundaries.count
    }
  }

  @Test func everythingAcknowledgedSurvivesEveryCrash() async throws {
    var states = 0
    for death in 1...(try await operations + 1) {
      let disk = PowerLossDisk(fuse: Fuse(at: death))
      let acknowledged = try await run(disk).acknowledged
      for image in disk.survivors {
        states += 1
        let again = try await run(PowerLossDisk(image))
        try #require(again.loaded >= acknowledged, "died at \(death)")
        try #require(again.acknowledged >= Self.saves)
      }
    }
    #expect(states > 100)
  }

  /// It is kept under another name before its own is taken.
  @Test func aDamagedFileIsThereAfterEveryCrash() async throws {
    let disk = PowerLossDisk()
    _ = try await run(disk)
    var image = disk.now
    let damaged = Array("garbage".utf8)
    image.contents[try #require(image.names["/state/k3vq7m2d/checkpoint.json"])] = damaged
    let fuse = Fuse()
    _ = try await run(PowerLossDisk(image, fuse: fuse))
    for death in 1...(fuse.boundaries.count + 1) {
      let disk = PowerLossDisk(image, fuse: Fuse(at: death))
      let acknowledged = try await run(disk).acknowledged
      for left in disk.survivors {
        let isKept = left.names.values.contains { left.contents[$0] == damaged }
        try #require(isKept, "died at \(death)")
        try #require(try await run(PowerLossDisk(left)).loaded >= acknowledged)
      }
    }
  }

  /// As above, and the power goes once more while the next process saves.
  @Test func twoCrashesInARowLoseNothingEither() async throws {
    let operations = try await operations
    var states = 0
    for death in 1...operations {
      let disk = PowerLossDisk(fuse: Fuse(at: death))
      let acknowledged = try await run(disk).acknowledged
      for image in disk.survivors {
        for second in 1...12 {
          let next = PowerLossDisk(image, fuse: Fuse(at: second))
          let between = max(acknowledged, try await run(next).acknowledged)
          for last in next.survivors {
            states += 1
            let loaded = try await run(PowerLossDisk(last)).loaded
            try #require(loaded >= between, "died at \(death), then at \(second)")
          }
        }
      }
    }
    #expect(states > 4000)
  }
}
