internal import Clients

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads whole files of a sane size, and never waits for one: pipes are refused.
enum BoundedFile {
  /// The bytes of the file, or `nil` when there is none.
  static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8]? {
    try readOwned(path, limit: limit)?.bytes
  }

  /// Looks at the open file, so that another one cannot come between.
  static func readOwned(_ path: String, limit: Int) throws(FileError) -> OwnedFile? {
    // Without O_NONBLOCK, opening a pipe waits for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(path: path, reason: .system(errno))
    }
    defer { _ = close(descriptor) }
    // Pipes and terminals have no position.
    guard lseek(descriptor, 0, SEEK_CUR) >= 0 else {
      throw FileError(path: path, reason: .notAFile)
    }
    let doubt = try doubt(of: descriptor, path: path)
    return OwnedFile(
      bytes: try contents(of: descriptor, path: path, limit: limit),
      doubt: doubt
    )
  }

  /// The system's own user may own what everybody reads, and could do as it likes anyway.
  private static func doubt(
    of descriptor: Int32,
    path: String
  ) throws(FileError) -> OwnedFile.Doubt? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(path: path, reason: .system(errno))
    }
    if status.st_uid != geteuid(), status.st_uid != 0 { return .foreignOwner }
    // The permission to write of the group and of everybody.
    return status.st_mode & 0o022 == 0 ? nil : .othersMayWrite
  }

  /// Reads to the end or the limit, whatever size was announced: the file may be growing, and a
  /// device never ends.
  private static func contents(
    of descriptor: Int32,
    path: String,
    limit: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = chunk.withUnsafeMutableBytes {
        #if canImport(Glibc)
          Glibc.read(descriptor, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          Musl.read(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.read(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EISDIR { throw FileError(path: path, reason: .notAFile) }
        throw FileError(path: path, reason: .system(errno))
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw FileError(path: path, reason: .tooLarge(limit: limit))
      }
    }
  }
}

/// A file that is there and cannot be read.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  public let reason: Reason

  public enum Reason: Sendable, Equatable {
    /// An `errno` of the system.
    case system(Int32)
    case notAFile
    /// More bytes than `limit`.
    case tooLarge(limit: Int)
  }

  public var description: String {
    switch reason {
    case .system(let code): String(cString: strerror(code))
    case .notAFile: "not a regular file"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    }
  }
}
