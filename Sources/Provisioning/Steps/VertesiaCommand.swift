import Federation

/// A call to Vertesia as a person would make it: `$VERTESIA_TOKEN` stands for the key's token.
enum VertesiaCommand {
  static func curl(_ method: String, _ route: String, _ inputs: Inputs, body: [UInt8]) -> String {
    let site = inputs.fact(.organization, .site) ?? inputs.answers[.site] ?? "api.vertesia.io"
    let base = site.contains("://") ? site : "https://\(site)"
    let start = ShellCommand(["curl", "-sS", "-X", method, "\(base)/api/v1\(route)"]).text
    let json = ShellCommand([String(decoding: body, as: UTF8.self)]).text
    return start + " -H \"Authorization: Bearer $VERTESIA_TOKEN\""
      + " -H 'Content-Type: application/json' -d \(json)"
  }
}

/// How Vertesia masks a key: some first and last characters around dots or stars.
enum KeyHint {
  /// Whether the masked text can stand for this key.
  static func fits(_ hint: String, _ key: String) -> Bool {
    let isMask: (Character) -> Bool = { $0 == "*" || $0 == "…" }
    let start: Substring
    let end: Substring
    if let dots = hint.firstRange(of: "...") {
      start = hint[..<dots.lowerBound]
      end = hint[dots.upperBound...].drop { $0 == "." }
    } else if let first = hint.firstIndex(where: isMask),
      let last = hint.lastIndex(where: isMask)
    {
      start = hint[..<first]
      end = hint[hint.index(after: last)...]
    } else {
      return hint == key
    }
    return key.count >= start.count + end.count && key.hasPrefix(start) && key.hasSuffix(end)
  }
}
