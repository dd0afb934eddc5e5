public import Federation

extension Session {
  /// A whole run without a face: plans, asks for consent, applies.
  ///
  /// - Parameters:
  ///   - answers: what is not in them gets its default, or is a fault that names it.
  ///   - consent: sees the plan before anything is changed; false changes nothing and ends as
  ///     stopped.
  /// - Returns: how it ended; its `exit` is 0 when Vertesia lists a model through the role.
  public func run(
    answers: Answers,
    consent: @Sendable (Plan) async -> Bool = { _ in true }
  ) async -> SetupResult {
    begin(answers)
    return await finish(consent)
  }

  /// Goes on with a saved set-up: an id, a unique prefix of one, or a display name.
  public func run(
    resuming name: String,
    consent: @Sendable (Plan) async -> Bool = { _ in true }
  ) async -> SetupResult {
    do throws(Fault) {
      try await reopen(try state.find(name))
    } catch {
      return result(ends: [:], faults: [(nil, error)], exit: error.code.exit, listing: nil)
    }
    return await finish(consent)
  }

  private func finish(_ consent: @Sendable (Plan) async -> Bool) async -> SetupResult {
    let plan: Plan
    do throws(PlanFailure) {
      plan = try await planned()
    } catch {
      return result(ends: [:], faults: error.faults, exit: error.exit, listing: nil)
    }
    emit(.planned(plan))
    guard await consent(plan) else {
      return result(ends: [:], faults: [], exit: .stopped, listing: nil)
    }
    await apply(consent: plan.digest)
    return lastResult ?? result(ends: [:], faults: [], exit: .failed, listing: nil)
  }
}
