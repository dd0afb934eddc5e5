/// A key or token to sign in to Vertesia with, and where it came from.
public struct VertesiaCredential: Sendable, Equatable {
  public enum Form: String, Sendable, CaseIterable {
    /// `sk-...`: exchanged for a token before anything else.
    case key
    /// Sent as it is.
    case token
  }

  public enum Source: Sendable, Equatable {
    case environment(variable: String)
    /// `vertesia auth token`.
    case vertesiaCLI
    case typed
    case file(String)

    /// For display: `VERTESIA_API_KEY`.
    public var words: String {
      switch self {
      case .environment(let variable): variable
      case .vertesiaCLI: "vertesia auth token"
      case .typed: "the key typed in"
      case .file(let path): path
      }
    }
  }

  public let form: Form
  public let source: Source
  let secret: Secret

  /// Takes `text` without white space at its ends.
  ///
  /// - Throws: `VertesiaError.credential` for a `pk-` key and for anything that is neither an
  ///   `sk-` key nor a token.
  public init(_ text: String, source: Source) throws(VertesiaError) {
    let text = text.trimmed()
    self.source = source
    secret = Secret(text)
    if text.hasPrefix("pk-") {
      throw .credential(
        VertesiaCredentialError(
          .publicKey,
          source: source.words,
          detail: "this is a public key (pk-), which Vertesia no longer takes; a secret key begins "
            + "with sk-"
        )
      )
    }
    guard let form = Self.form(of: text) else {
      throw .credential(
        VertesiaCredentialError(
          .malformed,
          source: source.words,
          detail: text.isEmpty
            ? "it is empty" : "this is neither a secret key (sk-) nor a token of three parts"
        )
      )
    }
    self.form = form
  }

  /// What a token says of itself; `nil` for a key.
  public var claims: VertesiaClaims? {
    form == .token ? VertesiaClaims(token: secret) : nil
  }

  private static func form(of text: String) -> Form? {
    guard text.utf8.count <= VertesiaClaims.largestToken,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    if text.hasPrefix("sk-") { return text.utf8.count > 3 ? .key : nil }
    return VertesiaClaims(token: Secret(text)) == nil ? nil : .token
  }
}
