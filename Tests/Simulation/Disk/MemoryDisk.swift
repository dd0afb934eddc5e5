package import Provisioning
import Synchronization

/// Files in memory that outlive a session, and a disk that can be told to fail.
package final class MemoryDisk: Disk, Sendable {
  package init() {}

  private struct State {
    var files: [String: [UInt8]] = [:]
    var locks: Set<String> = []
    var creations = 0
    var failsAt: Int?
  }

  private let state = Mutex(State())

  /// Files created so far: every save makes one.
  var creations: Int { state.withLock { $0.creations } }

  /// The disk is full from the given creation on; `nil` mends it.
  func fail(at creation: Int?) { state.withLock { $0.failsAt = creation } }

  /// As after a crash: the kernel has let go of every lock.
  package func releaseLocks() { state.withLock { $0.locks = [] } }

  func erase() { state.withLock { $0.files = [:] } }

  /// Paths whose last part holds this.
  func paths(with part: String) -> [String] {
    state.withLock { state in
      state.files.keys.filter { $0.split(separator: "/").last?.contains(part) == true }.sorted()
    }
  }

  /// Puts garbage into every file whose name begins so.
  func damage(_ start: String) {
    state.withLock { state in
      for path in state.files.keys
      where path.split(separator: "/").last?.hasPrefix(start) == true {
        state.files[path] = Array("garbage".utf8)
      }
    }
  }

  func text(_ suffix: String) -> String? {
    state.withLock { state in
      state.files.first { $0.key.hasSuffix(suffix) }.map {
        String(decoding: $0.value, as: UTF8.self)
      }
    }
  }

  package func makeDirectory(_ path: String) throws(DiskError) {}

  package func list(_ path: String) throws(DiskError) -> [String] {
    let names = state.withLock { state in
      state.files.keys.filter { $0.hasPrefix(path + "/") }
        .map { $0.dropFirst(path.count + 1).prefix { $0 != "/" } }
    }
    return Set(names.map(String.init)).sorted()
  }

  package func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]? {
    state.withLock { $0.files[path] }
  }

  package func create(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    let isFull = state.withLock { state in
      state.creations += 1
      if let failsAt = state.failsAt, state.creations >= failsAt { return true }
      state.files[path] = bytes
      return false
    }
    if isFull { throw DiskError(.notWritten, path: path, detail: "write: no space left") }
  }

  package func append(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    state.withLock { $0.files[path, default: []] += bytes }
  }

  package func size(_ path: String) throws(DiskError) -> Int? {
    state.withLock { $0.files[path]?.count }
  }

  package func link(_ existing: String, _ new: String) throws(DiskError) {
    state.withLock { $0.files[new] = $0.files[existing] }
  }

  package func rename(_ from: String, _ to: String) throws(DiskError) {
    state.withLock { $0.files[to] = $0.files.removeValue(forKey: from) }
  }

  package func syncDirectory(_ path: String) throws(DiskError) {}

  package func remove(_ path: String) throws(DiskError) {
    state.withLock { $0.files[path] = nil }
  }

  package func lock(_ path: String, note: String) throws(DiskError) -> (any DiskLock)? {
    let isFree = state.withLock { $0.locks.insert(path).inserted }
    return isFree ? Held(disk: self, path: path) : nil
  }

  private struct Held: DiskLock {
    let disk: MemoryDisk
    let path: String
    func release() { disk.state.withLock { _ = $0.locks.remove(path) } }
  }
}
