/// How long ago something was, in words a person would use.
package enum Age {
  /// `just now`, `12 minutes ago`, `3 days ago`; `nil` when either moment cannot be read.
  ///
  /// Both moments are ISO-8601 in UTC, with or without a fraction of a second. A moment in the
  /// future, as clocks that differ make it, is `just now`.
  package static func words(since moment: String, now: String) -> String? {
    guard let then = seconds(moment), let now = seconds(now) else { return nil }
    let age = now - then
    let (number, unit) =
      switch age {
      case ..<60: (0, "")
      case ..<3600: (age / 60, "minute")
      case ..<86_400: (age / 3600, "hour")
      default: (age / 86_400, "day")
      }
    guard number > 0 else { return "just now" }
    return "\(number) \(unit)\(number == 1 ? "" : "s") ago"
  }

  /// Seconds since 1970; `nil` for what is not `YYYY-MM-DDTHH:MM:SS[.fff]Z`.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40, bytes.last == UInt8(ascii: "Z"),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
      let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    let fraction = bytes[19..<(bytes.count - 1)]
    guard fraction.isEmpty || (fraction.first == UInt8(ascii: ".") && fraction.count > 1),
      fraction.dropFirst().allSatisfy(\.isDigit)
    else { return nil }
    return days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(\.isDigit) ? digits.reduce(0) { $0 * 10 + Int($1 - 48) } : nil
  }

  /// Days since 1970 of a Gregorian date, counted in years that begin in March so that the leap
  /// day comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
