import Clients
public import Federation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One person's sitting with one set-up at a time: takes commands, tells events.
///
/// It owns the answers, what has been read ahead, the secrets in memory, the saved set-up and the
/// engine. Only the engine changes the world, and only after `Command.apply`.
public actor Session {
  /// In order; every face reads this one stream.
  public nonisolated let events: AsyncStream<Event>
  nonisolated let announce: AsyncStream<Event>.Continuation
  nonisolated let world: World
  nonisolated let state: StateDirectory
  nonisolated let halt = Halt()
  nonisolated let calls: CallFan

  var answers = Answers()
  var survey = Survey()
  var setup: SetupID?
  var name = ""
  /// A person gave it that name.
  var isNameGiven: Bool?
  /// What the checkpoint remembered when it was opened, kept up to date by runs.
  var records: [StepID: StepRecord] = [:]
  /// What stands, while changed answers wait to be carried out.
  var done: Checkpoint.Done?
  /// Steps of which nothing is remembered any more, until that is saved.
  var givenUp: Set<StepID> = []
  /// What was given with the command, until it is saved: commands that are printed repeat it.
  var unsaved = Answers()
  var binding = Binding()
  var store: CheckpointStore?
  /// Whether the set-up has files: only then can its id be named to go on with.
  var isSaved = false
  var journal: Journal?
  /// Who waits for the files that somebody else is making; `nil` while nobody makes them.
  var filing: [CheckedContinuation<Void, Never>]?

  var decisions: [StepID: Decision] = [:]
  /// What a run does: all, or one step with what it needs.
  var scope = Set(StepID.allCases)
  /// Whether nothing is going to be changed by this run.
  var isLook = false
  /// Whether a new set-up is saved as soon as it is known to be one, and not only with its plan.
  var keepsNew = false
  /// Whether a saved set-up was named: then this one is meant.
  var isNamed = false
  var engine: Engine?
  var plan: Plan?
  /// What the role may do beyond the choice, as the last look told.
  var surplus: [Notice] = []
  /// Whether a command is under way that ends by itself once a stop is wished for.
  var isRunning = false
  var lastResult: SetupResult?

  var pastedKeys: SecretText?
  var typedKey: SecretText?
  /// Counts the secrets taken for each side, so that clients made with an older one are not used
  /// again.
  var secretCounts: [Side: Int] = [:]
  var signIns = SignIns()
  var readings = Readings()
  /// The models that have answered a test call, and by which sign-in and region.
  var answering: (key: String, models: Set<String>) = ("", [])
  /// AWS's files as the first look read them, until the set-up it was taken for is opened.
  var glance: AWSConfiguration?
  /// Who waits for the survey to change.
  var readers: [CheckedContinuation<Void, Never>] = []
  var questions: [QuestionID: CheckedContinuation<SecretText?, Never>] = [:]

  /// What a saved set-up belongs to.
  struct Binding: Equatable, Sendable {
    var site: String?
    var account: String?
    var organization: String?
    var organizationName: String?
    var createdAt: String?
  }

  public init(world: World, state: StateDirectory) {
    self.world = world
    self.state = state
    (events, announce) = AsyncStream.makeStream(of: Event.self)
    calls = CallFan(announce: announce)
  }

  deinit { announce.finish() }

  /// Carries out one command. Several may run at a time: a stop is heard while a run is under way.
  ///
  /// - Parameters:
  ///   - command: what is asked of the session.
  ///   - entered: called when this command's turn has come; commands sent one after another from
  ///     then on are taken in that order.
  public func perform(_ command: Command, entered: @Sendable () -> Void = {}) async {
    entered()
    switch command {
    case .begin(let answers): await begin(answers)
    case .open(let name): await open(name)
    case .adopt(let id): await adopt(id)
    case .prefetch: await prefetch(retrying: true)
    case .answer(let question, let value): await answer(question, value)
    case .secret(let question, let text): await take(question, text)
    case .rename(let name): await rename(name)
    case .discard: await discard()
    case .reconsider(let question): await reconsider(question)
    case .dropChange: await dropChange()
    case .plan: await makePlan()
    case .apply(let consent): await apply(consent: consent)
    case .resolve(let step, let decision): await resolve(step, decision)
    case .handOver(let step): await handOver(step)
    case .takeBack(let step): await stopWaiting(step.side)
    case .handedBack(let step, let answers): await handedBack(step, answers)
    case .listModels: await listModels()
    case .enableModel(let model): await enable(model)
    case .disableModel(let model): await disable(model)
    case .setDefaultModel(let model): await setDefault(model)
    case .tryModel(let model): await tryModel(model)
    case .stop: await stop()
    }
  }

  nonisolated func emit(_ event: Event) {
    if case .failed(_, let fault) = event { assert(fault.isTold) }
    announce.yield(event)
  }

  nonisolated func now() -> String { Moment.text(world.surroundings.now()) }

  func tellSurvey() {
    survey.now = now()
    survey.ownEnvironment = standing[.environment]?.facts[.id]
    survey.doneAnswers = done?.answers
    emit(.surveyed(survey))
    let waiting = readers
    readers = []
    for one in waiting { one.resume() }
  }

  /// A fault that ends a command; faces end with the exit it stands for.
  @discardableResult
  func end(_ faults: [(step: StepID?, fault: Fault)]) -> SetupResult {
    let faults = faults.map { (step: $0.step, fault: told($0.fault)) }
    for (step, fault) in faults { emit(.failed(step, fault)) }
    let exit = exit(of: faults) ?? .failed
    let result = result(ends: [:], faults: faults, exit: exit, listing: nil)
    finish(result)
    return result
  }

  /// The same with its commands as they have to be typed for this set-up.
  func told(_ fault: Fault) -> Fault {
    calls.completing(fault).told(of: isSaved ? setup : nil, repeating: unsaved, world.settings)
  }

  /// Tells of a fault that does not end what is under way.
  func fail(_ step: StepID?, _ fault: Fault) { emit(.failed(step, told(fault))) }

  /// What a command that answers with a value ends with.
  func telling<Value: Sendable>(
    _ body: () async throws(Fault) -> Value
  ) async throws(Fault) -> Value {
    do throws(Fault) { return try await body() } catch { throw told(error) }
  }

  /// What an administrator has been asked for waits for them; `nil` without a fault.
  func exit(of faults: [(step: StepID?, fault: Fault)]) -> ExitCode? {
    guard let (step, fault) = faults.first else { return nil }
    let record = step.flatMap { records[$0] }
    let isHandedOn = record?.isHandedOn == true && record?.fault?.code == fault.code
    return isHandedOn ? .stopped : fault.code.exit
  }

  func finish(_ result: SetupResult) {
    lastResult = result
    emit(.finished(result))
  }
}

/// Moments as they stand in files and events.
enum Moment {
  /// `2026-08-21T10:00:00Z`.
  static func text(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle()) }

  /// With milliseconds.
  static func precise(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
