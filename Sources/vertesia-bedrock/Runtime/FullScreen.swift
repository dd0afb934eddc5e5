import Federation
import Provisioning
import Screen
import Terminal
import Wizard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Forwards between the terminal, the wizard and the session; decides nothing.
struct FullScreen {
  let session: Session
  let terminal: TerminalSession
  let clock = ContinuousClock()

  /// Runs until the wizard quits; the terminal has been given back then.
  ///
  /// - Returns: the exit code, and the lines that stay in the scrollback.
  func run(_ start: (Model, [Effect])) async -> (exit: ExitCode, recap: [String]) {
    let (messages, sink) = AsyncStream.makeStream(of: Message.self)
    let (commands, queue) = AsyncStream.makeStream(of: Command.self)
    let began = clock.now
    return await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await input in terminal.inputs { sink.yield(.input(input)) }
        sink.yield(.input(.endOfInput))
      }
      group.addTask {
        for await event in session.events { sink.yield(.event(event)) }
      }
      group.addTask {
        for await command in commands { await session.perform(command) }
      }

      var (model, effects) = start
      var ticks = Ticks()
      var ending = act(effects, queue, &group)
      terminal.show(view(model, size: terminal.size))
      for await message in messages where ending == nil {
        effects = update(&model, message)
        ending = act(effects, queue, &group)
        if ending != nil { break }
        terminal.show(view(model, size: model.size))
        if ticks.wanted(by: model, after: message) {
          group.addTask {
            try? await clock.sleep(for: Ticks.gap)
            sink.yield(.tick(began.duration(to: clock.now)))
          }
        }
      }
      terminal.close()
      queue.finish()
      await session.close()
      group.cancelAll()
      return (ending ?? .stopped, Wizard.recap(model))
    }
  }

  /// Carries out effects; the exit code once one of them is to quit.
  private func act(
    _ effects: [Effect], _ queue: AsyncStream<Command>.Continuation,
    _ group: inout TaskGroup<Void>
  ) -> ExitCode? {
    var ending: ExitCode?
    for effect in effects {
      switch effect {
      case .command(.stop):
        // Must not wait behind the command it stops.
        group.addTask { await session.perform(.stop) }
      case .command(let command): queue.yield(command)
      case .copy(let text): terminal.copy(text)
      case .suspend: terminal.suspend()
      case .redraw: terminal.repaint()
      case .quit(let exit): ending = exit
      }
    }
    return ending
  }
}

/// Keeps at most one tick on its way, and none while nothing moves.
private struct Ticks {
  static let gap = Duration.milliseconds(250)
  private var isPending = false

  mutating func wanted(by model: Model, after message: Message) -> Bool {
    if case .tick = message { isPending = false }
    guard model.needsTicks, !isPending else { return false }
    isPending = true
    return true
  }
}
