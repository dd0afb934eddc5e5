import Testing

@testable import Simulation

/// What `schedules` finds can be found again.
struct DeterminismTests {
  @Test func theSameSeedMakesTheSameRun() throws {
    let schedule = Schedule(seed: 7)
    let ends = try (0..<2).map { _ in
      let stage = Stage(schedule)
      for life in schedule.lives { _ = try stage.live(life) }
      return (stage.image, stage.cloud.read { $0.log }, stage.boundaries)
    }
    #expect(ends[0].0 == ends[1].0)
    #expect(ends[0].1 == ends[1].1)
    #expect(ends[0].2 == ends[1].2)
  }
}
