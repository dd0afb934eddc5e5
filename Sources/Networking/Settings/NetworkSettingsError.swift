/// A setting that cannot be used. Names where it came from; never repeats a proxy's value, which
/// may hold a password.
public enum NetworkSettingsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not `[http://][user:password@]host[:port]`.
  case malformedProxy(source: String)
  /// A proxy of a kind that is not spoken here: `https`, `socks5`.
  case unsupportedProxy(source: String, scheme: String)
  case trustRootsMissing(path: String, source: String)
  /// Exists, but is a directory, too large, or not ours to read.
  case trustRootsUnreadable(path: String, source: String, reason: String)
  /// Read, but holds no certificate in PEM form, or a broken one.
  case trustRootsEmpty(path: String, source: String)

  public var description: String {
    switch self {
    case .malformedProxy(let source):
      "\(source) is not a proxy address of the form http://host:port"
    case .unsupportedProxy(let source, let scheme):
      "\(source) asks for a proxy of the kind \(scheme); only http proxies are supported"
    case .trustRootsMissing(let path, let source):
      "the certificate file \(path), set by \(source), does not exist"
    case .trustRootsUnreadable(let path, let source, let reason):
      "the certificate file \(path), set by \(source), cannot be read: \(reason)"
    case .trustRootsEmpty(let path, let source):
      "the certificate file \(path), set by \(source), holds no usable PEM certificate"
    }
  }
}
