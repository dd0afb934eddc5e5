/// Issuers as IAM takes them: compared letter by letter, so there is one way to write one.
enum IssuerCheck {
  static func check(_ text: String) throws(Fault) -> String {
    guard text.utf8.count <= 255, let rest = text.after("https://") else {
      throw AnswerCheck.refused(.badIssuer, text, cause: "An issuer begins with https://")
    }
    guard !rest.contains("?"), !rest.contains("#") else {
      throw AnswerCheck.refused(.badIssuer, text, cause: "An issuer has no query and no fragment")
    }
    let parts = rest.pieces(at: "/", limit: 2)
    let host = parts[0].lowercased()
    guard HostName.isValid(host), host.contains(".") else {
      throw AnswerCheck.refused(.badIssuer, text, cause: "The host name in it is not one")
    }
    var path = parts.count > 1 ? "/" + parts[1] : ""
    while path.hasSuffix("/") { path.removeLast() }
    guard path.isMade(of: { $0.isAlphanumeric || $0.isOne(of: "/._-~") }) else {
      throw AnswerCheck.refused(.badIssuer, text, cause: "The path in it has other characters")
    }
    return "https://\(host)\(path)"
  }
}

/// Sites: `api.eu1.vertesia.io`, `eu1`, an address copied from Studio, or a whole base URL.
enum SiteCheck {
  static func check(_ text: String) throws(Fault) -> String {
    if let studio = StudioURL.parse(text) { return studio.site }
    let lower = text.lowercased()
    if (2...5).contains(lower.count), lower.isMade(of: { $0.isLower || $0.isDigit }),
      lower.utf8.last?.isDigit == true
    {
      return "api.\(lower).vertesia.io"
    }
    var rest = lower.after("https://") ?? lower
    while rest.hasSuffix("/") { rest.removeLast() }
    if HostName.isValid(rest), rest.contains(".") { return rest }
    if let local = loopback(lower) { return local }
    throw AnswerCheck.refused(.badSite, text)
  }

  /// Plain http is for this machine only.
  private static func loopback(_ text: String) -> String? {
    guard var rest = text.after("http://") else { return nil }
    while rest.hasSuffix("/") { rest.removeLast() }
    let parts = rest.pieces(at: ":")
    guard parts.count <= 2, ["127.0.0.1", "localhost"].contains(parts[0]),
      parts.count == 1 || (1...65_535).contains(Int(parts[1]) ?? 0)
    else { return nil }
    return "http://\(rest)"
  }
}

/// Names of hosts.
enum HostName {
  /// Lower case, labels of letters, digits and inner hyphens; no port, no user.
  static func isValid(_ host: String) -> Bool {
    guard (1...253).contains(host.utf8.count) else { return false }
    return host.pieces(at: ".").allSatisfy { label in
      (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.isMade(of: { $0.isLower || $0.isDigit || $0 == UInt8(ascii: "-") })
    }
  }

  /// Whether Vertesia owns it: the suffixes that its own software trusts.
  static func isVertesia(_ host: String) -> Bool {
    host.hasSuffix(".vertesia.io") || host.hasSuffix(".becomposable.com")
  }

  /// The host of an https URL.
  static func of(_ url: String) -> String? {
    url.after("https://")?.pieces(at: "/").first?.lowercased()
  }
}
