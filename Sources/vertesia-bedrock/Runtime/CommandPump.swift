import Federation
import Provisioning

/// Hands commands to the session in order and lets them run side by side: a stop, or a code that a
/// sign-in waits for, must not queue behind what it is for.
struct CommandPump: Sendable {
  private let session: Session
  private let commands: AsyncStream<Command>
  private let queue: AsyncStream<Command>.Continuation

  init(_ session: Session) {
    self.session = session
    (commands, queue) = AsyncStream.makeStream(of: Command.self)
  }

  func send(_ command: Command) { queue.yield(command) }

  func finish() { queue.finish() }

  /// Runs until finished; what is still running then is cancelled.
  func run() async {
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
