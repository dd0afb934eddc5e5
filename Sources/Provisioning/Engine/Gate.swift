import Synchronization

/// Where the steps that need a step wait for its facts.
final class Gate: Sendable {
  private enum State {
    case undecided([CheckedContinuation<Bool, Never>])
    case decided(Bool)
  }

  private let state = Mutex(State.undecided([]))

  /// Lets everybody through: the facts are known and durable.
  func open() { decide(true) }

  /// Sends everybody away. Has no effect after `open`.
  func shut() { decide(false) }

  /// - Returns: whether the facts are there.
  func passes() async -> Bool {
    await withCheckedContinuation { resume in
      let decided: Bool? = state.withLock { state in
        switch state {
        case .decided(let passes): return passes
        case .undecided(let waiting):
          state = .undecided(waiting + [resume])
          return nil
        }
      }
      if let decided { resume.resume(returning: decided) }
    }
  }

  private func decide(_ passes: Bool) {
    let waiting: [CheckedContinuation<Bool, Never>] = state.withLock { state in
      guard case .undecided(let waiting) = state else { return [] }
      state = .decided(passes)
      return waiting
    }
    for one in waiting { one.resume(returning: passes) }
  }
}
