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
#elseif canImport(Musl)
  private let systemRead = Musl.read
  private let systemWrite = Musl.write
#else
  private let systemRead = Darwin.read
  private let systemWrite = Darwin.write
#endif

/// The real disk.
public struct PosixDisk: Disk {
  private let places = PosixPlaces()

  public init() {}

  public func makeDirectory(_ path: String) throws(DiskError) {
    try places.make(path)
  }

  public func list(_ path: String) throws(DiskError) -> [String] {
    guard let place = try PosixDirectory.reach(path) else { return [] }
    // The stream keeps its place in the descriptor, and closes it.
    let own = fcntl(place.descriptor, F_DUPFD_CLOEXEC, 0)
    guard own >= 0, let stream = fdopendir(own) else {
      let failure = Self.error("opendir", path)
      if own >= 0 { close(own) }
      throw failure
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    if errno != 0 { throw Self.error("readdir", path) }
    return names
  }

  public func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]? {
    guard let (place, name) = try places.find(path) else { return nil }
    let descriptor = place.file(name, O_RDONLY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Self.error("open", path)
    }
    defer { close(descriptor) }
    let size = try checkOwnFile(descriptor, path)
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
    let (place, name) = try places.get(path)
    let descriptor = place.file(name, O_WRONLY | O_CREAT | O_EXCL)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    defer { close(descriptor) }
    try Self.writeAll(descriptor, bytes, path)
    if Self.retrying({ fsync(descriptor) }) != 0 { throw Self.error("fsync", path) }
  }

  public func append(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    let (place, name) = try places.get(path)
    let descriptor = place.file(name, O_WRONLY | O_CREAT | O_APPEND)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    defer { close(descriptor) }
    _ = try checkOwnFile(descriptor, path, isWritten: true)
    try Self.writeAll(descriptor, bytes, path)
  }

  public func size(_ path: String) throws(DiskError) -> Int? {
    guard let (place, name) = try places.find(path) else { return nil }
    var status = stat()
    guard fstatat(place.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw Self.error("stat", path)
    }
    return try Self.checkOwn(status, path)
  }

  public func link(_ existing: String, _ new: String) throws(DiskError) {
    let (from, name) = try places.get(existing)
    let (to, second) = try places.get(new)
    if linkat(from.descriptor, name, to.descriptor, second, 0) != 0 {
      throw Self.error("link", new)
    }
  }

  public func rename(_ from: String, _ to: String) throws(DiskError) {
    let (old, name) = try places.get(from)
    let (new, second) = try places.get(to)
    if renameat(old.descriptor, name, new.descriptor, second) != 0 {
      throw Self.error("rename", to)
    }
  }

  public func syncDirectory(_ path: String) throws(DiskError) {
    let (place, _) = try places.get("\(path)/.")
    try place.sync()
  }

  public func remove(_ path: String) throws(DiskError) {
    guard let (place, name) = try places.find(path) else { return }
    if unlinkat(place.descriptor, name, 0) != 0, errno != ENOENT {
      throw Self.error("unlink", path)
    }
  }

  public func lock(_ path: String, note: String) throws(DiskError) -> (any DiskLock)? {
    let (place, name) = try places.get(path)
    let descriptor = place.file(name, O_RDWR | O_CREAT)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    do throws(DiskError) {
      _ = try checkOwnFile(descriptor, path, isWritten: true)
      guard Self.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
        if errno == EWOULDBLOCK {
          close(descriptor)
          return nil
        }
        throw Self.error("flock", path)
      }
      if Self.retrying({ ftruncate(descriptor, 0) }) != 0 { throw Self.error("ftruncate", path) }
      let holder = "pid \(getpid()) on \(Self.hostName), \(note)\n"
      try Self.writeAll(descriptor, Array(holder.utf8), path)
    } catch {
      close(descriptor)
      throw error
    }
    return PosixLock(descriptor)
  }

  public func lockDirectory(_ path: String) throws(DiskError) -> (any DiskLock)? {
    let place = try places.leading(path)
    let descriptor = openat(place.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error("open", path) }
    guard Self.retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
      let reason = errno
      // NFS locks only what is open for writing, and no directory can be.
      if reason == EBADF || reason == EINVAL { return PosixLock(descriptor) }
      defer { close(descriptor) }
      guard reason == EWOULDBLOCK else { throw Self.error("flock", path) }
      return nil
    }
    return PosixLock(descriptor)
  }
}

extension PosixDisk {
  public func tightened() -> [String] { places.takeNotes() }

  /// A holder writes its name a moment after it has taken the lock: until then the file is empty, or
  /// names the one before it.
  public func holder(of path: String) -> String? {
    let note = ((try? read(path, limit: 4096)) ?? nil).map { String(decoding: $0, as: UTF8.self) }
    let line = note?.split(separator: "\n").first.map(String.init)
    return line.flatMap { Self.isOfTheLiving($0) ? $0 : nil }
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

  static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
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
  /// A file that is written in place has no second name, which could be anybody's; one that is only
  /// replaced may have some that an interrupted save has left.
  private func checkOwnFile(
    _ descriptor: Int32,
    _ path: String,
    isWritten: Bool = false
  ) throws(DiskError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.error("fstat", path) }
    let size = try Self.checkOwn(status, path)
    let isLoose = status.st_mode & 0o077 != 0
    guard status.st_nlink == 1 || !(isWritten || isLoose) else {
      throw DiskError(.unsafe, path: path, detail: "has a second name")
    }
    if isLoose {
      if fchmod(descriptor, 0o600) != 0 { throw Self.error("fchmod", path) }
      places.note(path)
    }
    return size
  }

  private static func checkOwn(_ status: stat, _ path: String) throws(DiskError) -> Int {
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DiskError(.unsafe, path: path, detail: "not a regular file")
    }
    guard status.st_uid == geteuid() else {
      throw DiskError(.unsafe, path: path, detail: "owned by user \(status.st_uid)")
    }
    return Int(status.st_size)
  }

  static func error(_ call: String, _ path: String) -> DiskError {
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
