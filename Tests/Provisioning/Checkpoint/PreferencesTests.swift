import Simulation
import Testing

@testable import Provisioning

@Suite("What a person prefers")
struct PreferencesTests {
  private let disk = MemoryDisk()
  private static let file = "/state/preferences.json"

  private func state(on disk: any Disk) -> StateDirectory {
    StateDirectory(path: "/state", disk: disk, tool: "test") { Array(repeating: 7, count: $0) }
  }

  @Test func itIsKeptUntilItIsTakenBack() throws {
    let state = state(on: disk)
    #expect(state.preferences() == (Preferences(), nil))
    state.keep(Preferences())
    #expect(try disk.list("/state") == [], "what holds anyhow needs no file")
    state.keep(Preferences(plain: true))
    #expect(state.preferences() == (Preferences(plain: true), nil))
    #expect(try disk.list("/state") == ["preferences.json"])
    #expect(try state.list().isEmpty)
    state.keep(Preferences(plain: false))
    #expect(state.preferences() == (Preferences(), nil))
    #expect(try disk.list("/state") == [])
  }

  /// Where nothing can be written, nothing is kept and nothing stops.
  @Test func aPlaceThatTakesNothingKeepsNothing() {
    let state = StateDirectory(path: "/proc/nothing/state", disk: PosixDisk(), tool: "test") {
      Array(repeating: 7, count: $0)
    }
    state.keep(Preferences(plain: true))
    #expect(state.preferences() == (Preferences(), nil))
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}", #"{"plain":"yes"}"#, #"{"plain":1}"#, "\u{0}\u{1}",
    String(repeating: "[", count: 4000), String(repeating: " ", count: 5000),
  ])
  func aDamagedOneIsIgnoredAndTold(_ text: String) throws {
    try disk.makeDirectory("/state")
    try disk.create(Self.file, Array(text.utf8))
    let state = state(on: disk)
    let (chosen, notice) = state.preferences()
    #expect(chosen == Preferences())
    #expect(notice?.contains(Self.file) == true)
    state.keep(Preferences(plain: true))
    #expect(state.preferences() == (Preferences(plain: true), nil))
  }
}
