import Clients
import Federation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Engine {
  /// Sends a change until it certainly happened or certainly did not.
  ///
  /// The intent is durable before the first byte leaves. An unknown outcome is settled by reading,
  /// never by sending again at once.
  func make<S: Step>(
    _ step: S,
    _ change: Change,
    _ sight: S.Sight
  ) async throws(Interruption) -> Facts {
    let intent = Intent(
      change: change,
      requestHash: Digest.sha256(change.command.utf8),
      marker: Marker.text(inputs.setup),
      preImage: step.preImage(sight),
      at: tools.time()
    )
    let name = inputs.roleName
    try await faulting { () async throws(Fault) in
      try await tools.journal?.intend(intent, name: name)
    }
    let elapsed = tools.pace.stopwatch()
    let patience = Patience.reads(tools.settings.readPatience)
    let isRestoring = change.verb == .restore
    var attempt = 1
    var unknowns = 0
    while true {
      let error: SendError
      do throws(SendError) {
        let (inputs, cloud) = (inputs, tools.cloud)
        return try await sending(step.id) { () async throws(SendError) in
          try await step.send(change, sight, inputs, cloud)
        }
      } catch let refused {
        error = refused
      }
      switch error.fate {
      case .no: throw try await given(up: step.id, error.fault)
      case .exists:
        guard let facts = try await find(step, change, within: patience) else {
          throw try await given(up: step.id, error.fault)
        }
        return facts
      case .notYet, .busy:
        guard let gap = patience.gap(after: attempt, elapsed: elapsed()) else {
          throw try await given(up: step.id, error.fault)
        }
        let reason: Wait.Reason = error.fate == .busy ? .pacing : .iamReads
        tools.emit(
          .waiting(step.id, Wait(reason, attempt: attempt, elapsed: elapsed(), next: gap))
        )
        guard await tools.pace.pause(gap), isRestoring || mayGoOn else {
          try await faulting { () async throws(Fault) in
            try await tools.journal?.abandon(step.id)
          }
          throw .stopped
        }
      case .unknown:
        unknowns += 1
        let window = error.isUnsupported ? .zero : Self.window(step)
        // What is put back is no part of any plan: it is sent again, which changes nothing more.
        if !isRestoring, let facts = try await find(step, change, within: Self.settling(window)) {
          return facts
        }
        if error.isUnsupported { throw try await given(up: step.id, error.fault) }
        // A key that was set cannot be read back: only an answer tells, so one more is tried for.
        let tries = step.isRepeatable ? 4 : 3
        if unknowns == tries {
          throw .fault(Self.unknown(step.id, change, error.fault, tries: tries))
        }
        guard isRestoring ? !tools.pace.halt.isRequested : mayGoOn else { throw .stopped }
        if !step.isRepeatable {
          try await faulting { () async throws(Fault) in try await tools.journal?.resend(step.id) }
        }
      }
      attempt += 1
    }
  }

  /// The change did not happen: the intent is closed and the fault told.
  private func given(up step: StepID, _ fault: Fault) async throws(Interruption) -> Interruption {
    try await faulting { () async throws(Fault) in try await tools.journal?.abandon(step) }
    return .fault(fault)
  }

  /// How long an unknown change may still appear; one that can be sent again needs no waiting for.
  private static func window<S: Step>(_ step: S) -> Duration {
    step.isRepeatable ? .zero : lingering(step.id)
  }

  /// A request can linger in a server for its whole deadline and a while longer.
  private static func lingering(_ step: StepID) -> Duration {
    step.side == .vertesia ? .seconds(60) : .seconds(8)
  }

  private static func settling(_ window: Duration) -> Patience {
    Patience(gaps: [.seconds(1), .seconds(2), .seconds(4)], limit: window)
  }

  private static func unknown(
    _ step: StepID,
    _ change: Change,
    _ last: Fault,
    tries: Int
  ) -> Fault {
    // An answer that could not be read is told as the same fault, so its cause says more.
    let words = last.code == .outcomeUnknown ? last.cause : last.summary
    return Fault(
      .outcomeUnknown,
      cause:
        "It was tried \(tries) times to \(change.sentence), no answer told whether it worked, and "
        + "it does not show. The last try: \(words)",
      evidence: last.evidence
    )
  }

  /// Looks for what a change of unknown fate would have made.
  ///
  /// - Returns: its facts once it is there and as it must be; `nil` when it does not show in time.
  /// - Throws: the conflict, when something else is there.
  func find<S: Step>(
    _ step: S,
    _ change: Change,
    within patience: Patience
  ) async throws(Interruption) -> Facts? {
    let elapsed = tools.pace.stopwatch()
    var attempt = 1
    while true {
      let result = await outcome { () async throws(Fault) in try await self.observe(step) }
      if case .success(let sight) = result {
        let left = try judging { () throws(Fault) in try self.adopting(step, sight) }
        if case .present(let facts) = step.seen(sight, inputs),
          !left.contains(where: { Self.isSame($0, change) })
        {
          sights[step.id] = sight
          return facts
        }
      }
      guard let gap = patience.gap(after: attempt, elapsed: elapsed()) else {
        if case .failure(let fault) = result { throw .fault(fault) }
        return nil
      }
      tools.emit(
        .waiting(
          step.id,
          Wait(.settlingUnknown, attempt: attempt, elapsed: elapsed(), next: gap)
        )
      )
      guard await tools.pace.pause(gap) else { throw .stopped }
      attempt += 1
    }
  }

  /// Two removals differ by what they take away; other changes are told apart by what they do.
  private static func isSame(_ one: Change, _ other: Change) -> Bool {
    one.operation == other.operation && (one.verb == .remove) == (other.verb == .remove)
      && (one.verb != .remove || one.target == other.target)
  }

  private func adopting<S: Step>(_ step: S, _ sight: S.Sight) throws(Fault) -> [Change] {
    try step.plan(sight, inputs)
  }

  /// An intent from an earlier run: its fate is unknown until the world has been read.
  ///
  /// - Returns: the facts of what is there; `nil` when it did not happen.
  func settleOpen<S: Step>(
    _ step: S,
    _ intent: Intent
  ) async throws(Interruption) -> Facts? {
    let window = left(of: Self.window(step), since: intent)
    return try await find(step, intent.change, within: Self.settling(window))
  }

  /// For how much longer what was put back by a run that ended there may still arrive.
  func overdue(_ step: StepID) -> Duration {
    guard let intent = inputs.records[step]?.intent, intent.change.verb == .restore else {
      return .zero
    }
    return left(of: Self.lingering(step), since: intent)
  }

  private func left(of window: Duration, since intent: Intent) -> Duration {
    // The clock may have been ahead when it was meant.
    let age = max(0, Self.seconds(from: intent.at, to: tools.time()) ?? 0)
    return max(.zero, window - .seconds(age))
  }

  static func seconds(from start: String, to end: String) -> Int? {
    guard let start = try? Date.ISO8601FormatStyle().parse(start),
      let end = try? Date.ISO8601FormatStyle().parse(end)
    else { return nil }
    return Int(end.timeIntervalSince(start).rounded(.down))
  }
}
