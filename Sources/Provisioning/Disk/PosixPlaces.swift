import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The directories that a disk has made or claimed, open as long as the disk is.
final class PosixPlaces: Sendable {
  private let held = Mutex<[String: PosixDirectory]>([:])
  private let tightened = Mutex<[String]>([])

  /// Makes a directory and whatever leads to it. From the one above it on there are no links.
  func make(_ path: String) throws(DiskError) {
    let (above, name) = Self.split(path)
    let parent = try leading(above)
    try parent.checkIsGuarded()
    let place = try parent.make(name)
    if try place.claim() { note(path) }
    held.withLock { $0[above + "/" + name] = place }
  }

  /// A directory that others stand in, made where it is missing.
  func leading(_ path: String) throws(DiskError) -> PosixDirectory {
    try Self.makeAll(path)
    guard let place = try PosixDirectory.reach(path) else {
      throw DiskError(.missing, path: path, detail: "gone as soon as it was made")
    }
    return place
  }

  /// Others could reach this until now.
  func note(_ path: String) { tightened.withLock { $0.append(path) } }

  func takeNotes() -> [String] {
    tightened.withLock { paths in
      defer { paths = [] }
      return paths
    }
  }

  /// The directory of a file, and the file's name in it; `nil` when there is no such directory.
  func find(_ path: String) throws(DiskError) -> (PosixDirectory, String)? {
    let (directory, name) = Self.split(path)
    if let place = held.withLock({ $0[directory] }) { return (place, name) }
    let (above, last) = Self.split(directory)
    guard let place = try PosixDirectory.reach(above)?.directory(last) else { return nil }
    return (place, name)
  }

  func get(_ path: String) throws(DiskError) -> (PosixDirectory, String) {
    if let found = try find(path) { return found }
    throw DiskError(.missing, path: path, detail: "its directory is gone")
  }

  private static func split(_ path: String) -> (above: String, name: String) {
    let parts = path.split(separator: "/")
    return (parts.dropLast().map { "/" + $0 }.joined(), String(parts.last ?? "."))
  }

  private static func makeAll(_ path: String) throws(DiskError) {
    var made = ""
    for part in path.split(separator: "/") {
      let parent = made
      made += "/\(part)"
      if mkdir(made, 0o700) == 0 {
        try PosixDirectory.reach(parent, isLinkAllowed: true)?.sync()
      } else if errno != EEXIST {
        throw PosixDisk.error("mkdir", made)
      }
    }
  }
}
