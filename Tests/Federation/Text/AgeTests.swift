import Federation
import Testing

struct AgeTests {
  @Test(arguments: [
    ("2026-08-22T10:00:00.000Z", "2026-08-22T10:12:30Z", "12 minutes ago"),
    ("2026-08-22T10:00:00Z", "2026-08-22T10:00:59.9Z", "just now"),
    ("2026-08-22T10:00:00Z", "2026-08-22T09:00:00Z", "just now"),
    ("2026-08-22T10:00:00Z", "2026-08-22T11:59:00Z", "1 hour ago"),
    ("2024-02-28T00:00:00Z", "2024-03-01T00:00:00Z", "2 days ago"),
    ("2025-12-31T23:59:59Z", "2026-01-14T23:59:59Z", "14 days ago"),
  ])
  func agesInWords(_ then: String, _ now: String, _ words: String) {
    #expect(Age.words(since: then, now: now) == words)
  }

  @Test(arguments: ["", "yesterday", "2026-13-01T00:00:00Z", "2026-08-22T10:00:00", "2026-08-22"])
  func whatIsNoMomentHasNoAge(_ text: String) {
    #expect(Age.words(since: text, now: "2026-08-22T10:00:00Z") == nil)
  }
}
