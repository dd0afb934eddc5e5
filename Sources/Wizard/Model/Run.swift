import Federation

/// How far the steps are, as the events have told.
struct Run: Equatable, Sendable {
  /// A fault and the step it belongs to, if any.
  struct Trouble: Equatable, Sendable {
    var step: StepID?
    var fault: Fault
  }

  var isUnderWay = false
  /// Moments and spans of the program's time.
  var beganAt: Duration = .zero
  private(set) var endedAt: Duration?
  /// Since when a person has been asked for what the run goes on with.
  private var heldAt: Duration?
  private(set) var states: [StepID: StepState] = [:]
  private(set) var facts: [StepID: Facts] = [:]
  private(set) var startedAt: [StepID: Duration] = [:]
  private(set) var took: [StepID: Duration] = [:]
  /// When a wait was last told.
  private var toldAt: [StepID: Duration] = [:]
  private(set) var lastSettled: StepID?
  /// What was done in this and the runs before it that did not reach the end.
  private(set) var done: [StepID: Outcome] = [:]
  /// How long those runs took.
  private var spent: Duration = .zero
  private var isComplete = false
  private(set) var troubles: [Trouble] = []
  private(set) var calls: [Call] = []

  /// Calls beyond this are only in the log file.
  static let keptCalls = 500

  func state(of step: StepID) -> StepState { states[step] ?? .next }

  /// Where a step stands, in words.
  func words(of step: StepID) -> String {
    guard case .settled(let outcome) = state(of: step) else {
      return Words.state(state(of: step), of: step)
    }
    return outcome.words(of: step, facts[step])
  }

  var settledCount: Int {
    StepID.allCases.count { isSettled($0) }
  }

  /// Done, by whomever; what waits for a person is not.
  func isSettled(_ step: StepID) -> Bool {
    if case .settled(let outcome) = state(of: step) { outcome != .waiting } else { false }
  }

  /// The step that is shown as the one under way: a running one before a waiting one.
  var current: StepID? {
    StepID.allCases.first { state(of: $0) == .running }
      ?? StepID.allCases.first { if case .waiting = state(of: $0) { true } else { false } }
  }

  /// The step a person is waited for.
  var handedStep: StepID? {
    let handed = handedSteps
    return handed.first { step in
      if case .waiting(let wait) = state(of: step) { wait.handedOut != nil } else { false }
    } ?? handed.first
  }

  /// All steps that wait for a person.
  var handedSteps: [StepID] {
    StepID.allCases.filter { step in
      switch state(of: step) {
      case .waiting(let wait): wait.isForPerson
      case .settled(.waiting): true
      default: false
      }
    }
  }

  /// How long it took to the end, but for what passed between the runs, and while a person was asked.
  var total: Duration? { endedAt.map { spent + $0 - beganAt } }

  /// A run that leads on from here tells only of itself.
  mutating func complete() { isComplete = true }

  mutating func begin(at moment: Duration) {
    isUnderWay = true
    spent = isComplete ? .zero : total ?? .zero
    if isComplete { (done, isComplete) = ([:], false) }
    beganAt = moment
    endedAt = nil
    troubles = []
    for step in StepID.allCases {
      if case .settled = state(of: step) { continue }
      states[step] = nil
    }
  }

  /// What fails to be planned ends no run: nothing was done, and the time before it was a person's.
  mutating func end(at moment: Duration) {
    release(at: moment)
    if isUnderWay { endedAt = moment }
    isUnderWay = false
  }

  /// A code or a key is asked for: until it is given the run is held by a person.
  mutating func hold(at moment: Duration) {
    if isUnderWay, heldAt == nil { heldAt = moment }
  }

  mutating func release(at moment: Duration) {
    guard let heldAt else { return }
    beganAt += moment - heldAt
    self.heldAt = nil
  }

  mutating func start(_ step: StepID, at moment: Duration) {
    states[step] = .running
    startedAt[step] = moment
    took[step] = nil
  }

  mutating func wait(_ step: StepID, _ wait: Wait, at moment: Duration) {
    states[step] = .waiting(wait)
    toldAt[step] = moment
  }

  /// A wait as it stands at a moment after it was told: longer by then, the next try nearer.
  func wait(of step: StepID, at moment: Duration) -> Wait? {
    guard case .waiting(var wait) = state(of: step) else { return nil }
    let since = moment - (toldAt[step] ?? moment)
    wait.elapsed += since
    wait.next = wait.next.map { max(.zero, $0 - since) }
    return wait
  }

  /// When a person was asked for a step.
  func asked(for step: StepID) -> Duration? {
    guard case .waiting(let wait) = states[step] else { return nil }
    return (toldAt[step] ?? .zero) - wait.elapsed
  }

  mutating func settle(_ step: StepID, _ outcome: Outcome, _ facts: Facts, at moment: Duration) {
    states[step] = .settled(outcome)
    if isUnderWay, outcome != .unchanged { done[step] = outcome }
    self.facts[step] = facts
    took[step] = startedAt[step].map { moment - $0 }
    lastSettled = step
  }

  mutating func fail(_ step: StepID?, _ fault: Fault) {
    let trouble = Trouble(step: step, fault: fault)
    guard !troubles.contains(trouble) else { return }
    troubles.append(trouble)
    troubles.sort { Self.rank($0.step) < Self.rank($1.step) }
    if let step { states[step] = .failed(fault) }
  }

  /// What waits for a person on a side waits no more; a step that had failed has failed again.
  mutating func takeBack(_ side: Side) {
    for step in handedSteps where step.side == side { states[step] = nil }
    for trouble in troubles {
      if let step = trouble.step, step.side == side { states[step] = .failed(trouble.fault) }
    }
  }

  mutating func forgetTroubles() { troubles = [] }

  mutating func record(_ call: Call) {
    calls.append(call)
    if calls.count > Self.keptCalls { calls.removeFirst(calls.count - Self.keptCalls) }
  }

  private static func rank(_ step: StepID?) -> Int {
    step.flatMap { StepID.allCases.firstIndex(of: $0) } ?? StepID.allCases.count
  }
}

extension Model {
  /// The file that was handed out for a step: one request tells all that its side has to do.
  func requestPath(for step: StepID) -> String? {
    let waiting = StepID.allCases.filter { $0.side == step.side }.compactMap { other -> String? in
      guard case .waiting(let wait) = run.state(of: other) else { return nil }
      return wait.handedOut
    }
    let forms = StepID.allCases.filter { $0.side == step.side }.compactMap { hands[$0]?.document }
    let told = hands[step]?.document ?? waiting.first ?? forms.first
    guard told == nil, step.side == .aws, run.handedSteps.contains(step) else { return told }
    // Handed out by an earlier run.
    return setup.map { "\(stateDirectory)/\($0.id)/\(HandForm.requestFileName)" }
  }
}

extension Wait {
  var isForPerson: Bool { reason == .awsAdministrator || reason == .vertesiaAdministrator }
}
