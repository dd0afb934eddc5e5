/// Why addresses make no site that a key may be sent to.
public struct VertesiaSiteError: Error, Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case malformed
    /// The API host does not tell where its token server is.
    case needsTokenServer
    /// Plain http to a host that is not loopback.
    case insecure
    /// Neither Vertesia's nor loopback, and not named on the command line: it gets no key.
    case untrustedHost
  }

  public var kind: Kind
  /// What named the address: `--site`, `VERTESIA_SERVER_URL`, `the token`.
  public var source: String
  /// What is wrong, one sentence without a final stop.
  public var detail: String

  public init(_ kind: Kind, source: String, detail: String) {
    self.kind = kind
    self.source = source
    self.detail = detail
  }
}
