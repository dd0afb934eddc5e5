import Chance
import Provisioning
import Synchronization

/// A disk that can lose power at any operation. What was not synced by then may be there, not be
/// there, or be there in part, each change for itself; what was synced is there.
final class PowerLossDisk: Disk, Sendable {
  /// What a crash can leave behind: names, and what the files hold.
  struct Image: Hashable, Sendable {
    var names: [String: Int] = [:]
    var contents: [Int: [UInt8]] = [:]

    /// Whether anything is left of a set-up.
    var hasCheckpoint: Bool {
      bytes("/checkpoint.json") != nil || bytes("/checkpoint.previous.json") != nil
    }

    /// The bytes of the file whose path ends so.
    func bytes(_ suffix: String) -> [UInt8]? {
      names.first { $0.key.hasSuffix(suffix) }.map { contents[$0.value] ?? [] }
    }
  }

  /// A change that no sync has made durable yet.
  private enum Change {
    case name(String, Int)
    case rename(String, to: String, Int)
    case remove(String)
    case bytes(Int, [UInt8])
  }

  private struct State {
    /// As the running process sees it, and as it is after the harshest crash.
    var now = Image()
    var durable = Image()
    var pending: [Change] = []
    var locks: Set<String> = []
    var files = 0
  }

  private let state: Mutex<State>
  /// Every operation passes it: each is a place where the power can go.
  private let fuse: Fuse

  /// A machine that starts on what a crash has left.
  init(_ image: Image = Image(), fuse: Fuse = Fuse()) {
    var state = State()
    state.now = image
    state.durable = image
    state.files = (image.contents.keys.max() ?? 0) + 1
    self.state = Mutex(state)
    self.fuse = fuse
  }

  /// What a process that was killed leaves behind: the system goes on and writes what it was given.
  var now: Image { state.withLock { $0.now } }

  /// Every state that the machine can find when the power is back.
  var survivors: Set<Image> {
    let (durable, pending) = state.withLock { ($0.durable, $0.pending) }
    return pending.reduce(into: [durable]) { images, change in
      images.formUnion(images.flatMap { Self.outcomes(of: change, on: $0) })
    }
  }

  /// One of them.
  func survivor(_ dice: inout SplitMix64) -> Image {
    let (durable, pending) = state.withLock { ($0.durable, $0.pending) }
    return pending.reduce(durable) { image, change in
      dice.oneIn(2) ? image : dice.pick(Self.outcomes(of: change, on: image))
    }
  }

  /// The harshest of them: nothing of what was not synced.
  var durable: Image { state.withLock { $0.durable } }

  private static func outcomes(of change: Change, on image: Image) -> [Image] {
    guard case .bytes(let file, let bytes) = change else { return [applied(change, to: image)] }
    return [bytes.count, bytes.count / 2, 1].map { count in
      applied(.bytes(file, Array(bytes.prefix(count))), to: image)
    }
  }

  private static func applied(_ change: Change, to image: Image) -> Image {
    var image = image
    apply(change, to: &image)
    return image
  }

  private static func apply(_ change: Change, to image: inout Image) {
    switch change {
    case .name(let path, let file):
      image.names[path] = file
      image.contents[file, default: []] += []
    case .rename(let old, let new, let file):
      if image.names[old] == file { image.names[old] = nil }
      image.names[new] = file
      image.contents[file, default: []] += []
    case .remove(let path): image.names[path] = nil
    case .bytes(let file, let bytes): image.contents[file, default: []] += bytes
    }
  }

  /// One operation, unless the power goes before it.
  private func perform(
    _ operation: String,
    _ path: String,
    _ body: (inout State) -> Void
  ) throws(DiskError) {
    try fuse.pass(operation, path)
    state.withLock { body(&$0) }
  }

  private func change(
    _ operation: String,
    _ path: String,
    _ change: @escaping (State) -> Change?
  ) throws(DiskError) {
    try perform(operation, path) { state in
      guard let change = change(state) else { return }
      Self.apply(change, to: &state.now)
      state.pending.append(change)
    }
  }

  private func sync(
    _ operation: String,
    _ path: String,
    _ isMeant: @escaping (Change) -> Bool
  ) throws(DiskError) {
    try perform(operation, path) { state in
      for change in state.pending where isMeant(change) {
        Self.apply(change, to: &state.durable)
      }
      state.pending.removeAll(where: isMeant)
    }
  }

  func makeDirectory(_ path: String) throws(DiskError) {
    try perform("mkdir", path) { _ in }
  }

  func list(_ path: String) throws(DiskError) -> [String] {
    let names = state.withLock { state in
      state.now.names.keys.filter { $0.hasPrefix(path + "/") }
        .map { $0.dropFirst(path.count + 1).prefix { $0 != "/" } }
    }
    return Set(names.map(String.init)).sorted()
  }

  func read(_ path: String, limit: Int) throws(DiskError) -> [UInt8]? {
    state.withLock { state in state.now.names[path].map { state.now.contents[$0] ?? [] } }
  }

  func create(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    fuse.writes(bytes, to: path)
    guard state.withLock({ $0.now.names[path] }) == nil else {
      throw DiskError(.exists, path: path, detail: "open: file exists")
    }
    let file = state.withLock { state in
      state.files += 1
      return state.files
    }
    try change("create", path) { _ in .name(path, file) }
    try change("write", path) { _ in .bytes(file, bytes) }
    try sync("sync", path) { if case .bytes(file, _) = $0 { true } else { false } }
  }

  func append(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    if state.withLock({ $0.now.names[path] }) == nil {
      let file = state.withLock { state in
        state.files += 1
        return state.files
      }
      try change("create", path) { _ in .name(path, file) }
    }
    try change("append", path) { state in state.now.names[path].map { .bytes($0, bytes) } }
  }

  func size(_ path: String) throws(DiskError) -> Int? {
    try read(path, limit: .max)?.count
  }

  func link(_ existing: String, _ new: String) throws(DiskError) {
    try change("link", new) { state in state.now.names[existing].map { .name(new, $0) } }
  }

  func rename(_ from: String, _ to: String) throws(DiskError) {
    try change("rename", to) { state in state.now.names[from].map { .rename(from, to: to, $0) } }
  }

  func syncDirectory(_ path: String) throws(DiskError) {
    try sync("sync directory", path) { change in
      switch change {
      case .name(let name, _), .rename(_, to: let name, _), .remove(let name):
        name.hasPrefix(path + "/")
      case .bytes: false
      }
    }
  }

  func remove(_ path: String) throws(DiskError) {
    try change("remove", path) { _ in .remove(path) }
  }

  func lock(_ path: String, note: String) throws(DiskError) -> (any DiskLock)? {
    try fuse.pass("lock", path)
    let isFree = state.withLock { $0.locks.insert(path).inserted }
    return isFree ? Held(disk: self, path: path) : nil
  }

  private struct Held: DiskLock {
    let disk: PowerLossDisk
    let path: String
    func release() { disk.state.withLock { _ = $0.locks.remove(path) } }
  }
}
