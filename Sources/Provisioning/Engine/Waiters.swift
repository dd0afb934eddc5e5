import Synchronization

/// Tasks that wait until something has come about, each for its own, or until they are cancelled.
///
/// Whoever brings it about changes the state first and releases then: a task that has looked before
/// is known by that time.
package final class Waiters<Reason: Sendable>: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: (reason: Reason, resume: CheckedContinuation<Void, Never>)] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Returns once it is released, when the task is cancelled, or at once when it is over already.
  package func wait(for reason: Reason, unless isOver: () -> Bool) async {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { resume in
        let hasToWait = state.withLock { state in
          guard !Task.isCancelled, !isOver() else { return false }
          state.waiting[number] = (reason, resume)
          return true
        }
        if !hasToWait { resume.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: number) }?.resume.resume()
    }
  }

  /// Lets everybody go on whose reason is due, in the order in which they came.
  package func release(_ isDue: (Reason) -> Bool = { _ in true }) {
    let due = state.withLock { state in
      let due = state.waiting.filter { isDue($0.value.reason) }
      for number in due.keys { state.waiting[number] = nil }
      return due
    }
    for one in due.sorted(by: { $0.key < $1.key }) { one.value.resume.resume() }
  }

  /// Lets the one go on whose reason comes first.
  ///
  /// - Returns: its reason; `nil` when nobody waits.
  package func releaseFirst(
    by comesBefore: (Reason, Reason) -> Bool,
    _ about: (Reason) -> Void = { _ in }
  ) -> Reason? {
    let first = state.withLock { state in
      let first = state.waiting.min { one, other in
        comesBefore(one.value.reason, other.value.reason)
          || !comesBefore(other.value.reason, one.value.reason) && one.key < other.key
      }
      if let first { state.waiting[first.key] = nil }
      return first?.value
    }
    if let first { about(first.reason) }
    first?.resume.resume()
    return first?.reason
  }
}
