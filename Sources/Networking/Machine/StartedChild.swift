internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The process group of a child that leads its own session.
final class StartedChild: Sendable {
  private let leader = Mutex<Int32?>(nil)

  func remember(_ process: Int32) { leader.withLock { $0 = process } }

  /// Ends what is left of the group; nothing, when it never started.
  func killGroup() {
    guard let process = leader.withLock({ $0 }), process > 1 else { return }
    _ = kill(-process, SIGKILL)
  }
}
