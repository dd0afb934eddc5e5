/// The list in `NO_PROXY`: hosts that are reached directly.
///
/// Entries stand between commas or white space: `*`; a name, which covers its subdomains, with or
/// without a leading dot or `*.`; an address; an IPv4 network such as `10.0.0.0/8`. Each may end in
/// `:port`.
public struct ProxyExceptions: Sendable, Equatable {
  private let entries: [Entry]

  private struct Entry: Sendable, Equatable {
    var pattern: Pattern
    var port: Int?
  }

  private enum Pattern: Sendable, Equatable {
    case everything
    case name(String)
    case address(IPAddress)
    case network(UInt32, bits: Int)
  }

  public init(_ list: String) {
    entries = list.split { $0 == "," || $0.isWhitespace }.compactMap(Self.entry)
  }

  /// True when `host` is on the list for `port`.
  public func covers(host: String, port: Int) -> Bool {
    let host = Self.withoutFinalDot(host.lowercased()[...])
    let address = IPAddress(host)
    return entries.contains { entry in
      if let only = entry.port, only != port { return false }
      switch entry.pattern {
      case .everything:
        return true
      case .name(let name):
        return address == nil && (host == name || host.hasSuffix(".\(name)"))
      case .address(let other):
        return address == other
      case .network(let network, let bits):
        guard case .v4(let value) = address else { return false }
        return bits == 0 || (value ^ network) >> (32 - UInt32(bits)) == 0
      }
    }
  }

  private static func entry(_ text: Substring) -> Entry? {
    var text = text.lowercased()[...]
    var port: Int?
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      let tail = text[text.index(after: close)...]
      if tail.hasPrefix(":") { port = Int(tail.dropFirst()) }
      text = text[text.index(after: text.startIndex)..<close]
    } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
      port = Int(text[text.index(after: colon)...])
      // An entry whose port is not a number says nothing we could honour.
      guard port != nil else { return nil }
      text = text[..<colon]
    }
    if text == "*" { return Entry(pattern: .everything, port: port) }
    if let address = IPAddress(String(text)) {
      return Entry(pattern: .address(address), port: port)
    }
    if let slash = text.firstIndex(of: "/") {
      guard case .v4(let value) = IPAddress(String(text[..<slash])),
        let bits = Int(text[text.index(after: slash)...]), (0...32).contains(bits)
      else { return nil }
      return Entry(pattern: .network(value, bits: bits), port: port)
    }
    if text.hasPrefix("*.") { text = text.dropFirst(2) }
    let name = withoutFinalDot(text.drop { $0 == "." })
    return name.isEmpty ? nil : Entry(pattern: .name(name), port: port)
  }

  private static func withoutFinalDot(_ name: Substring) -> String {
    String(name.hasSuffix(".") ? name.dropLast() : name)
  }
}
