public import Federation

/// Where set-ups are saved: one directory each, named by the set-up id.
public struct StateDirectory: Sendable {
  public let path: String
  let disk: any Disk
  private let tool: String
  /// How a person comes back here, for the commands that faults show.
  package let invocation: Invocation
  private let random: @Sendable (Int) -> [UInt8]

  /// - Parameters:
  ///   - path: absolute.
  ///   - disk: the real one, or one that fails on purpose.
  ///   - tool: the version written into every file.
  ///   - invocation: how a person comes back here, for the commands that faults show.
  ///   - random: as many random bytes as asked for.
  public init(
    path: String,
    disk: any Disk,
    tool: String,
    invocation: Invocation = Invocation(),
    random: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.path = path
    self.disk = disk
    self.tool = tool
    self.invocation = invocation
    self.random = random
  }

  /// `$XDG_STATE_HOME/vertesia-bedrock`, else `~/.local/state/vertesia-bedrock`; a relative
  /// `XDG_STATE_HOME` is ignored (XDG Base Directory Specification). `command` is what was started:
  /// the fault tells it again, with a place to save in.
  ///
  /// - Throws: VB805 when there is no home either.
  public static func standardPath(
    environment: [String: String],
    home: String?,
    command: [String] = ["vertesia-bedrock"]
  ) throws(Fault) -> String {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return "\(state)/vertesia-bedrock"
    }
    guard let home, home.hasPrefix("/") else { throw CheckpointFaults.noHome(command) }
    return "\(home)/.local/state/vertesia-bedrock"
  }

  /// A saved set-up, or why it cannot be read.
  public struct Saved: Sendable, Identifiable {
    public let id: String
    public let summary: Result<SetupSummary, Fault>
    public let checkpoint: Checkpoint?
    /// Worth telling when the newest generation was bad and the one before it stands in.
    public let notice: Fault?
  }

  /// - Parameter known: the id of one that is not asked for.
  /// - Returns: every set-up, newest first; one that cannot be read stands there with its fault.
  /// - Throws: VB805 when the directory itself cannot be read.
  public func list(except known: String? = nil) throws(Fault) -> [Saved] {
    try ids().filter { $0 != known }.compactMap(saved).sorted { Self.age($0) > Self.age($1) }
  }

  /// The set-up with this whole id, which stands there with its fault where it cannot be read; `nil`
  /// when nothing is saved of it.
  public func saved(_ id: String) -> Saved? {
    let reader = CheckpointReader(
      directory: "\(path)/\(id)",
      disk: disk,
      invocation: invocation
    )
    do throws(Fault) {
      guard let found = try reader.newest() else { return nil }
      let checkpoint = found.envelope.checkpoint
      let updated = checkpoint.steps.values.map(\.at).max()
      var summary = checkpoint.summary(updatedAt: max(updated ?? "", checkpoint.createdAt))
      // What was saved last and is damaged may tell of more.
      if summary.madeNothing, found.notice != nil || wasHandedOut(id) {
        summary.madeNothing = false
      }
      return Saved(
        id: id,
        summary: .success(summary),
        checkpoint: checkpoint,
        notice: found.notice
      )
    } catch {
      return Saved(id: id, summary: .failure(error), checkpoint: nil, notice: nil)
    }
  }

  /// The ids of the directories that are there, sorted.
  private func ids() throws(Fault) -> [String] {
    do {
      return try disk.list(path).filter(SetupName.isID).sorted()
    } catch { throw CheckpointFaults.unreadable(error) }
  }

  /// The id of the set-up with this id, unique prefix of it, or display name; else the one whose name
  /// begins so.
  ///
  /// - Throws: VB120 when there is none, VB119 when there are several.
  public func find(_ name: String) throws(Fault) -> String {
    // A whole id needs no other file to be read.
    if SetupName.isID(name), try ids().contains(name), isSaved(name) { return name }
    let saved = try list()
    if saved.contains(where: { $0.id == name }) { return name }
    func isNamed(_ one: Saved, _ fits: (String) -> Bool) -> Bool {
      (try? one.summary.get()).map { fits($0.name) } ?? false
    }
    var matches = saved.filter { one in
      one.id.hasPrefix(name) || isNamed(one) { $0 == name }
    }
    if matches.isEmpty, !name.isEmpty {
      matches = saved.filter { one in isNamed(one) { $0.hasPrefix(name) } }
    }
    switch matches.count {
    case 1: return matches[0].id
    case 0: throw CheckpointFaults.noSuchSetup(name, in: path, known: saved.map(\.id), invocation)
    default: throw CheckpointFaults.ambiguous(name, matches.map(\.id), invocation)
    }
  }

  private func isSaved(_ id: String) -> Bool {
    [CheckpointReader.current, CheckpointReader.previous].contains { isThere($0, of: id) }
  }

  /// Whether an administrator may be at work on it, or done.
  func wasHandedOut(_ id: String) -> Bool { isThere(AdministratorRequest.fileName, of: id) }

  private func isThere(_ name: String, of id: String) -> Bool {
    ((try? disk.size("\(path)/\(id)/\(name)")) ?? nil) != nil
  }

  /// Opens the files of a set-up, as the other one does. A holder writes its name a moment after it
  /// has taken the lock: until then, it is asked for again.
  ///
  /// With `isLook` nothing is going to be saved, and where nothing can be written or another process
  /// holds the lock, the files are opened without it.
  ///
  /// - Throws: VB803 when another process holds it, VB805 or VB808 when the directory cannot be
  ///   used.
  public func open(
    _ id: String,
    note: String,
    isLook: Bool = false,
    waitingOn clock: any Clock<Duration>
  ) async throws(Fault) -> CheckpointStore {
    for _ in 0..<20 {
      do throws(Fault) {
        return try open(id, note: note, isLook: isLook)
      } catch {
        let isNamed = error.evidence.contains { $0.label == .found }
        guard error.code == .checkpointLocked, !isNamed else { throw error }
      }
      do { try await clock.sleep(for: .milliseconds(10)) } catch { break }
    }
    return try open(id, note: note, isLook: isLook)
  }

  /// Opens the files of a set-up, making their directory, and takes its lock; a look takes none, and
  /// only tells whether somebody has it.
  ///
  /// - Throws: VB803 when another process holds it, VB805 or VB808 when the directory cannot be
  ///   used.
  public func open(
    _ id: String,
    note: String,
    isLook: Bool = false
  ) throws(Fault) -> CheckpointStore {
    let directory = "\(path)/\(id)"
    do {
      try disk.makeDirectory(directory)
      guard let lock = try disk.lock("\(directory)/lock", note: note) else {
        if isLook { return store(id, .elsewhere) }
        throw CheckpointFaults.locked(id, holder: disk.holder(of: "\(directory)/lock"))
      }
      try CallLog(directory: directory, disk: disk).check()
      guard isLook else { return store(id, .ours(lock)) }
      lock.release()
      return store(id, .nobodys)
    } catch let error as DiskError {
      if isLook, [.readOnly, .notPermitted].contains(error.kind) { return store(id, .unwritable) }
      throw CheckpointFaults.unusable(error)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw CheckpointFaults.unusable(DiskError(.other, path: directory, detail: "\(error)"))
    }
  }

  private func store(_ id: String, _ lock: CheckpointStore.Hold) -> CheckpointStore {
    CheckpointStore(
      setup: id,
      directory: "\(path)/\(id)",
      disk: disk,
      lock: lock,
      tool: tool,
      invocation: invocation,
      random: random
    )
  }

  private static func age(_ saved: Saved) -> String {
    (try? saved.summary.get().updatedAt) ?? ""
  }
}

/// What a set-up may be called.
enum SetupName {
  private static let alphabet = Set("abcdefghijklmnopqrstuvwxyz234567")

  /// 8 characters of RFC 4648 base32, lower case.
  static func isID(_ name: String) -> Bool {
    name.count == 8 && name.allSatisfy(alphabet.contains)
  }
}
