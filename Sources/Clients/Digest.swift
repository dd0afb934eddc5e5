import Crypto

/// SHA-256 as lower-case hex: for checkpoints and request hashes, so that only this target needs
/// the crypto library.
public enum Digest {
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    Hex.encode(SHA256.hash(data: Array(bytes)))
  }
}
