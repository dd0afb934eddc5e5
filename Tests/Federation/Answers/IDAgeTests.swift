import Federation
import Testing

/// Ids that a person has pasted, and when they were made.
struct IDAgeTests {
  /// 2023-08-31 and 2025-09-13.
  private static let (older, newer) = ("64f0c1a2b3c4d5e6f7a8b9c0", "68c4d0e1f2a3b4c5d6e7f801")
  private static let now = "2026-11-27T00:00:00Z"

  private func words(_ organization: String?, _ environment: String?) -> [String] {
    let answers = Answers([
      .organization: organization.map { [$0] } ?? [],
      .environmentID: environment.map { [$0] } ?? [],
    ])
    return IDAge.doubts(answers, now: Self.now).map(\.words)
  }

  @Test func anEnvironmentIsMadeInAnOrganizationThatIsThere() {
    #expect(words(Self.older, Self.newer).isEmpty)
    #expect(words(Self.newer, Self.older).first?.contains("older than the Organization ID") == true)
  }

  /// 23:50 of the day before, and 00:10 of that day.
  @Test(arguments: [("6b08c5a8", "within the last hour"), ("6b08ca58", "still to come")])
  func anOrganizationIsSeldomNew(_ moment: String, _ doubt: String) {
    let id = moment + "b3c4d5e6f7a8b9c0"
    #expect(words(id, nil).first?.contains(doubt) == true)
  }

  @Test func idsOfAnotherShapeAreNotJudged() {
    #expect(words("my-organization", Self.newer).isEmpty)
    #expect(words(Self.older, "env-1").isEmpty)
    #expect(words(nil, Self.newer).isEmpty)
  }
}
