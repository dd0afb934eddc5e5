/// Scheme, host and port: what a credential is bound to.
public struct Origin: Hashable, Sendable, CustomStringConvertible {
  public enum Scheme: String, Sendable {
    case http
    case https

    public var defaultPort: Int { self == .http ? 80 : 443 }
  }

  public let scheme: Scheme
  /// Lower case; IPv6 without brackets.
  public let host: String
  public let port: Int

  public init(scheme: Scheme = .https, host: String, port: Int? = nil) {
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port ?? scheme.defaultPort
  }

  /// Reads `https://host[:port]` with an optional path, which is returned beside the origin.
  ///
  /// `nil` for anything else: user information, a query, a fragment, another scheme, a port outside
  /// 1...65535, a host of other than letters, digits, `-`, `_` and dots (or an IPv6 address in
  /// brackets), and anything but visible ASCII.
  public static func parse(_ text: String) -> (origin: Origin, path: String)? {
    guard let separator = text.firstRange(of: "://"),
      let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased())
    else { return nil }
    let rest = text[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    let path = String(rest[authority.endIndex...])
    let forbidden: Set<Character> = ["@", "?", "#", "\\"]
    guard rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !rest.contains(where: forbidden.contains)
    else { return nil }
    guard let (host, port) = split(authority) else { return nil }
    return (Origin(scheme: scheme, host: host, port: port), path)
  }

  /// `host` as it stands in a `Host` header: with the port only when it is not the scheme's own.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == scheme.defaultPort ? name : "\(name):\(port)"
  }

  public var description: String { "\(scheme.rawValue)://\(authority)" }

  /// True for `localhost`, 127.0.0.0/8 and `::1`: the only hosts plain http may go to.
  public var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func split(_ authority: Substring) -> (host: String, port: Int?)? {
    var host = authority
    var port: Int?
    let isAddress = authority.hasPrefix("[")
    if isAddress {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<close]
      let tail = authority[authority.index(after: close)...]
      if !tail.isEmpty {
        guard tail.hasPrefix(":"), let number = number(tail.dropFirst()) else { return nil }
        port = number
      }
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      guard let number = number(authority[authority.index(after: colon)...]) else { return nil }
      port = number
    }
    let isPlain = host.allSatisfy {
      isAddress
        ? $0.isHexDigit || ":.".contains($0) : $0.isLetter || $0.isNumber || "-_.".contains($0)
    }
    return host.isEmpty || !isPlain ? nil : (String(host), port)
  }

  private static func number(_ digits: Substring) -> Int? {
    guard digits.allSatisfy(\.isNumber), let value = Int(digits), (1...65535).contains(value)
    else { return nil }
    return value
  }
}
