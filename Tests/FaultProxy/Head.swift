/// The head of an HTTP/1.1 message as text: its first line and its header lines.
enum Head {
  /// What `Content-Length` announces.
  static func length(_ head: String) -> Int? {
    lines(head, "content-length:").first.flatMap {
      Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " })
    }
  }

  /// The head without these header lines, and with those.
  static func replacing(_ names: [String], in head: String, with fields: [String]) -> String {
    let kept = head.split(separator: "\r\n").filter { line in
      !names.contains { line.lowercased().hasPrefix("\($0):") }
    }
    return (kept.map(String.init) + fields).joined(separator: "\r\n")
  }

  private static func lines(_ head: String, _ start: String) -> [Substring] {
    head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix(start) }
  }
}
