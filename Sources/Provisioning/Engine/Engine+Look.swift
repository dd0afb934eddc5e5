import Clients
import Federation

extension Engine {
  /// What a look needs to know before it can be taken; fewer things than a change needs, since
  /// names and ARNs are known before what they name.
  static func lookNeeds(_ step: StepID) -> Set<StepID> {
    switch step {
    case .awsIdentity, .organization: []
    case .modelAccess: [.awsIdentity]
    case .environment: [.organization]
    case .identityProvider, .role, .permissions: [.awsIdentity, .organization]
    case .connection: [.awsIdentity, .environment]
    case .modelListing: [.connection]
    }
  }

  /// Takes a sight of every step but the listing, as many at the same time as possible.
  ///
  /// - Returns: the faults of those that could not be looked at.
  func look() async -> [StepID: Fault] {
    sightAge = tools.pace.stopwatch()
    let wanted = steps.filter {
      $0.id != .modelListing && canLook($0.id) && sights[$0.id] == nil
    }
    let ids = Set(wanted.map(\.id))
    var faults: [StepID: Fault] = [:]
    await withTaskGroup(of: (StepID, Fault?).self) { group in
      var left = wanted
      var done: Set<StepID> = []
      func start() {
        for step in left where Self.lookNeeds(step.id).intersection(ids).isSubset(of: done) {
          left.removeAll { $0.id == step.id }
          group.addTask { (step.id, await self.take(step)) }
        }
      }
      start()
      while let (id, fault) = await group.next() {
        if let fault {
          faults[id] = fault
        } else {
          done.insert(id)
        }
        start()
      }
    }
    return faults
  }

  /// Whether there are clients to look with.
  func canLook(_ step: StepID) -> Bool {
    if inputs.isElsewhere(step) { return false }
    return step.side == .aws ? tools.cloud.aws != nil : tools.cloud.vertesia != nil
  }

  /// Takes one sight and keeps its facts.
  private func take<S: Step>(_ step: S) async -> Fault? {
    do throws(Fault) {
      let sight = try await step.observe(inputs, tools.cloud)
      keep(sight, of: step)
      return nil
    } catch {
      return error
    }
  }

  func keep<S: Step>(_ sight: S.Sight, of step: S) {
    sights[step.id] = sight
    if case .present(let facts) = step.seen(sight, inputs) {
      inputs.facts[step.id] = (inputs.facts[step.id] ?? Facts()).merging(facts)
    } else {
      inputs.facts[step.id] = nil
    }
  }

  /// The sight of the last look when it is fresh, else a new one.
  func current<S: Step>(_ step: S) async throws(Fault) -> S.Sight {
    if let sight = sight(of: step), let age = sightAge, age() < Self.freshness {
      return sight
    }
    return try await observe(step)
  }

  /// The sight of the last look. A sight may itself be optional, so absence is told apart first.
  func sight<S: Step>(of step: S) -> S.Sight? {
    guard let kept = sights[step.id] else { return nil }
    return kept as? S.Sight
  }

  /// A new sight.
  func observe<S: Step>(_ step: S) async throws(Fault) -> S.Sight {
    try await step.observe(inputs, tools.cloud)
  }
}
