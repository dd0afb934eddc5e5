import Federation
import Provisioning
import Terminal
import Wizard

/// Forwards between lines, the plain wizard and the session; decides nothing.
struct PlainLines {
  let session: Session
  /// Why there are lines, for the first of them.
  let mode: String
  /// What signs in with a profile, where programs are started.
  let signIn: @Sendable (String) -> ForegroundChild?
  /// Where a text can be copied to without an escape.
  let copy: @Sendable (String) async -> Copied
  private let reader = LineReader()
  private let clock = ContinuousClock()

  init(
    session: Session,
    mode: String,
    signIn: @escaping @Sendable (String) -> ForegroundChild?,
    copy: @escaping @Sendable (String) async -> Copied
  ) {
    self.session = session
    self.mode = mode
    self.signIn = signIn
    self.copy = copy
  }

  func run(
    opening: String?,
    given: Answers,
    look: Survey,
    now: Int,
    stateDirectory: String,
    again: String?
  ) async -> Federation.ExitCode {
    let (messages, sink) = AsyncStream.makeStream(of: PlainMessage.self)
    let began = clock.now
    var (model, effects) = PlainModel.start(
      survey: look,
      given: given,
      opening: opening,
      timeline: Timeline(startedAt: now),
      stateDirectory: stateDirectory,
      again: again,
      mode: mode
    )
    return await withTaskGroup(of: Void.self) { group in
      let commands = CommandPump(session)
      group.addTask { await commands.run() }
      group.addTask {
        for await event in session.events { sink.yield(.event(event)) }
      }
      group.addTask {
        for await _ in StopSignals.stream() { sink.yield(.endOfInput) }
      }
      var iterator = messages.makeAsyncIterator()
      var reading: PendingRead?
      var ticks = Ticks(gap: .seconds(1))
      var ending = act(effects, commands, &reading, &group, sink)
      while ending == nil {
        if ticks.wanted(model.needsTicks) {
          group.addTask { [gap = ticks.gap] in
            try? await clock.sleep(for: gap)
            sink.yield(.tick(began.duration(to: clock.now)))
          }
        }
        guard let message = await iterator.next() else { break }
        switch message {
        case .tick: ticks.arrived()
        case .line, .endOfInput: reading = nil
        case .event, .signInEnded, .copied: break
        }
        // It happens now, and not at the last tick: nothing ticks while a plan is read.
        effects = update(&model, .tick(began.duration(to: clock.now)))
        effects += update(&model, message)
        ending = act(effects, commands, &reading, &group, sink)
      }
      reading?.cancel()
      await commands.finish()
      await session.end()
      group.cancelAll()
      return ending ?? .stopped
    }
  }

  /// Carries out effects; the exit code once one of them is to quit.
  private func act(
    _ effects: [PlainEffect],
    _ commands: CommandPump,
    _ reading: inout PendingRead?,
    _ group: inout TaskGroup<Void>,
    _ sink: AsyncStream<PlainMessage>.Continuation
  ) -> Federation.ExitCode? {
    var ending: Federation.ExitCode?
    for effect in effects {
      switch effect {
      case .print(let lines): for line in lines { Output.line(line) }
      case .prompt(let text, let wanted):
        Output.part(text)
        if reading?.wanted == wanted { continue }
        // What is asked now must not be typed in sight, or out of it, because of what was asked
        // before.
        reading?.cancel()
        let next = PendingRead(wanted)
        reading = next
        group.addTask { [reader] in
          guard let answer = await next.answer(from: reader) else { return }
          sink.yield(answer.map { .line($0) } ?? .endOfInput)
        }
      case .command(let command): commands.send(command)
      case .signIn(let profile):
        group.addTask { [signIn] in
          let status = if let child = signIn(profile) { await child.run() } else { Int?.none }
          sink.yield(.signInEnded(profile: profile, status: status))
        }
      case .copy(let text):
        group.addTask { [copy] in sink.yield(.copied(await copy(text))) }
      case .quit(let exit): ending = exit
      }
    }
    return ending
  }
}

/// An answer that is waited for, and can be called off.
private struct PendingRead: Sendable {
  let wanted: PlainReading
  private let called: AsyncStream<Void>
  private let call: AsyncStream<Void>.Continuation

  init(_ wanted: PlainReading) {
    self.wanted = wanted
    (called, call) = AsyncStream.makeStream(of: Void.self)
  }

  func cancel() { call.finish() }

  /// - Returns: the answer, an inner `nil` at the end of input; `nil` when it was called off.
  func answer(from reader: LineReader) async -> String?? {
    await withTaskGroup(of: String??.self) { group in
      group.addTask { [wanted] in
        .some(await reader.lines(hidden: wanted.isHidden, until: wanted.isWhole))
      }
      group.addTask { [called] in
        for await _ in called {}
        return .none
      }
      let first = await group.next() ?? .none
      group.cancelAll()
      return first
    }
  }
}
