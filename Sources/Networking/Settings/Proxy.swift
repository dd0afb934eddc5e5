internal import Clients

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// An http proxy, reached by `CONNECT`. Prints without its credentials.
public struct Proxy: Sendable, Equatable, CustomStringConvertible {
  public let host: String
  public let port: Int
  /// The variable that named it.
  public let source: String
  /// Base64 of `user:password`.
  let basicCredentials: Secret?

  public var hasCredentials: Bool { basicCredentials != nil }

  /// Reads `[http://][user:password@]host[:port][/]`; user and password are percent-decoded.
  public init(_ text: String, source: String) throws(NetworkSettingsError) {
    var rest = text[...]
    if let separator = rest.firstRange(of: "://") {
      let scheme = rest[..<separator.lowerBound].lowercased()
      guard scheme == "http" else {
        throw .unsupportedProxy(source: source, scheme: Self.plainScheme(scheme))
      }
      rest = rest[separator.upperBound...]
    }
    var user: Substring?
    if let at = rest.lastIndex(of: "@") {
      user = rest[..<at]
      rest = rest[rest.index(after: at)...]
    }
    guard let (origin, path) = Origin.parse("http://\(rest)"), path.isEmpty || path == "/" else {
      throw .malformedProxy(source: source)
    }
    host = origin.host
    port = origin.port
    self.source = source
    guard let user else {
      basicCredentials = nil
      return
    }
    guard let credentials = Self.decoded(user) else { throw .malformedProxy(source: source) }
    basicCredentials = Secret(Data(credentials.utf8).base64EncodedString())
  }

  public var description: String {
    "http://\(Origin(scheme: .http, host: host, port: port).authority)"
  }

  /// `user:password` with both parts percent-decoded; the password may be absent.
  private static func decoded(_ user: Substring) -> String? {
    let colon = user.firstIndex(of: ":") ?? user.endIndex
    let name = PercentEncoding.decode(user[..<colon], strict: true)
    let password = PercentEncoding.decode(user[colon...].dropFirst(), strict: true)
    guard let name, let password else { return nil }
    return "\(name):\(password)"
  }

  /// A scheme as it may be shown: what stands before `://` could be half of a password.
  private static func plainScheme(_ scheme: String) -> String {
    let known: Set<String> = ["https", "socks", "socks4", "socks4a", "socks5", "socks5h"]
    return known.contains(scheme) ? scheme : "unknown"
  }
}
