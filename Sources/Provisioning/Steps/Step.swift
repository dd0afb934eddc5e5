import Clients
import Federation

/// One thing that must be true: how to look at it, what would make it true, and how to do that.
///
/// Looking never changes anything. Planning is pure: the same sight and inputs give the same
/// changes, and an empty plan means that the thing is true.
protocol Step: Sendable {
  /// What a look tells.
  associatedtype Sight: Sendable

  var id: StepID { get }

  /// Looks at the world.
  ///
  /// - Throws: a fault when it could not be seen. Being refused a look is not absence.
  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Sight

  /// What of the sight is kept as facts.
  func seen(_ sight: Sight, _ inputs: Inputs) -> Seen

  /// The changes that would make it true.
  ///
  /// - Throws: a conflict, when something stands there that is not ours to change unasked.
  func plan(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change]

  /// Sends the one request behind a change, once.
  ///
  /// - Returns: the facts of the step once the change is made.
  func send(
    _ change: Change,
    _ sight: Sight,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts

  /// Why what a person has made cannot work, as far as a look tells.
  func shortfall(_ sight: Sight, _ inputs: Inputs) -> Fault?

  /// What stands already, for the plan's last block.
  func words(_ sight: Sight, _ inputs: Inputs) -> String

  /// Ids of what was there before a change, for the journal.
  func preImage(_ sight: Sight) -> [String]

  /// What a person does instead.
  func handForm(_ inputs: Inputs) -> HandForm?

  /// Whether sending the same change twice ends in the same world.
  var isRepeatable: Bool { get }

  /// Facts that only the making of a change tells, however it became known that it was made.
  func marks(_ change: Change, _ inputs: Inputs) -> Facts

  /// Whether its change puts something out of use: all that the new thing rests on is seen first.
  func replaces(_ sight: Sight, _ inputs: Inputs) -> Bool

  /// The changes that put back what was in force before.
  func restoring(_ previous: String, _ sight: Sight, _ inputs: Inputs) -> [Change]

  /// Why it was put back, and what to do.
  func takenBack(_ previous: String, because fault: Fault, _ inputs: Inputs) -> Fault

  /// What works beside the choice and stays, each with the command that takes it off.
  func surplus(_ sight: Sight, _ inputs: Inputs) -> [Notice]

  /// What is left of what was in force before, once it is not needed any more.
  func left(_ previous: String, _ inputs: Inputs, _ cloud: Cloud) async -> Notice?
}

extension Step {
  func send(
    _ change: Change,
    _ sight: Sight,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts { Facts() }

  func shortfall(_ sight: Sight, _ inputs: Inputs) -> Fault? { nil }
  func preImage(_ sight: Sight) -> [String] { [] }
  func handForm(_ inputs: Inputs) -> HandForm? { nil }
  var isRepeatable: Bool { false }
  func marks(_ change: Change, _ inputs: Inputs) -> Facts { Facts() }
  func replaces(_ sight: Sight, _ inputs: Inputs) -> Bool { false }
  func restoring(_ previous: String, _ sight: Sight, _ inputs: Inputs) -> [Change] { [] }
  func takenBack(_ previous: String, because fault: Fault, _ inputs: Inputs) -> Fault { fault }
  func surplus(_ sight: Sight, _ inputs: Inputs) -> [Notice] { [] }
  func left(_ previous: String, _ inputs: Inputs, _ cloud: Cloud) async -> Notice? { nil }
}

/// Why a change did not come about, or may have.
enum SendError: Error {
  case aws(AWSError)
  case vertesia(VertesiaError)
  /// Something that must be known before the request can be written is not.
  case unready(Fault)

  var fate: Fate {
    switch self {
    case .aws(let error): AWSDiagnosis.fate(error)
    case .vertesia(let error): VertesiaDiagnosis.fate(error)
    case .unready: .no
    }
  }

  var fault: Fault {
    switch self {
    case .aws(let error): AWSDiagnosis.fault(error)
    case .vertesia(let error): VertesiaDiagnosis.fault(error)
    case .unready(let fault): fault
    }
  }

  /// The endpoint does not know the operation; sending it again will not help.
  var isUnsupported: Bool {
    if case .aws(let error) = self { AWSDiagnosis.isUnsupported(error) } else { false }
  }
}

/// A decision about a conflict.
enum Decision: String, Sendable {
  /// Leave what is there and stop.
  case stop
  /// Leave what is there and make another under a new name.
  case rename
  /// Change what is there, as shown.
  case extend
}
