import Clients
public import Federation

/// The files of one set-up, under its lock unless they are only looked at: the checkpoint, the
/// generation before it, the call log, and documents handed to people.
public actor CheckpointStore {
  public nonisolated let setup: String
  /// Absolute path of the set-up's directory.
  public nonisolated let directory: String
  public nonisolated let calls: CallLog

  private let disk: any Disk
  nonisolated let hold: Hold
  private let random: @Sendable (Int) -> [UInt8]
  private let tool: String
  private let invocation: Invocation

  /// Under whose lock the files are open. Without ours, nothing is written but the call log.
  enum Hold: Sendable {
    case ours(any DiskLock)
    /// Nobody had it as a look began, and the look keeps nobody out.
    case nobodys
    /// Another process has it.
    case elsewhere
    case unwritable

    var isOurs: Bool {
      if case .ours = self { true } else { false }
    }

    /// Whether calls are logged: lines of two runs are not mixed.
    var logsCalls: Bool {
      switch self {
      case .ours, .nobodys: true
      case .elsewhere, .unwritable: false
      }
    }
  }

  /// The newest good generation.
  private var last: Envelope?
  /// The current file is bad or gone, and the previous one stands in for it until the next save.
  private var previousStandsIn = false
  /// What the bad file is called from the next save on.
  private var aside: String?
  /// It is on no list any more: what was on its way to be saved must not bring it back.
  private var isDiscarded = false

  init(
    setup: String,
    directory: String,
    disk: any Disk,
    lock: Hold,
    tool: String,
    invocation: Invocation,
    random: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.setup = setup
    self.directory = directory
    self.disk = disk
    hold = lock
    self.tool = tool
    self.invocation = invocation
    self.random = random
    calls = CallLog(directory: directory, disk: disk, isOpen: lock.logsCalls)
  }

  /// What was saved, newest readable generation first; `nil` when nothing ever was.
  ///
  /// - Returns: the checkpoint, and a fault worth telling when the current file was bad and the
  ///   previous one stands in for it.
  /// - Throws: VB801 when neither can be read (both stay as they are), VB802 for a newer format,
  ///   VB808 for a file that is not ours, VB805 for an unreadable directory.
  public func load() throws(Fault) -> (checkpoint: Checkpoint, notice: Fault?)? {
    if hold.isOurs { removeLeftovers() }
    let reader = CheckpointReader(directory: directory, disk: disk, invocation: invocation)
    guard let found = try reader.newest() else { return nil }
    last = found.envelope
    previousStandsIn = found.notice != nil
    aside = found.aside
    return (found.envelope.checkpoint, found.notice)
  }

  /// What of it others could reach until it was opened.
  nonisolated func tightened() -> [String] { disk.tightened() }

  /// Makes `checkpoint` durable: when this returns it survives a power cut. Does nothing once the
  /// set-up is discarded, while no run is on.
  ///
  /// - Throws: VB804 when it could not be written; what was saved before is intact then.
  public func save(_ checkpoint: Checkpoint) throws(Fault) {
    guard !isDiscarded else { return }
    try mayWrite()
    let envelope = Envelope(
      lineage: last?.lineage ?? Hex.encode(random(8)),
      // The serial of a bad file is used up, whatever stood in it.
      serial: (last?.serial ?? 0) + (previousStandsIn ? 2 : 1),
      tool: tool,
      checkpoint: checkpoint
    )
    guard let bytes = try? envelope.encoded(), bytes.count <= Envelope.maximumBytes else {
      throw CheckpointFaults.unencodable(directory)
    }
    do {
      if let aside { try setAside([(CheckpointReader.current, aside)]) }
      aside = nil
      // A bad file must not take the place of the good one behind it.
      let kept = previousStandsIn ? nil : CheckpointReader.previous
      try replace(CheckpointReader.current, with: bytes, keeping: kept)
    } catch {
      throw CheckpointFaults.notWritten(error)
    }
    last = envelope
    previousStandsIn = false
  }

  /// Takes what was saved away for good. The generation that a list shows goes last and at once: up
  /// to then the set-up is listed whole, from then on it is gone.
  ///
  /// - Throws: VB809 when that could not be made durable, and where a generation is damaged, which
  ///   may tell of something that was made.
  public func discard() throws(Fault) {
    try mayWrite()
    guard !previousStandsIn, aside == nil else {
      throw CheckpointFaults.notDiscarded("What was saved last of it cannot be read.")
    }
    do {
      for name in [CheckpointReader.previous, CheckpointReader.current] {
        try disk.remove("\(directory)/\(name)")
        try disk.syncDirectory(directory)
      }
    } catch {
      throw CheckpointFaults.notDiscarded(error)
    }
    isDiscarded = true
  }

  /// Writes a file for a person into the set-up's directory and returns its path.
  public func writeDocument(_ name: String, _ text: String) throws(Fault) -> String {
    try mayWrite()
    do {
      try replace(name, with: Array(text.utf8), keeping: nil)
    } catch {
      throw CheckpointFaults.notWritten(error)
    }
    return "\(directory)/\(name)"
  }

  /// The path of a file that was written for a person; `nil` when there is none.
  public func document(_ name: String) -> String? {
    let path = "\(directory)/\(name)"
    return ((try? disk.size(path)) ?? nil) == nil ? nil : path
  }

  /// Puts unreadable generations under other names, so that a rebuilt checkpoint can take theirs.
  ///
  /// - Returns: the paths they have now.
  @discardableResult
  public func setAside() throws(Fault) -> [String] {
    try mayWrite()
    let suffix = "bad-\(Hex.encode(random(3)))"
    let names = [CheckpointReader.current, CheckpointReader.previous]
    let kept: [String]
    do {
      kept = try setAside(names.map { ($0, "\(directory)/\($0).\(suffix)") })
    } catch {
      throw CheckpointFaults.notWritten(error)
    }
    last = nil
    previousStandsIn = false
    aside = nil
    return kept
  }

  /// Durable before anything takes the names.
  @discardableResult
  private func setAside(_ files: [(name: String, path: String)]) throws(DiskError) -> [String] {
    var kept: [String] = []
    for (name, path) in files where try disk.size("\(directory)/\(name)") != nil {
      try disk.rename("\(directory)/\(name)", path)
      kept.append(path)
    }
    try disk.syncDirectory(directory)
    return kept
  }

  /// Lets another process open the set-up; nothing may be saved afterwards.
  public func close() {
    if case .ours(let lock) = hold { lock.release() }
  }

  /// What a look from outside has to know.
  nonisolated var notice: Notice? {
    switch hold {
    case .ours, .nobodys: nil
    case .elsewhere:
      Notice(
        .info,
        "Another run has this set-up open"
          + (disk.holder(of: "\(directory)/lock").map { " (\($0))" } ?? "")
          + ": what it is changing may look unfinished, and this look is not in the call log"
      )
    case .unwritable:
      Notice(
        .warning,
        "\(directory) cannot be written to: this look is not in the call log, and another run may "
          + "have the set-up open"
      )
    }
  }

  private func mayWrite() throws(Fault) {
    guard hold.isOurs else { throw CheckpointFaults.onlyLooking(directory) }
  }

  /// Temporary files of a process that died while it saved: the lock is ours, so nobody else's.
  private func removeLeftovers() {
    let start = ".\(CheckpointReader.current)."
    for name in (try? disk.list(directory)) ?? [] where name.hasPrefix(start) {
      try? disk.remove("\(directory)/\(name)")
    }
  }

  /// Old or new, never mixed: a fresh file is synced before it takes the name, and the directory
  /// after. The old file keeps its bytes under `previous`.
  private func replace(
    _ name: String,
    with bytes: [UInt8],
    keeping previous: String?
  ) throws(DiskError) {
    let path = "\(directory)/\(name)"
    let temporary = "\(directory)/.\(name).\(Hex.encode(random(6)))"
    do {
      try disk.create(temporary, bytes)
      if let previous, try disk.size(path) != nil {
        let second = "\(temporary).old"
        try disk.link(path, second)
        try disk.rename(second, "\(directory)/\(previous)")
      }
      try disk.rename(temporary, path)
    } catch {
      try? disk.remove(temporary)
      throw error
    }
    try disk.syncDirectory(directory)
  }
}
