import Clients
import Federation

extension Engine {
  /// What is left to do of a step, held against what was agreed to.
  ///
  /// Just after a change some of IAM's readers still tell what was before it. What differs from the
  /// plan is then looked at again until all of them have had their time; only then has the world
  /// changed.
  func agreed<S: Step>(
    _ step: S,
    _ first: S.Sight,
    _ consented: Plan
  ) async throws(Interruption) -> (sight: S.Sight, changes: [Change]) {
    let patience = Patience.reads(spreading(step.id))
    let elapsed = tools.pace.stopwatch()
    var sight = first
    var attempt = 1
    while true {
      keep(sight, of: step)
      let changes = try judging { () throws(Fault) in try step.plan(sight, inputs) }
      let fault: Fault
      do throws(Fault) {
        try Consent.check(changes, of: step.id, against: consented, inputs)
        return (sight, changes)
      } catch let changed {
        fault = changed
      }
      guard let gap = patience.gap(after: attempt, elapsed: elapsed()) else { throw .fault(fault) }
      tools.emit(
        .waiting(step.id, Wait(.iamReads, attempt: attempt, elapsed: elapsed(), next: gap))
      )
      guard await tools.pace.pause(gap) else { throw .stopped }
      sight = try await faulting { () async throws(Fault) in try await observe(step) }
      attempt += 1
    }
  }

  /// For how long IAM's reads may still lag behind what this set-up has changed of a step.
  private func spreading(_ step: StepID) -> Duration {
    guard step.side == .aws, let changed = inputs.fact(step, .changed),
      let age = Self.seconds(from: changed, to: tools.time()), age >= 0
    else { return .zero }
    return max(.zero, tools.settings.readPatience - .seconds(age))
  }
}
