import ArgumentParser
import Clients
import Federation
import Networking
import Provisioning
import Sandbox
import Screen
import Terminal
import Wizard

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The wizard.
struct Setup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Walks through the whole set-up, on the full screen or line by line. (default)",
    discussion: "Leaving saves; the command that goes on is printed."
  )

  @OptionGroup(title: "Answers") var answers: AnswerOptions
  @OptionGroup(title: "Waiting") var patience: PatienceOptions
  @OptionGroup(title: "Everywhere") var common: CommonOptions

  @Option(name: .customLong("setup"), help: "Saved set-up to go on with: id, prefix or name.")
  var setup: String?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Ask line by line: for screen readers, logs and small terminals. Remembered on this machine \
      until --no-plain.
      """
  )
  var plain: Bool?

  @Flag(help: "Take clicks and the wheel; to select text, hold Shift then in most terminals.")
  var mouse = false

  @Flag(help: "Practise on a local cloud; nothing of yours is read or changed.")
  var demo = false

  @Option(help: "With --demo: the world it starts with; see `sandbox --list`.")
  var scenario: Scenario?

  func validate() throws {
    if scenario != nil, !demo { throw ValidationError("--scenario goes with --demo") }
    if demo, common.stateDir != nil {
      throw ValidationError(
        "--demo keeps nothing; to practise resuming, run `vertesia-bedrock sandbox` and a real "
          + "set-up against it with --state-dir"
      )
    }
  }

  func run() async throws {
    try await Ending.of {
      let real = Surroundings.live()
      guard demo else { return try await walk(real) }
      return try await Demo(scenario: scenario ?? .happy).run { surroundings, state in
        try await walk(surroundings, demoState: state)
      }
    }
  }

  private func walk(
    _ surroundings: Surroundings,
    demoState: String? = nil
  ) async throws -> Federation.ExitCode {
    // What is said for this run counts more than what is said for all programs.
    let hidden = plain == false ? "ACCESSIBLE" : ""
    let support = TerminalSupport.decide(
      .current(environment: surroundings.environment.filter { $0.key != hidden })
    )
    var composition = try Composition(
      common,
      answers,
      isInteractive: true,
      surroundings: surroundings,
      demoState: demoState
    )
    composition.world.settings.isDemo = demoState != nil
    composition.world.settings.demoHint = scenario?.hint
    patience.apply(to: &composition.world.settings)
    let session = Session(world: composition.world, state: composition.state)
    let exit: Federation.ExitCode
    switch support {
    case .fullScreen(let glyphs):
      let face = rememberedFace(composition)
      exit =
        if face.isPlain { try await lineByLine(composition, session, because: face.words) } else {
          try await fullScreen(composition, session, glyphs)
        }
    case .plain(let reason) where reason.canAsk || plain == true && reason == .outputIsNoTerminal:
      let words = plain == true ? "--plain" : reason.words
      exit = try await lineByLine(composition, session, because: PlainModel.mode(setBy: words))
    case .plain(let reason):
      throw try await cannotAsk(composition, session, reason)
    }
    await composition.transport.shutdown()
    return exit
  }

  /// The face that the flag says, or that was chosen last time. Asked only where there is a choice,
  /// and never in a demo, which knows nothing of anybody.
  private func rememberedFace(_ composition: Composition) -> (isPlain: Bool, words: String) {
    let words = PlainModel.mode(setBy: "--plain")
    guard !demo else { return (plain ?? false, words) }
    if let plain {
      composition.state.keep(Preferences(plain: plain))
      return (plain, words)
    }
    let (before, notice) = composition.state.preferences()
    if let notice { Output.message(notice) }
    return (before.plain, PlainModel.rememberedMode)
  }

  private func fullScreen(
    _ composition: Composition,
    _ session: Session,
    _ glyphs: Glyphs
  ) async throws -> Federation.ExitCode {
    let surroundings = composition.world.surroundings
    let terminal: TerminalSession
    do {
      terminal = try TerminalSession.open(
        TerminalOptions(
          environment: surroundings.environment,
          colour: common.color,
          hasMouse: mouse
        )
      )
    } catch {
      throw Fault(
        .terminalUnsupported,
        remedies: [Remedy("Ask line by line", again(composition, ["--plain"]))],
        evidence: [Evidence(.message, "\(error)")]
      )
    }
    let start = Model.start(
      survey: await session.firstLook(),
      given: composition.answers,
      opening: setup,
      size: terminal.size,
      glyphs: glyphs,
      timeline: Timeline(startedAt: Int(surroundings.now().timeIntervalSince1970)),
      stateDirectory: shownDirectory(composition),
      again: demo ? again(composition).text : nil,
      hasMouse: mouse
    )
    let screen = FullScreen(session: session, terminal: terminal, signIn: composition.signIn)
    let (exit, recap) = await screen.run(start)
    for line in recap { Output.line(line) }
    return exit
  }

  private func lineByLine(
    _ composition: Composition,
    _ session: Session,
    because mode: String
  ) async throws -> Federation.ExitCode {
    let lines = PlainLines(
      session: session,
      mode: mode,
      signIn: composition.signIn,
      copy: composition.copy
    )
    return await lines.run(
      opening: setup,
      given: composition.answers,
      look: await session.firstLook(),
      now: Int(composition.world.surroundings.now().timeIntervalSince1970),
      stateDirectory: shownDirectory(composition),
      again: demo ? again(composition).text : nil
    )
  }

  /// What a demo saves goes when it ends, so that nobody is sent there.
  private func shownDirectory(_ composition: Composition) -> String {
    composition.world.settings.isDemo ? "" : composition.state.path
  }

  private var target: ProductCommand.Target { setup.map { .saved($0) } ?? .none }

  /// This command once more.
  private func again(_ composition: Composition, _ more: [String] = []) -> ProductCommand {
    let practice = demo ? ["--demo"] + (scenario.map { ["--scenario", $0.rawValue] } ?? []) : []
    let options = practice + answers.words + patience.words + more
    return composition.world.settings.invocation(
      ProductCommand(.setup, of: target, options: options)
    )
  }

  /// Nobody can be asked: the first answer that is missing is named, with its flag.
  private func cannotAsk(
    _ composition: Composition,
    _ session: Session,
    _ reason: PlainReason
  ) async throws -> Fault {
    let asking = again(composition)
    let survey = await session.firstLook()
    // A saved set-up brings answers of its own.
    let missing = setup == nil ? Questionnaire.missing(composition.answers, survey) : []
    guard let key = missing.first else {
      let running = ProductCommand(.apply, of: target, options: answers.words + patience.words)
      let typed = composition.world.settings.invocation(running)
      let unasked = Remedy("Run it without questions", typed)
      return Fault(
        .noTerminal,
        cause: "\(reason.words), and this command asks questions.",
        remedies: (demo ? [] : [unasked]) + [Remedy("Run it in a terminal", asking)]
      )
    }
    var fault = Fault.missing(key, asking: asking)
    fault.cause = "\(reason.words), so nothing can be asked, and this has no default"
    return fault
  }
}
