import Federation
import Provisioning
import Screen
import Terminal
import Wizard

/// Forwards between the terminal, the wizard and the session; decides nothing.
struct FullScreen {
  let session: Session
  let terminal: TerminalSession
  /// What signs in with a profile, where programs are started.
  let signIn: @Sendable (String) -> ForegroundChild?
  private let clock = ContinuousClock()

  init(
    session: Session,
    terminal: TerminalSession,
    signIn: @escaping @Sendable (String) -> ForegroundChild?
  ) {
    self.session = session
    self.terminal = terminal
    self.signIn = signIn
  }

  /// Runs until the wizard quits; the terminal has been given back then.
  ///
  /// - Returns: the exit code, and the lines that stay in the scrollback.
  func run(_ start: (Model, [Effect])) async -> (exit: Federation.ExitCode, recap: [String]) {
    let (messages, sink) = AsyncStream.makeStream(of: Message.self)
    let began = clock.now
    var (model, effects) = start
    var frame = view(model, size: model.size)
    terminal.show(frame)
    return await withTaskGroup(of: Void.self) { group in
      let commands = CommandPump(session)
      group.addTask { await commands.run() }
      group.addTask {
        for await input in terminal.inputs { sink.yield(.input(input)) }
        sink.yield(.input(.endOfInput))
      }
      group.addTask {
        for await event in session.events { sink.yield(.event(event)) }
      }
      var ticks = Ticks(gap: .milliseconds(250))
      var ending = act(effects, commands, &group, sink)
      for await message in messages {
        if ending != nil { break }
        if case .tick = message { ticks.arrived() }
        // It happens now, and not at the last tick: nothing ticks while a plan is read.
        effects = update(&model, .tick(began.duration(to: clock.now)))
        effects += update(&model, message.aimed(at: frame))
        ending = act(effects, commands, &group, sink)
        frame = view(model, size: model.size)
        terminal.show(frame)
        if ticks.wanted(model.needsTicks) {
          group.addTask { [gap = ticks.gap] in
            try? await clock.sleep(for: gap)
            sink.yield(.tick(began.duration(to: clock.now)))
          }
        }
        if ending != nil { break }
      }
      terminal.close()
      await commands.finish()
      await session.end()
      group.cancelAll()
      return (ending ?? .stopped, model.recap)
    }
  }

  /// Carries out effects; the exit code once one of them is to quit.
  private func act(
    _ effects: [Effect],
    _ commands: CommandPump,
    _ group: inout TaskGroup<Void>,
    _ sink: AsyncStream<Message>.Continuation
  ) -> Federation.ExitCode? {
    var ending: Federation.ExitCode?
    for effect in effects {
      switch effect {
      case .command(let command): commands.send(command)
      case .copy(let text): terminal.copy(text)
      case .suspend: terminal.suspend()
      case .redraw: terminal.repaint()
      case .signIn(let profile):
        group.addTask { [terminal, signIn] in
          let status =
            if let child = signIn(profile) { await terminal.run(child) } else { Int?.none }
          sink.yield(.signInEnded(profile: profile, status: status))
        }
      case .quit(let exit): ending = exit
      }
    }
    return ending
  }
}
