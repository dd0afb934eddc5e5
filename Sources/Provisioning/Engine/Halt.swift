import Synchronization

/// A person's wish to stop. The first one is read between changes and ends every wait; the second
/// one cancels what is under way.
final class Halt: Sendable {
  private struct State {
    var requests = 0
    var next = 0
    var waiters: [Int: (level: Int, resume: CheckedContinuation<Void, Never>)] = [:]
  }

  private let state = Mutex(State())

  func request() {
    let ready = state.withLock { state in
      state.requests += 1
      let ready = state.waiters.filter { $0.value.level <= state.requests }
      for key in ready.keys { state.waiters[key] = nil }
      return ready.values.map(\.resume)
    }
    for waiter in ready { waiter.resume() }
  }

  var isRequested: Bool { state.withLock { $0.requests > 0 } }
  var isRepeated: Bool { state.withLock { $0.requests > 1 } }

  /// Returns once there were `level` requests, or when the task is cancelled.
  func wait(level: Int) async {
    let key = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { resume in
        let isOver = state.withLock { state in
          guard state.requests < level, !Task.isCancelled else { return true }
          state.waiters[key] = (level, resume)
          return false
        }
        if isOver { resume.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: key) }?.resume.resume()
    }
  }
}
