/// Why a credential cannot be used. Nothing in it is secret.
public struct VertesiaCredentialError: Error, Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// No source holds one.
    case none
    /// Neither an `sk-` key nor a token of three parts.
    case malformed
    /// A `pk-` key, a form that is no longer in use.
    case publicKey
    /// A token past its end that cannot be renewed.
    case expired
    /// A renewed token belongs to another organization.
    case changed
    /// `vertesia auth token` failed.
    case process
    /// The file that should hold it cannot be read.
    case file
  }

  public var kind: Kind
  /// The source in words: `VERTESIA_TOKEN`.
  public var source: String
  /// What is wrong, one sentence without a final stop.
  public var detail: String

  public init(_ kind: Kind, source: String, detail: String) {
    self.kind = kind
    self.source = source
    self.detail = detail
  }
}
