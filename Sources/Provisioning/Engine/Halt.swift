import Synchronization

/// A person's wish to stop. The first one is read between changes and ends every wait; the second
/// one cancels what is under way.
final class Halt: Sendable {
  private let requests = Mutex(0)
  /// Each for so many requests.
  private let waiters = Waiters<Int>()

  func request() {
    let count = requests.withLock { count in
      count += 1
      return count
    }
    waiters.release { $0 <= count }
  }

  var isRequested: Bool { requests.withLock { $0 > 0 } }
  var isRepeated: Bool { requests.withLock { $0 > 1 } }

  /// Returns once there were `level` requests, or when the task is cancelled.
  func wait(level: Int) async {
    await waiters.wait(for: level) { requests.withLock { $0 >= level } }
  }
}
