extension Moment {
  /// The condition keys that tell a policy the time.
  var conditionKeys: [String: [String]] {
    ["aws:currenttime": [iso], "aws:epochtime": [String(epochSeconds)]]
  }

  /// Reads a date as policies write them: a year, a month, a day or a time of a day with its zone,
  /// all in the W3C's profile of ISO 8601, or whole seconds since 1970.
  init?(date text: String) {
    if text.utf8.count > 4, let seconds = Int64(text) {
      guard seconds.magnitude < 1 << 40 else { return nil }
      self.init(milliseconds: seconds * 1000)
      return
    }
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = halves.first.flatMap(Self.init(day:)) else { return nil }
    self = day
    guard halves.count == 2 else { return }
    guard halves[0].utf8.count == 10, let time = Self.milliseconds(ofTime: halves[1]) else {
      return nil
    }
    self = advanced(milliseconds: time)
  }

  /// `2026`, `2026-05` or `2026-05-01`.
  private init?(day text: Substring) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let year = digits(parts[0], 4) else { return nil }
    guard let month = parts.count > 1 ? digits(parts[1], 2) : 1, (1...12).contains(month),
      let day = parts.count > 2 ? digits(parts[2], 2) : 1, (1...31).contains(day)
    else { return nil }
    self.init(year: year, month, day)
  }

  /// `10:00Z`, `10:00:00.5+02:00`: milliseconds since midnight in UTC, negative for the day before.
  private static func milliseconds(ofTime text: Substring) -> Int? {
    guard let mark = text.firstIndex(where: { "Z+-".contains($0) }),
      let zone = minutes(ofZone: text[mark...])
    else { return nil }
    let pieces = text[..<mark].split(separator: ".", omittingEmptySubsequences: false)
    let clock = pieces[0].split(separator: ":", omittingEmptySubsequences: false)
    guard pieces.count <= 2, (2...3).contains(clock.count),
      let hour = digits(clock[0], 2), hour < 24, let minute = digits(clock[1], 2), minute < 60,
      let second = clock.count > 2 ? digits(clock[2], 2) : 0, second < 61
    else { return nil }
    var fraction = 0
    if pieces.count == 2 {
      guard clock.count == 3, !pieces[1].isEmpty,
        let thousandths = digits((pieces[1] + "00").prefix(3), 3)
      else { return nil }
      fraction = thousandths
    }
    return ((hour * 60 + minute - zone) * 60 + second) * 1000 + fraction
  }

  private static func minutes(ofZone text: Substring) -> Int? {
    if text == "Z" { return 0 }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = digits(parts[0], 2), hours < 24,
      let minutes = digits(parts[1], 2), minutes < 60
    else { return nil }
    return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes)
  }
}

/// A number of exactly so many ASCII digits.
private func digits(_ text: some StringProtocol, _ count: Int) -> Int? {
  guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
    return nil
  }
  return Int(text)
}
