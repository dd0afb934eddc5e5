import Federation
import Provisioning

/// Hands commands to the session in order and lets them run side by side: a stop, or a code that a
/// sign-in waits for, must not queue behind what it is for.
struct CommandPump: Sendable {
  private let session: Session
  private let commands: AsyncStream<Command>
  private let queue: AsyncStream<Command>.Continuation
  private let ended: AsyncStream<Never>
  private let end: AsyncStream<Never>.Continuation

  init(_ session: Session) {
    self.session = session
    (commands, queue) = AsyncStream.makeStream(of: Command.self)
    (ended, end) = AsyncStream.makeStream(of: Never.self)
  }

  func send(_ command: Command) { queue.yield(command) }

  /// Returns once everything that was sent has been heard and has ended: the stop that was sent
  /// last has saved by then.
  func finish() async {
    queue.finish()
    for await _ in ended {}
  }

  /// Runs until finished; what is still running then is cancelled.
  func run() async {
    defer { end.finish() }
    await withDiscardingTaskGroup { group in
      for await command in commands {
        await withCheckedContinuation { entered in
          group.addTask { [session] in await session.perform(command) { entered.resume() } }
        }
      }
      group.cancelAll()
    }
  }
}
