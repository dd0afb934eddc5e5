#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open directory. What is done in it stays in it, whatever takes its path meanwhile.
final class PosixDirectory: Sendable {
  let descriptor: Int32
  private let path: String

  private init(_ descriptor: Int32, _ path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// `nil` when it does not exist; an empty path is the root. What leads to it may be a link, it
  /// itself only if allowed.
  static func reach(
    _ path: String,
    isLinkAllowed: Bool = false
  ) throws(DiskError) -> PosixDirectory? {
    try open(path.isEmpty ? "/" : path, at: AT_FDCWD, isLinkAllowed: isLinkAllowed, path)
  }

  func directory(_ name: String) throws(DiskError) -> PosixDirectory? {
    try Self.open(name, at: descriptor, isLinkAllowed: false, "\(path)/\(name)")
  }

  private static func open(
    _ name: String,
    at start: Int32,
    isLinkAllowed: Bool,
    _ path: String
  ) throws(DiskError) -> PosixDirectory? {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (isLinkAllowed ? 0 : O_NOFOLLOW)
    let descriptor = PosixDisk.retrying { openat(start, name, flags) }
    if descriptor >= 0 { return PosixDirectory(descriptor, path) }
    let failure = PosixDisk.error("open", path)
    if errno == ENOENT { return nil }
    // Each system has its own number for it.
    var status = stat()
    if fstatat(start, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFLNK
    {
      throw DiskError(.unsafe, path: path, detail: "a symbolic link")
    }
    throw failure
  }

  /// Makes it if it is missing, and syncs what it made.
  func make(_ name: String) throws(DiskError) -> PosixDirectory {
    if mkdirat(descriptor, name, 0o700) == 0 {
      try sync()
    } else if errno != EEXIST {
      throw PosixDisk.error("mkdir", "\(path)/\(name)")
    }
    guard let made = try directory(name) else {
      throw DiskError(.missing, path: "\(path)/\(name)", detail: "gone as soon as it was made")
    }
    return made
  }

  /// Opens a file, never by a link, and never waiting for the other end of a pipe.
  func file(_ name: String, _ flags: Int32) -> Int32 {
    PosixDisk.retrying {
      openat(descriptor, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    }
  }

  func sync() throws(DiskError) {
    if PosixDisk.retrying({ fsync(descriptor) }) != 0 { throw PosixDisk.error("fsync", path) }
  }

  /// Ours, and for nobody else: a looser mode is tightened.
  ///
  /// - Returns: whether it was looser.
  func claim() throws(DiskError) -> Bool {
    let status = try status()
    guard status.st_uid == geteuid() else { throw foreign(status) }
    guard status.st_mode & 0o077 != 0 else { return false }
    if fchmod(descriptor, 0o700) != 0 { throw PosixDisk.error("fchmod", path) }
    return true
  }

  /// That only we and the administrator can put something else in the place of what is in it.
  func checkIsGuarded() throws(DiskError) {
    let status = try status()
    guard status.st_uid == geteuid() || status.st_uid == 0 else { throw foreign(status) }
    guard status.st_mode & 0o022 == 0 || status.st_mode & S_ISVTX != 0 else {
      throw DiskError(.unguarded, path: path, detail: "others may write to it")
    }
  }

  private func status() throws(DiskError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw PosixDisk.error("fstat", path) }
    return status
  }

  private func foreign(_ status: stat) -> DiskError {
    DiskError(.unsafe, path: path, detail: "owned by user \(status.st_uid)")
  }
}
