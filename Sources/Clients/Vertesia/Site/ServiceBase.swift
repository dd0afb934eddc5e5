/// Where a service lives: an origin and the path before its routes.
public struct ServiceBase: Sendable, Hashable, CustomStringConvertible {
  public let origin: Origin
  /// Empty, or begins with `/` and does not end with one.
  public let path: String

  public init(origin: Origin, path: String = "") {
    self.origin = origin
    var path = path[...]
    while path.hasSuffix("/") { path = path.dropLast() }
    self.path = String(path)
  }

  /// Reads `https://host[:port][/path]`, or a bare host, which means https.
  public init?(_ text: String) {
    let url = text.contains("://") ? text : "https://\(text)"
    guard let (origin, path) = Origin.parse(url), Self.isHost(origin.host) else { return nil }
    self.init(origin: origin, path: path)
  }

  public var description: String { "\(origin)\(path)" }

  /// The path of a route that begins with `/`.
  func joined(_ route: String) -> String { path + route }

  /// The same place behind another host name.
  func replacingHost(_ host: String) -> ServiceBase {
    let port = origin.port == origin.scheme.defaultPort ? nil : origin.port
    return ServiceBase(
      origin: Origin(scheme: origin.scheme, host: host, port: port),
      path: path
    )
  }

  private static func isHost(_ host: String) -> Bool {
    host.utf8.allSatisfy { byte in
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
