/// Lets one through at a time, in the order of asking: IAM takes writes slowly, and two at once
/// only collide.
actor Turnstile {
  private var isTaken = false
  private var queue: [CheckedContinuation<Void, Never>] = []

  func pass<Value: Sendable, Failure: Error>(
    _ body: @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    if isTaken {
      await withCheckedContinuation { queue.append($0) }
    } else {
      isTaken = true
    }
    defer { leave() }
    return try await body()
  }

  private func leave() {
    if queue.isEmpty { isTaken = false } else { queue.removeFirst().resume() }
  }
}
