import Federation
import Provisioning

/// A saved set-up held against the cloud, as one document: the result of its last run, how each step
/// stands now, and what a run would change.
struct StatusDocument: Encodable {
  var setup: String
  /// As `list` shows it.
  var name: String?
  var exit: Federation.ExitCode
  var verified: Bool
  var steps: [Step]
  var fault: Fault?
  var roleArn: String?
  var environmentId: String?
  var changes: [Change]
  /// What was answered since it was done and is not carried out: `permissions`.
  var changesWaiting: [String]
  /// What the plan has to say of itself, such as policies beyond the choice.
  var notices: [Notice]

  struct Step: Encodable {
    var id: StepID
    /// In words, as the table has them.
    var now: String
    var outcome: Outcome?
    var facts: Facts
    var fault: Fault?
  }

  /// - Parameters:
  ///   - result: of the look, with the steps that are told of.
  ///   - plan: with the changes of these steps; `nil` where the look came to none, and the faults
  ///     say why.
  ///   - saved: what is saved of it, where that can be read.
  init(_ result: SetupResult, _ plan: Plan?, _ saved: Checkpoint?) {
    setup = result.setup
    name = saved?.name
    exit = result.exit
    verified = result.verified
    steps = result.steps.map { step in
      Step(
        id: step.id,
        now: StatusText.now(step, result, plan),
        outcome: step.outcome,
        facts: step.facts,
        fault: step.fault
      )
    }
    fault = result.fault
    roleArn = result.roleARN
    environmentId = result.environmentID
    changes = plan?.changes ?? []
    changesWaiting = saved?.changes.subjects ?? []
    notices = plan?.notices ?? []
  }
}
