#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The methods below have the names of the calls they make.
#if canImport(Glibc)
  private let systemRead = Glibc.read
  private let systemWrite = Glibc.write
  private let systemLink = Glibc.link
  private let systemRename = Glibc.rename
#elseif canImport(Musl)
  private let systemRead = Musl.read
  private let systemWrite = Musl.write
  private let systemLink = Musl.link
  private let systemRename = Musl.rename
#else
  private let systemRead = Darwin.read
  private let systemWrite = Darwin.write
  private let systemLink = Darwin.link
  private let systemRename = Darwin.rename
#endif

/// The real disk.
public struct PosixDisk: Disk {
  public init() {}

  public func makeDirectory(_ path: String) throws(DiskError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      let parent = made.isEmpty ? "/" : made
      made += "/\(part)"
      if mkdir(made, 0o700) == 0 {
        try syncDirectory(parent)
      } else if errno != EEXIST {
        throw Self.error("mkdir", made)
      }
    }
    try checkOwnDirectory(path)
  }

  public func list(_ path: String) throws(DiskError) -> [String] {
    guard let directory = opendir(path) else {
      if errno == ENOENT { return [] }
      throw Self.error("opendir", path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  public func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Self.error("open", path)
    }
    defer { close(descriptor) }
    let size = try Self.checkOwnFile(descriptor, path)
    guard size <= limit else {
      throw DiskError(.tooLarge, path: path, detail: "\(size) bytes, at most \(limit) are read")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Self.retrying { systemRead(descriptor, &chunk, chunk.count) }
      if count < 0 { throw Self.error("read", path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      // A file that grows while it is read is no checkpoint either.
      if bytes.count > limit {
        throw DiskError(.tooLarge, path: path, detail: "more than \(limit) bytes")
      }
    }
  }

  public func create(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    defer { close(descriptor) }
    try Self.writeAll(descriptor, bytes, path)
    if fsync(descriptor) != 0 { throw Self.error("fsync", path) }
  }

  public func append(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    let descriptor = open(
      path,
      O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
      0o600
    )
    guard descriptor >= 0 else { throw Self.error("open", path) }
    defer { close(descriptor) }
    _ = try Self.checkOwnFile(descriptor, path)
    try Self.writeAll(descriptor, bytes, path)
  }

  public func size(_ path: String) throws(DiskError) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw Self.error("lstat", path)
    }
    return Int(status.st_size)
  }

  public func link(_ existing: String, _ new: String) throws(DiskError) {
    if systemLink(existing, new) != 0 { throw Self.error("link", new) }
  }

  public func rename(_ from: String, _ to: String) throws(DiskError) {
    if systemRename(from, to) != 0 { throw Self.error("rename", to) }
  }

  public func syncDirectory(_ path: String) throws(DiskError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw Self.error("fsync", path) }
  }

  public func remove(_ path: String) throws(DiskError) {
    if unlink(path) != 0, errno != ENOENT { throw Self.error("unlink", path) }
  }

  public func lock(_ path: String, note: String) throws(DiskError) -> (any DiskLock)? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    do throws(DiskError) {
      _ = try Self.checkOwnFile(descriptor, path)
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        if errno == EWOULDBLOCK {
          close(descriptor)
          return nil
        }
        throw Self.error("flock", path)
      }
      if ftruncate(descriptor, 0) != 0 { throw Self.error("ftruncate", path) }
      let holder = "pid \(getpid()) on \(Self.hostName), \(note)\n"
      try Self.writeAll(descriptor, Array(holder.utf8), path)
    } catch {
      close(descriptor)
      throw error
    }
    return PosixLock(descriptor)
  }
}

extension PosixDisk {
  /// A holder writes its name a moment after it has taken the lock: until then the file is empty, or
  /// names the one before it.
  public func holder(of path: String) -> String? {
    var note: String?
    for _ in 0..<20 {
      note = ((try? read(path, limit: 4096)) ?? nil).map { String(decoding: $0, as: UTF8.self) }
      if let note, Self.isOfTheLiving(note) { break }
      usleep(10_000)
    }
    return note
  }

  /// Of a process on another machine nothing can be told.
  private static func isOfTheLiving(_ note: String) -> Bool {
    let words = note.split(separator: " ")
    guard words.count > 3, let pid = pid_t(words[1]) else { return false }
    return words[3] != "\(hostName)," || kill(pid, 0) == 0 || errno != ESRCH
  }
}

/// A kernel lock on a descriptor: gone with the process, so never stale.
private final class PosixLock: DiskLock {
  private let descriptor: Int32
  init(_ descriptor: Int32) { self.descriptor = descriptor }
  func release() { _ = flock(descriptor, LOCK_UN) }
  deinit { close(descriptor) }
}

extension PosixDisk {
  /// For people only: who holds a lock.
  private static var hostName: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "this machine" }
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  private static func writeAll(
    _ descriptor: Int32,
    _ bytes: [UInt8],
    _ path: String
  ) throws(DiskError) {
    var written = 0
    while written < bytes.count {
      let count = retrying {
        bytes.withUnsafeBytes { all in
          systemWrite(descriptor, all.baseAddress.map { $0 + written }, all.count - written)
        }
      }
      if count < 0 { throw error("write", path) }
      written += count
    }
  }

  /// Regular, ours, and for nobody else: a looser mode is tightened, anything else is refused.
  private static func checkOwnFile(_ descriptor: Int32, _ path: String) throws(DiskError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw error("fstat", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DiskError(.unsafe, path: path, detail: "not a regular file")
    }
    guard status.st_uid == geteuid() else {
      throw DiskError(.unsafe, path: path, detail: "owned by user \(status.st_uid)")
    }
    if status.st_mode & 0o077 != 0, fchmod(descriptor, 0o600) != 0 { throw error("fchmod", path) }
    return Int(status.st_size)
  }

  private func checkOwnDirectory(_ path: String) throws(DiskError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.error("fstat", path) }
    guard status.st_uid == geteuid() else {
      throw DiskError(.unsafe, path: path, detail: "owned by user \(status.st_uid)")
    }
    // Others could plant a file between our look and our open.
    if status.st_mode & 0o022 != 0, fchmod(descriptor, 0o700) != 0 {
      throw Self.error("fchmod", path)
    }
  }

  private static func error(_ call: String, _ path: String) -> DiskError {
    let number = errno
    let kind: DiskError.Kind =
      switch number {
      case ENOSPC, EDQUOT, EIO, EFBIG: .notWritten
      case EACCES, EPERM: .notPermitted
      case EROFS: .readOnly
      case ENOENT, ENOTDIR: .missing
      case EEXIST: .exists
      case ELOOP, ENXIO, EISDIR: .unsafe
      default: .other
      }
    return DiskError(kind, path: path, detail: "\(call): \(String(cString: strerror(number)))")
  }
}
