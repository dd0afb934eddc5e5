import Testing

@testable import Simulation

/// A process can die at every failpoint that has a name: those of one change stand for all, which
/// `schedules --crashes` plays.
struct FailpointTests {
  @Test func everyOneIsReached() throws {
    let start = Stage(Schedule([]))
    let whole = Stage(start)
    _ = try whole.live(Life())
    let names = whole.boundaries
    let sent = try #require(names.firstIndex { $0.hasPrefix("CreateRole ") })
    // The save of the intent before it, with what other steps save meanwhile, and the one of the
    // fact behind it.
    let saves = names.indices.filter { names[$0] == "create checkpoint" }
    let first = try #require(saves.filter { $0 < sent }.suffix(3).first)
    let last = try #require(saves.first { $0 > sent }) + 9
    var reached: Set<Failpoint.Place> = []
    for boundary in first...min(last, names.count - 1) {
      let stage = Stage(start)
      _ = try stage.live(Life(ending: .killed(at: boundary + 1)))
      reached.formUnion(stage.places.filter { $0.change == "CreateRole" }.map(\.place))
    }
    #expect(reached == Set(Failpoint.Place.all))
  }

  @Test func theirNamesAreTheirOwn() {
    #expect(Set(Failpoint.Place.all.map(\.description)).count == Failpoint.Place.all.count)
  }
}
