import Federation

extension StateDirectory {
  /// Waits for its turn to say which set-up is meant, or that there is a new one: of two that do so
  /// at once, each would find none and make one.
  ///
  /// - Returns: `nil` where nothing can be locked; nothing can be saved there either.
  /// - Throws: VB803 when nobody lets go.
  func turn(waitingOn clock: any Clock<Duration>) async throws(Fault) -> (any DiskLock)? {
    for _ in 0..<1000 {
      do throws(DiskError) {
        if let turn = try disk.lockDirectory(path) { return turn }
      } catch { return nil }
      do { try await clock.sleep(for: .milliseconds(10)) } catch { break }
    }
    throw CheckpointFaults.noTurn(path)
  }
}
