import ArgumentParser
import Clients
import Federation
import Networking
import Provisioning
import Synchronization

/// A run with nobody to ask: one session, its events on standard error.
struct Unattended {
  let composition: Composition
  let session: Session
  let answers: Answers
  private let lines: EventLines

  init(
    _ common: CommonOptions,
    _ options: AnswerOptions? = nil,
    site: String? = nil,
    patience: PatienceOptions? = nil,
    isAgreed: Bool = false,
    onConflict: ConflictChoice? = nil,
    verb: ProductCommand.Verb? = nil,
    scope: [String] = []
  ) throws {
    var composition = try Composition(common, options, site: site)
    patience?.apply(to: &composition.world.settings)
    composition.world.settings.invocation.isAgreed = isAgreed
    composition.world.settings.invocation.verb = verb
    composition.world.settings.invocation.scope = scope
    self.composition = composition
    var answers = composition.answers
    if let onConflict { answers[.onConflict] = onConflict.rawValue }
    self.answers = answers
    session = Session(world: composition.world, state: composition.state)
    lines = EventLines(verbose: common.verbose, tellsPlan: isAgreed)
  }

  /// Plans, asks `consent`, applies.
  ///
  /// - Parameters:
  ///   - setup: a saved one to go on with.
  ///   - step: only this step and what it needs.
  ///   - isKept: whether a new one is saved though its plan ends in a fault.
  ///   - isLook: whether consent is never given.
  ///   - asItStands: whether answers that wait to be carried out do not count.
  ///   - json: whether events are told as JSON.
  ///   - consent: sees the plan; false changes nothing.
  /// - Returns: how it ended, and the plan when there was one.
  func callAsFunction(
    _ setup: String?,
    only step: StepID? = nil,
    isKept: Bool = false,
    isLook: Bool = false,
    asItStands: Bool = false,
    json: Bool = false,
    consent: @escaping @Sendable (Plan) -> Bool
  ) async -> (SetupResult, Plan?) {
    await following(json: json) {
      let shown = Mutex<Plan?>(nil)
      let decide: @Sendable (Plan) async -> Bool = { plan in
        shown.withLock { $0 = plan }
        return consent(plan)
      }
      let result =
        if let setup {
          await session.run(
            resuming: setup,
            answers: answers,
            only: step,
            isLook: isLook,
            asItStands: asItStands,
            consent: decide
          )
        } else {
          await session.run(
            answers: answers,
            isKept: isKept,
            only: step,
            isLook: isLook,
            consent: decide
          )
        }
      return (result, shown.withLock { $0 })
    }
  }

  /// Runs `body` while events are printed and signals are heard: the first one ends what only reads,
  /// or finishes the change under way and saves; the second one cancels that, too.
  func following<Value: Sendable, Failure: Error>(
    json: Bool = false,
    _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let outcome = await withTaskGroup(of: Void.self) { group in
      let stops = StopSignals.stream()
      group.addTask { [session] in
        for await _ in stops { await session.perform(.stop) }
      }
      defer { group.cancelAll() }
      return await telling(json: json, body)
    }
    return try outcome.get()
  }

  /// Runs `body` while events are printed, and lets nothing cut off the last of them.
  private func telling<Value: Sendable, Failure: Error>(
    json: Bool,
    _ body: () async throws(Failure) -> Value
  ) async -> Result<Value, Failure> {
    async let told: Void = tell(json: json)
    let outcome: Result<Value, Failure>
    do throws(Failure) { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    // The last events are still on their way when the run has ended.
    await session.end()
    await told
    await composition.transport.shutdown()
    return outcome
  }

  /// Runs `body`, which throws no matter what once it was told to stop: that is no fault of it.
  func followingUntilStopped<Value: Sendable>(
    _ body: () async throws(Fault) -> Value
  ) async throws -> Value {
    do throws(Fault) {
      return try await following(body)
    } catch {
      guard let exit = session.stopExit else { throw error }
      Output.message("Stopped.")
      throw ArgumentParser.ExitCode(exit.rawValue)
    }
  }

  private func tell(json: Bool) async {
    if json {
      await EventDocument.follow(session.events)
    } else {
      await lines.follow(session.events)
    }
  }
}
