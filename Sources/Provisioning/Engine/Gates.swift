import Federation

/// Where steps wait for each other.
struct Gates: Sendable {
  private let facts: [StepID: Gate]
  private let sights: [StepID: Gate]

  /// Those outside the scope let nobody through.
  init(_ scope: Set<StepID>) {
    facts = Self.gates(scope)
    sights = Self.gates(scope)
  }

  private static func gates(_ scope: Set<StepID>) -> [StepID: Gate] {
    let gates = Dictionary(uniqueKeysWithValues: StepID.allCases.map { ($0, Gate()) })
    for (step, gate) in gates where !scope.contains(step) { gate.shut() }
    return gates
  }

  /// Opens when the step's facts are known and durable.
  func known(_ step: StepID) -> Gate { facts[step] ?? Gate() }

  /// Opens when its thing is there to be seen, too.
  func seen(_ step: StepID) -> Gate { sights[step] ?? Gate() }

  func shut(_ step: StepID) {
    known(step).shut()
    seen(step).shut()
  }
}
