/// Lets one caller do a piece of work while the others wait for its result.
actor SingleFlight<Value: Sendable, Failure: Error> {
  /// Whether somebody is at work.
  private(set) var isBusy = false
  private var waiting: [CheckedContinuation<Result<Value, Failure>?, Never>] = []

  /// Runs `work`, or waits for the one already running and takes its result.
  ///
  /// When the running caller was cancelled its failure is its own: a waiting one takes over.
  func run(
    _ work: @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    while isBusy {
      if let result = await withCheckedContinuation({ waiting.append($0) }) {
        return try result.get()
      }
    }
    isBusy = true
    let result: Result<Value, Failure>
    do throws(Failure) {
      result = .success(try await work())
    } catch {
      result = .failure(error)
    }
    isBusy = false
    var shared: Result<Value, Failure>? = result
    if case .failure = result, Task.isCancelled { shared = nil }
    let others = waiting
    waiting = []
    for other in others { other.resume(returning: shared) }
    return try result.get()
  }
}
