import Clients
import Federation

/// The checkpoint in memory and on disk. What a method has returned from is durable; writes that
/// wait for each other are made as one.
actor Journal {
  private(set) var checkpoint: Checkpoint
  private let store: CheckpointStore
  private let time: @Sendable () -> String
  private let saved: @Sendable () -> Void

  private var wanted = 0
  private var written = 0
  private var isWriting = false
  /// Something is only in memory yet that the next save takes along.
  private var isBehind = false
  private var queue: [CheckedContinuation<Void, Never>] = []
  /// What was done, until the first change is on its way; several may be about to leave at once.
  private var standing: Checkpoint.Done?
  private var leaving = 0

  init(
    _ checkpoint: Checkpoint,
    store: CheckpointStore,
    time: @escaping @Sendable () -> String,
    saved: @escaping @Sendable () -> Void
  ) {
    self.checkpoint = checkpoint
    self.store = store
    self.time = time
    self.saved = saved
  }

  func record(_ step: StepID) -> StepRecord {
    checkpoint.steps[step] ?? StepRecord(at: time())
  }

  /// Changes the checkpoint and makes the change durable; does nothing when nothing changes.
  func update(_ change: @Sendable (inout Checkpoint) -> Void) async throws(Fault) {
    let before = checkpoint
    change(&checkpoint)
    guard checkpoint != before else { return }
    try await save()
  }

  /// Makes the checkpoint durable as it is.
  func persist() async throws(Fault) { try await save() }

  /// Before the first byte of a change leaves.
  func intend(_ intent: Intent, name: String?) async throws(Fault) {
    let step = intent.change.step
    var record = record(step)
    // One that is still open may be on its way.
    if record.intent?.change.operation == intent.change.operation { record.facts[.resent] = "true" }
    record.intent = intent
    record.attempts += 1
    record.at = time()
    record.fault = nil
    if step == .role { record.facts[.name] = name }
    let before = checkpoint.steps[step]
    checkpoint.steps[step] = record
    // From here on, what was done need not stand any more.
    standing = standing ?? checkpoint.done
    checkpoint.done = nil
    leaving += 1
    defer { leaving -= 1 }
    do throws(Fault) {
      try await save()
      standing = nil
    } catch {
      // It is not sent then, and the next save must not say that it may have been.
      checkpoint.steps[step] = before
      if leaving == 1 { (checkpoint.done, standing) = (standing, nil) }
      throw error
    }
  }

  /// After it has happened, before anything that builds on it starts.
  func learn(_ step: StepID, _ facts: Facts) async throws(Fault) {
    var record = record(step)
    record.intent = nil
    record.facts = record.facts.merging(facts)
    record.at = time()
    checkpoint.steps[step] = record
    try await save()
  }

  /// Before a change of unknown fate is sent again.
  func resend(_ step: StepID) async throws(Fault) {
    guard checkpoint.steps[step]?.facts[.resent] == nil else { return }
    checkpoint.steps[step]?.facts[.resent] = "true"
    try await save()
  }

  /// The change certainly did not happen.
  func abandon(_ step: StepID) async throws(Fault) {
    guard checkpoint.steps[step]?.intent != nil else { return }
    checkpoint.steps[step]?.intent = nil
    try await save()
  }

  /// How a step ended. Where nothing builds on it that a look would not tell again, it need not be
  /// durable at once: the next save takes it along, and the run's last one is `flush`.
  func settle(
    _ step: StepID,
    _ outcome: Outcome,
    _ facts: Facts,
    canWait: Bool = false
  ) async throws(Fault) {
    var record = record(step)
    let before = record
    record.intent = nil
    record.fault = nil
    record.outcome = outcome
    record.facts = record.facts.merging(facts)
    guard record != before else { return }
    record.at = time()
    checkpoint.steps[step] = record
    isBehind = true
    if !canWait { try await save() }
  }

  /// Makes durable what could wait.
  func flush() async throws(Fault) {
    if isBehind { try await save() }
  }

  /// - Parameters:
  ///   - step: what failed.
  ///   - fault: why.
  ///   - isHandedOn: whether an administrator has been asked for it.
  /// - Throws: the fault of saving.
  func fail(_ step: StepID, _ fault: Fault, isHandedOn: Bool = false) async throws(Fault) {
    assert(fault.isTold)
    var record = record(step)
    record.fault = fault
    if record.outcome == .waiting { record.outcome = nil }
    if isHandedOn { record.outcome = .waiting }
    record.at = time()
    checkpoint.steps[step] = record
    try await save()
  }

  private func save() async throws(Fault) {
    wanted += 1
    let mine = wanted
    while isWriting { await withCheckedContinuation { queue.append($0) } }
    guard written < mine else { return }
    isWriting = true
    isBehind = false
    let target = wanted
    let result = await outcome { [store, checkpoint] () async throws(Fault) in
      try await store.save(checkpoint)
    }
    isWriting = false
    if case .success = result { written = target } else { isBehind = true }
    let waiting = queue
    queue = []
    for one in waiting { one.resume() }
    try result.get()
    saved()
  }
}
