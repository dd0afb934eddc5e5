/// The wildcards of IAM: `*` for any run of characters, `?` for any one.
enum Glob {
  static func matches(_ text: String, _ pattern: String, ignoringCase: Bool = false) -> Bool {
    let fold = { (string: String) in Array((ignoringCase ? string.lowercased() : string).utf8) }
    let (text, pattern) = (fold(text), fold(pattern))
    var (at, mark) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while at < text.count {
      if mark < pattern.count, pattern[mark] == UInt8(ascii: "*") {
        star = (mark, at)
        mark += 1
      } else if mark < pattern.count,
        pattern[mark] == text[at] || pattern[mark] == UInt8(ascii: "?")
      {
        at += 1
        mark += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        at = last.text + 1
        mark = last.pattern + 1
      } else {
        return false
      }
    }
    return pattern[mark...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
