public import Federation

extension Session {
  /// How many wishes to stop cancel calls: the first one where they only read, the second one where
  /// they change something.
  enum Stops: Int, Sendable { case reading = 1, changing }

  /// Runs `body` to its end; so many wishes to stop cancel its calls.
  func untilStopped<Value: Sendable, Failure: Error>(
    _ stops: Stops,
    _ body: @escaping @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result = await withTaskGroup(of: Result<Value, Failure>?.self) { group in
      group.addTask { await outcome(body) }
      group.addTask { [halt] in
        await halt.wait(level: stops.rawValue)
        return nil
      }
      var ended: Result<Value, Failure>?
      for await next in group {
        ended = next ?? ended
        group.cancelAll()
      }
      return ended
    }
    guard let result else { preconditionFailure("the body ends before its group does") }
    return try result.get()
  }

  /// How a command ends that was told to stop; `nil` when none was.
  public nonisolated var stopExit: ExitCode? {
    guard halt.isRequested else { return nil }
    return halt.isRepeated ? .interrupted : .stopped
  }
}
