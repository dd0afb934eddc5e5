/// The time, as far as the screens know it: told from outside, never read.
package struct Timeline: Equatable, Sendable {
  /// Seconds since 1970, UTC.
  package var startedAt: Int
  /// Seconds east of UTC, for the times of day that are shown.
  package var zone: Int
  /// Since the start.
  package var elapsed: Duration

  package init(startedAt: Int, zone: Int = 0, elapsed: Duration = .zero) {
    self.startedAt = startedAt
    self.zone = zone
    self.elapsed = elapsed
  }

  /// The time of day at a moment of this run: `18:04`.
  func clock(at moment: Duration) -> String {
    let seconds = Self.modulo(startedAt + zone + Int(moment.components.seconds), 86_400)
    return Self.padded(seconds / 3600) + ":" + Self.padded(seconds / 60 % 60)
  }

  /// How long ago an ISO-8601 time in UTC was: `14 days ago`; `nil` for anything else.
  package func age(of time: String) -> String? {
    guard let then = Self.seconds(of: time) else { return nil }
    return Words.ago(seconds: max(0, startedAt + Int(elapsed.components.seconds) - then))
  }

  /// Seconds since 1970 of `2026-03-02T18:04:31Z`, fractions cut.
  static func seconds(of time: String) -> Int? {
    let parts = time.prefix(19).split { "-T:".contains($0) }.map { Int($0) }
    guard parts.count == 6, time.last == "Z",
      let year = parts[0], let month = parts[1], let day = parts[2],
      let hour = parts[3], let minute = parts[4], let second = parts[5],
      (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    // Days before a date, with years that begin in March so that leap days come last.
    let shifted = month > 2 ? year : year - 1
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
    return days * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static func modulo(_ value: Int, _ by: Int) -> Int { ((value % by) + by) % by }

  private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
