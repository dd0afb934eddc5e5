#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The three shapes of time on AWS's wire.
enum Timestamp {
  /// `20150830T123600Z`, as signatures carry it.
  static func basic(_ date: Date) -> String {
    date.formatted(
      Date.ISO8601FormatStyle(
        dateSeparator: .omitted,
        dateTimeSeparator: .standard,
        timeSeparator: .omitted,
        timeZoneSeparator: .omitted,
        includingFractionalSeconds: false,
        timeZone: .gmt
      )
    )
  }

  /// `2024-05-01T10:00:00Z`, with or without a fraction of a second, with `Z` or an offset.
  static func iso8601(_ text: String) -> Date? {
    var whole = text
    var fraction = 0.0
    if let dot = text.firstIndex(of: ".") {
      let digits = text[text.index(after: dot)...].prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, let value = Double("0.\(digits)") else { return nil }
      fraction = value
      whole = String(text[..<dot]) + text[digits.endIndex...]
    }
    guard isSpelledOut(whole), let date = try? Date.ISO8601FormatStyle().parse(whole),
      written.contains(date)
    else { return nil }
    return date.addingTimeInterval(fraction)
  }

  /// What four digits of a year can say: an offset may lead out of it.
  private static let written =
    Date(timeIntervalSince1970: -62_135_596_800)..<Date(timeIntervalSince1970: 253_402_300_800)

  /// Whether each number up to the seconds has its own digits, and no more, in a day of 24 hours.
  /// Foundation takes more of them and fewer, and reads `10:00:095909` and `53:59:59` as days later.
  private static func isSpelledOut(_ text: String) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let shape = "0000-00-00T00:00:00".utf8
    let bytes = text.utf8.prefix(shape.count + 1)
    guard bytes.count > shape.count, let next = bytes.last, !digits.contains(next) else {
      return false
    }
    return text.utf8.dropFirst(11).prefix(2).lexicographicallyPrecedes("24".utf8)
      && zip(bytes, shape).allSatisfy { byte, model in
        digits.contains(model) ? digits.contains(byte) : byte == model
      }
  }

  /// The `Date` header of an answer: `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func http(_ text: String) -> Date? {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", parts[1].count == 2, parts[3].count == 4,
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
    return iso8601("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
  }
}
