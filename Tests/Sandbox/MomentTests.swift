import Testing

@testable import Sandbox

struct MomentTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_785_578_096, "2026-08-01T09:54:56Z"), (-1, "1969-12-31T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"),
  ])
  func printsAndReads(seconds: Int, text: String) {
    let moment = Moment(milliseconds: Int64(seconds) * 1000)
    #expect(moment.iso == text)
    #expect(Moment(basic: moment.basic) == moment)
    #expect(moment.epochSeconds == seconds)
  }

  @Test func printsHTTPDates() {
    #expect(Moment(year: 1994, 11, 6, 8, 49, 37).httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
  }

  @Test(arguments: ["", "20260501T100000", "2026-05-01T10:00:00Z", "20261301T000000Z"])
  func refusesOtherForms(text: String) {
    #expect(Moment(basic: text) == nil)
  }

  @Test(arguments: [
    ("2026", Moment(year: 2026, 1, 1)), ("2026-05", Moment(year: 2026, 5, 1)),
    ("2026-05-01", Moment(year: 2026, 5, 1)),
    ("2026-05-01T10:00Z", Moment(year: 2026, 5, 1, 10)),
    ("2026-05-01T10:00:07.25Z", Moment(year: 2026, 5, 1, 10, 0, 7).advanced(milliseconds: 250)),
    ("2026-05-01T00:30:00+01:00", Moment(year: 2026, 4, 30, 23, 30)),
    ("2026-05-01T23:30:00-01:00", Moment(year: 2026, 5, 2, 0, 30)),
    ("1785578096", Moment(milliseconds: 1_785_578_096_000)),
  ])
  func readsDatesOfPolicies(text: String, moment: Moment) {
    #expect(Moment(date: text) == moment)
  }

  @Test(arguments: [
    "", "soon", "26", "2026-13", "2026-05-32", "2026-5-1", "2026-05-01T10:00", "2026T10:00Z",
    "2026-05-01T24:00Z", "2026-05-01T10:00:00.Z", "2026-05-01T10:00:00+1", "2026-05-01T10Z",
    "2026-05-01 10:00Z", "99999999999999999", "2026-05-01T",
  ])
  func refusesWhatIsNoDate(text: String) {
    #expect(Moment(date: text) == nil)
  }
}
