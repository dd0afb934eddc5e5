internal import NIOSSL

/// Certificate authorities from a file, in place of the system's.
public struct TrustRoots: Sendable {
  public let path: String
  /// The flag or variable that named the file.
  public let source: String
  let certificates: [NIOSSLCertificate]

  /// Reads every certificate of a PEM file.
  ///
  /// - Throws: `NetworkSettingsError` when the file is missing, unreadable or without certificates.
  public init(path: String, source: String) throws(NetworkSettingsError) {
    self.path = path
    self.source = source
    let bytes: [UInt8]?
    do {
      bytes = try BoundedFile.read(path, limit: 16 << 20)
    } catch {
      throw .trustRootsUnreadable(path: path, source: source, reason: error.description)
    }
    guard let bytes else { throw .trustRootsMissing(path: path, source: source) }
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty
    else { throw .trustRootsEmpty(path: path, source: source) }
    self.certificates = certificates
  }
}
