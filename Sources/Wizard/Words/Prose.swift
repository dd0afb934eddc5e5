import Screen

/// Text for people over lines of a width: broken between words, and inside an ARN or a URL only
/// where it may be.
enum Prose {
  static func lines(_ text: String, to width: Int) -> [String] {
    let longest = text.split(separator: " ").map { TextWidth.width(of: String($0)) }.max() ?? 0
    guard width > 0, longest > width else { return TextWidth.wrap(text, to: width) }
    return RemoteText.lines(text).flatMap { line(String($0.text), to: width) }
  }

  private static func line(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var current = ""
    for word in text.split(separator: " ").map(String.init) {
      let joined = current.isEmpty ? word : current + " " + word
      if TextWidth.width(of: joined) <= width {
        current = joined
        continue
      }
      if !current.isEmpty { lines.append(current) }
      var parts = TextWidth.wrapARN(word, to: width)
      current = parts.popLast() ?? ""
      lines += parts
    }
    return lines + [current]
  }
}
