/// The file operations that checkpoints are made of, each one call to the system, so that the same
/// store runs on a real disk and on one that fails on purpose.
public protocol Disk: Sendable {
  /// Creates `path` and its missing ancestors with mode 0700, and syncs what it made.
  func makeDirectory(_ path: String) throws(DiskError)
  /// Names in a directory, unsorted; empty when it does not exist.
  func list(_ path: String) throws(DiskError) -> [String]
  /// The bytes of a regular file of ours; `nil` when it does not exist. Never follows a link.
  func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]?
  /// Creates `path`, which must not exist, with mode 0600, writes all bytes and syncs them.
  func create(_ path: String, _ bytes: [UInt8]) throws(DiskError)
  /// Adds bytes at the end, creating the file with mode 0600.
  func append(_ path: String, _ bytes: [UInt8]) throws(DiskError)
  /// Bytes in a regular file; `nil` when it does not exist.
  func size(_ path: String) throws(DiskError) -> Int?
  /// Makes `new` a second name of `existing`; `new` must not exist.
  func link(_ existing: String, _ new: String) throws(DiskError)
  func rename(_ from: String, _ to: String) throws(DiskError)
  func syncDirectory(_ path: String) throws(DiskError)
  /// Removes a file; not an error when it is gone.
  func remove(_ path: String) throws(DiskError)
  /// Takes the kernel's lock on `path`, held until `DiskLock.release` or the end of the process,
  /// and writes `note` into it; `nil` when another holds it.
  func lock(_ path: String, note: String) throws(DiskError) -> (any DiskLock)?
  /// Takes the kernel's lock on a directory, made where it is missing; `nil` when another holds it.
  func lockDirectory(_ path: String) throws(DiskError) -> (any DiskLock)?
  /// What the holder of the lock on `path` has written into it; `nil` when that cannot be read, or
  /// has not been written yet.
  func holder(of path: String) -> String?
  /// What others could reach until now, since this was last asked.
  func tightened() -> [String]
}

extension Disk {
  public func tightened() -> [String] { [] }

  /// A disk in memory has no kernel: it locks by names.
  public func lockDirectory(_ path: String) throws(DiskError) -> (any DiskLock)? {
    try lock("\(path)/", note: "")
  }

  public func holder(of path: String) -> String? {
    guard let note = try? read(path, limit: 4096), !note.isEmpty else { return nil }
    return String(decoding: note, as: UTF8.self)
  }
}

public protocol DiskLock: Sendable {
  func release()
}

public struct DiskError: Error, Equatable, Sendable {
  public enum Kind: String, Sendable {
    /// No space, quota used up, or the device failed.
    case notWritten
    case notPermitted
    case readOnly
    case missing
    case exists
    case tooLarge
    /// A link, device or pipe where a file should be, or a file of another user.
    case unsafe
    /// A directory in which others can put something else in the place of what is saved.
    case unguarded
    case other
  }

  public var kind: Kind
  public var path: String
  /// The system call that failed, and the system's words for it.
  public var detail: String

  public init(_ kind: Kind, path: String, detail: String) {
    self.kind = kind
    self.path = path
    self.detail = detail
  }
}
