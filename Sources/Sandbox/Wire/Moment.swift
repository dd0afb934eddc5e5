/// A point in time, in whole milliseconds since 1970 UTC. The sandbox never reads a clock itself.
package struct Moment: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  package func advanced(seconds: Int) -> Moment {
    Moment(milliseconds: milliseconds + Int64(seconds) * 1000)
  }

  package func advanced(milliseconds more: Int) -> Moment {
    Moment(milliseconds: milliseconds + Int64(more))
  }

  /// Whole seconds since 1970, rounded down.
  package var epochSeconds: Int {
    Int((milliseconds - milliseconds.floored(by: 1000)) / 1000)
  }

  /// `2026-05-01T10:00:00Z`, the form of AWS.
  package var iso: String {
    let (date, time, _) = parts
    return "\(date.joined(separator: "-"))T\(time.joined(separator: ":"))Z"
  }

  /// `2026-05-01T10:00:00.000Z`, the form of Vertesia.
  package var isoMilliseconds: String {
    let (date, time, fraction) = parts
    return "\(date.joined(separator: "-"))T\(time.joined(separator: ":")).\(fraction)Z"
  }

  /// `20260501T100000Z`, the form of signatures.
  package var basic: String {
    let (date, time, _) = parts
    return "\(date.joined())T\(time.joined())Z"
  }

  /// `Fri, 01 May 2026 10:00:00 GMT`, the form of the `Date` header.
  package var httpDate: String {
    let (date, time, _) = parts
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    // 1970-01-01 was a Thursday.
    let day = (milliseconds - milliseconds.floored(by: 86_400_000)) / 86_400_000
    let weekday = days[Int(day.floored(by: 7))]
    let month = Int(date[1]).map { months[$0 - 1] } ?? ""
    return "\(weekday), \(date[2]) \(month) \(date[0]) \(time.joined(separator: ":")) GMT"
  }

  /// Reads `20260501T100000Z`; nothing else.
  package init?(basic text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else {
      return nil
    }
    var digits: [Int] = []
    for (index, byte) in bytes.enumerated() where index != 8 && index != 15 {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      digits.append(Int(byte - 0x30))
    }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    let (month, day) = (number(4..<6), number(6..<8))
    let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
    guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    self.init(year: number(0..<4), month, day, hour, minute, second)
  }

  /// The moment of a calendar date and time in UTC, by the days-from-civil formula.
  package init(
    year: Int,
    _ month: Int,
    _ day: Int,
    _ hour: Int = 0,
    _ minute: Int = 0,
    _ second: Int = 0
  ) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    milliseconds = Int64(((days * 24 + hour) * 60 + minute) * 60 + second) * 1000
  }

  private var parts: (date: [String], time: [String], fraction: String) {
    let fraction = milliseconds.floored(by: 1000)
    let seconds = (milliseconds - fraction) / 1000
    let secondOfDay = seconds.floored(by: 86_400)
    let days = (seconds - secondOfDay) / 86_400 + 719_468
    let dayOfEra = days.floored(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + (days - dayOfEra) / 146_097 * 400 + (month <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (
      [year.padded(4), month.padded(2), day.padded(2)],
      [
        (secondOfDay / 3600).padded(2), (secondOfDay / 60 % 60).padded(2),
        (secondOfDay % 60).padded(2),
      ],
      fraction.padded(3)
    )
  }
}

extension Int64 {
  /// The remainder that is never negative.
  fileprivate func floored(by divisor: Int64) -> Int64 {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }

  fileprivate func padded(_ width: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, width - text.count)) + text
  }
}
