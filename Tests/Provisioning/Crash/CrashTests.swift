import Federation
import Provisioning
import Testing

@testable import Simulation

/// A process dies, or is left alone with a slow cloud. `schedules` plays the same things in greater
/// numbers.
struct CrashTests {
  @Test func everySingleCrashIsMadeGood() {
    let crashes = Crashes.all(depth: 1)
    #expect(crashes.violations == [])
    #expect(crashes.sequences > 90)
    for phase in Crashes.phases { #expect(crashes.hits[phase] ?? 0 > 0, "\(phase)") }
  }

  @Test func theSameSeedMakesTheSameRun() throws {
    let schedule = Schedule(seed: 7)
    let images = try (0..<2).map { _ in
      let stage = Stage(schedule)
      for life in schedule.lives { _ = try stage.live(life) }
      return (stage.image, stage.cloud.read { $0.log }, stage.boundaries)
    }
    #expect(images[0].0 == images[1].0)
    #expect(images[0].1 == images[1].1)
    #expect(images[0].2 == images[1].2)
  }

  /// Whatever IAM takes its time for is noticed soon after, and nothing waits longer than it has to.
  @Test(arguments: [false, true], Array(stride(from: 0, through: 115, by: 5)))
  func whatHasSpreadIsUsedSoonAfter(flaps: Bool, seconds: Int) throws {
    for (reads, use) in [(seconds, 0), (0, seconds), (seconds, seconds)] {
      let stage = Stage(Schedule([], seed: UInt64(seconds + 1)))
      stage.cloud.change { state in
        state.spreading.reads = .seconds(reads)
        state.spreading.use = .seconds(use)
        state.spreading.flaps = flaps
      }
      #expect(try stage.live(Life())?.exit == .done)
      let written = stage.cloud.read(\.spreading.lastWrite)
      #expect(written <= .seconds(reads + 5))
      #expect(stage.simulator.now <= written + .seconds(max(reads, use) + 5))
    }
  }
}
