#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a pair of keys out of variables or a section. Half a pair is an error.
enum KeyPair {
  struct Names {
    let id: String
    let secret: String
    /// In order of preference.
    let tokens: [String]
    let expiration: String?
  }

  static let environment = Names(
    id: "AWS_ACCESS_KEY_ID",
    secret: "AWS_SECRET_ACCESS_KEY",
    tokens: ["AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"],
    expiration: "AWS_CREDENTIAL_EXPIRATION"
  )
  static let file = Names(
    id: "aws_access_key_id",
    secret: "aws_secret_access_key",
    tokens: ["aws_session_token", "aws_security_token"],
    expiration: nil
  )

  /// - Returns: `nil` when neither key is set.
  static func read(
    _ values: [String: String],
    _ names: Names,
    source: String
  ) throws(CredentialError) -> AWSCredentials? {
    let id = values.setting(names.id)
    let secret = values.setting(names.secret)
    if id == nil, secret == nil { return nil }
    guard let id, let secret else {
      let (set, missing) = id == nil ? (names.secret, names.id) : (names.id, names.secret)
      throw CredentialError(
        .incomplete,
        source: source,
        detail: "\(set) is set and \(missing) is not"
      )
    }
    guard isKeyID(id) else {
      throw CredentialError(
        .malformed,
        source: source,
        detail: "\(names.id) is not an access key ID"
      )
    }
    let token = names.tokens.lazy.compactMap { values.setting($0) }.first
    for part in [secret, token].compactMap({ $0 }) where !isPrintable(part) {
      throw CredentialError(
        .malformed,
        source: source,
        detail: "a key holds white space or control characters"
      )
    }
    var expiration: Date?
    if let name = names.expiration, let text = values.setting(name) {
      guard let date = Timestamp.iso8601(text) else {
        throw CredentialError(.malformed, source: source, detail: "\(name) is not a time")
      }
      expiration = date
    }
    return AWSCredentials(
      accessKeyID: id,
      secretAccessKey: Secret(secret),
      sessionToken: token.map(Secret.init),
      expiration: expiration
    )
  }

  /// It goes into a header in clear, so a secret pasted into its place must not pass.
  static func isKeyID(_ text: String) -> Bool {
    (4...128).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  static func isPrintable(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
