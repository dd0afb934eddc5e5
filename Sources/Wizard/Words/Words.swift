import Federation

/// How numbers and times are said.
enum Words {
  /// `0.4 s`, `41 s`, `1 min 58 s`, `6 h 12 min`.
  static func span(_ span: Duration) -> String {
    let (seconds, attoseconds) = span.components
    if seconds < 10 {
      let tenths = max(0, Int(seconds) * 10 + Int(attoseconds / 100_000_000_000_000_000))
      return "\(tenths / 10).\(tenths % 10) s"
    }
    return whole(span)
  }

  /// The same in whole seconds, for what counts up under the reader's eyes.
  static func whole(_ span: Duration) -> String {
    let seconds = max(0, Int(span.components.seconds))
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    if seconds < 172_800 { return "\(seconds / 3600) h \(seconds / 60 % 60) min" }
    return "\(seconds / 86_400) days \(seconds / 3600 % 24) h"
  }

  static func ago(seconds: Int) -> String {
    switch seconds {
    case ..<60: "just now"
    case ..<3600: count(seconds / 60, "minute") + " ago"
    case ..<86_400: count(seconds / 3600, "hour") + " ago"
    default: count(seconds / 86_400, "day") + " ago"
    }
  }

  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  /// `environment, role and permissions`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The same items, each once.
  static func unique(_ items: [String]) -> [String] {
    items.enumerated().filter { items.firstIndex(of: $0.element) == $0.offset }.map(\.element)
  }

  /// The first letter in upper case, the rest as it is.
  static func sentence(_ text: String) -> String {
    (text.first.map { String($0).uppercased() } ?? "") + text.dropFirst()
  }
}
