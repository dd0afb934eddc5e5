import Crypto

/// A JSON Web Token, taken apart but not yet believed.
struct Token {
  var header: JSON
  var claims: JSON
  private var signed: String
  private var signature: [UInt8]

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64.decode(parts[0]).flatMap({ JSON(parsing: $0) }),
      let claims = Base64.decode(parts[1]).flatMap({ JSON(parsing: $0) }), claims.members != nil,
      let signature = Base64.decode(parts[2])
    else { return nil }
    self.header = header
    self.claims = claims
    self.signature = signature
    signed = "\(parts[0]).\(parts[1])"
  }

  func isSigned(by signer: TokenSigner) -> Bool {
    header["alg"] == "ES256" && signer.verify(signature, of: signed)
  }
}

/// The P-256 key of the token server: signs, and tells the world its public half.
struct TokenSigner: Sendable {
  private let key: P256.Signing.PrivateKey
  let keyID: String

  init(using random: inout SeededRandom) {
    // A random number lies outside the curve's range once in 2^32 times: then the next one.
    while true {
      guard let key = try? P256.Signing.PrivateKey(rawRepresentation: random.bytes(32)) else {
        continue
      }
      self.key = key
      keyID = Hex.encode(random.bytes(8))
      return
    }
  }

  func sign(_ claims: JSON) -> String {
    let header: JSON = ["alg": "ES256", "typ": "JWT", "kid": .string(keyID)]
    let text = "\(Base64.encodeURL(header.bytes)).\(Base64.encodeURL(claims.bytes))"
    let signature = (try? key.signature(for: Array(text.utf8))).map { Array($0.rawRepresentation) }
    return "\(text).\(Base64.encodeURL(signature ?? []))"
  }

  func verify(_ signature: [UInt8], of text: String) -> Bool {
    guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
      return false
    }
    return key.publicKey.isValidSignature(signature, for: Array(text.utf8))
  }

  /// The public key as a JWKS document holds it.
  var jwk: JSON {
    let point = Array(key.publicKey.rawRepresentation)
    return [
      "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": .string(keyID),
      "x": .string(Base64.encodeURL(point[..<32])), "y": .string(Base64.encodeURL(point[32...])),
    ]
  }
}
