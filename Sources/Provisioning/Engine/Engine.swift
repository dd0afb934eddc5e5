import Clients
import Federation

/// Looks at the world, plans, and makes the planned changes: each as soon as what it needs is
/// known, IAM's writes one at a time.
actor Engine {
  /// Everything a run is given.
  struct Tools: Sendable {
    var cloud: Cloud
    /// `nil` for a run that only looks.
    var journal: Journal?
    var pace: Pace
    var settings: Settings
    /// ISO-8601 with seconds, UTC.
    var time: @Sendable () -> String
    var emit: @Sendable (Event) -> Void
    /// Adds to a fault what is known of the call that it rests on.
    var completing: @Sendable (Fault) -> Fault
    /// Writes a file for a person; `nil` for a run that only looks.
    var writeDocument: (@Sendable (String, String) async throws(Fault) -> String)?
  }

  static let steps: [any Step] = [
    AWSIdentity(), OrganizationStep(), ModelAccessStep(), IdentityProvider(), EnvironmentStep(),
    RoleStep(), PermissionsStep(), ConnectionStep(), ModelListing(),
  ]

  private(set) var tools: Tools
  /// What is looked at and done: all, or one step with what it needs.
  let scope: Set<StepID>
  var inputs: Inputs
  /// What the last look told, by step: a `Sight` of the step.
  var sights: [StepID: any Sendable] = [:]
  /// Since the sights were taken.
  var sightAge: (@Sendable () -> Duration)?
  /// Why the region's models could not be read; asked once a run.
  var adviceFault: Fault?
  var rights: CallerRights?
  var ends: [StepID: End] = [:]
  var listing: ListingReport?
  /// Why Vertesia lists nothing through what is there, where that was found out.
  var unlisted: Fault?
  /// Those of which the plan has told.
  var toldStrays: [Notice] = []
  private let writes = Turnstile()
  /// Where one thing at a time is taken away, and what is left proven.
  let removals = Turnstile()

  /// How a step's run ended.
  enum End: Equatable, Sendable {
    case settled(Outcome, Facts)
    case failed(Fault)
    /// Stopped between changes.
    case stopped
    /// Something it needs did not come about.
    case held
    /// Advice that could not be read, and why, where that is known.
    case unknown(Fault?)
  }

  init(inputs: Inputs, tools: Tools, scope: Set<StepID>) {
    self.inputs = inputs
    self.tools = tools
    self.scope = scope
  }

  /// Those of the scope, in table order.
  var steps: [any Step] { Self.steps.filter { scope.contains($0.id) } }

  /// Gives a run what it needs to change things.
  func equip(
    _ journal: Journal,
    writeDocument: @escaping @Sendable (String, String) async throws(Fault) -> String
  ) async {
    tools.journal = journal
    tools.writeDocument = writeDocument
    inputs.answers = await journal.checkpoint.answers
  }

  /// Takes over what has been read already for the same answers.
  func start(
    identity: Federation.CallerIdentity?,
    organization: Organization?,
    catalogue: RegionCatalogue?
  ) {
    if let identity, tools.cloud.aws != nil { keep(identity, of: AWSIdentity()) }
    if let organization, tools.cloud.vertesia != nil { keep(organization, of: OrganizationStep()) }
    if let catalogue, tools.cloud.aws != nil { keep(catalogue, of: ModelAccessStep()) }
  }

  /// A sight this old is not acted on; the world is looked at again.
  static let freshness: Duration = .seconds(10)

  var hasFailed: Bool {
    ends.contains { entry in
      if case .failed = entry.value { !entry.key.isAdvice } else { false }
    }
  }

  /// Whether anything new may be started.
  var mayGoOn: Bool { !hasFailed && !tools.pace.halt.isRequested }

  func note(_ step: StepID, _ end: End) { ends[step] = end }
  func learn(_ step: StepID, _ facts: Facts) {
    inputs.facts[step] = (inputs.facts[step] ?? Facts()).merging(facts)
    if let kept = inputs.records[step]?.facts {
      inputs.records[step]?.facts = kept.merging(facts)
    }
  }
  func keep(_ report: ListingReport) { listing = report }

  /// One IAM write at a time; anything else at once.
  func sending<Value: Sendable>(
    _ step: StepID,
    _ body: @Sendable () async throws(SendError) -> Value
  ) async throws(SendError) -> Value {
    guard step.side == .aws else { return try await body() }
    return try await writes.pass(body)
  }
}

/// Why a step's run did not reach its end.
enum Interruption: Error {
  case fault(Fault)
  case stopped
}
