import Crypto

/// SHA-256 as lower-case hex: for checkpoints and request hashes, so that only this target needs
/// the crypto library.
public enum Digest {
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let digest = SHA256.hash(data: Array(bytes))
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }
}
