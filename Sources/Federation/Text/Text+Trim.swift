extension StringProtocol {
  /// Without white space at both ends.
  func trimmed() -> String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// As a sentence stands in print: without white space around it, and with a final stop unless
  /// it ends in a mark of its own. An empty text stays empty.
  func closed() -> String {
    let text = trimmed()
    guard let last = text.last(where: { !"\"')”’".contains($0) }) else { return text }
    return ".?…".contains(last) ? text : text + "."
  }

  /// With a capital, unless it begins with a name that is written small: a path, a setting, a host,
  /// a command.
  func opened() -> String {
    let text = String(self)
    let word = String(text.prefix { $0 != " " }.filter { !",:;".contains($0) })
    let isName =
      ["aws", "vertesia", "iam", "sts", "bedrock", "localhost"].contains(word)
      || !word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    return isName ? text : text.prefix(1).uppercased() + text.dropFirst()
  }

  /// What follows `prefix`; `nil` when the text does not begin with it.
  func after(_ prefix: some StringProtocol) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  /// Cut at every `separator`, empty pieces kept.
  func pieces(at separator: Character, limit: Int = .max) -> [String] {
    let whole = String(self)[...]
    return whole.split(
      separator: separator,
      maxSplits: limit - 1,
      omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// Whether every byte passes; an empty text passes.
  func isMade(of allowed: (UInt8) -> Bool) -> Bool { utf8.allSatisfy(allowed) }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLower: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  var isUpper: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  var isAlphanumeric: Bool { isDigit || isLower || isUpper }
  /// Lower case only, as object ids are written.
  var isHex: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self) }

  /// Whether it is one of the ASCII characters of `set`.
  func isOne(of set: String) -> Bool { set.utf8.contains(self) }
}
