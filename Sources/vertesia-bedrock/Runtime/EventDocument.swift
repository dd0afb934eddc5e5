import Federation

/// One event as one line of JSON.
struct EventDocument: Encodable {
  var event: String
  var step: StepID?
  var outcome: Outcome?
  var facts: Facts?
  var fault: Fault?
  var words: String?
  var attempt: Int?
  var call: Call?

  /// Prints until the stream ends.
  static func follow(_ events: AsyncStream<Event>) async {
    for await event in events {
      guard let document = EventDocument(event), let line = try? JSONOutput.line(document) else {
        continue
      }
      Output.document(line)
    }
  }

  /// `nil` for events that only a face with questions needs.
  init?(_ source: Event) {
    switch source {
    case .opened(let setup, _, _): self.init("opened", words: setup)
    case .planned(let plan): self.init("planned", words: plan.digest)
    case .stepStarted(let step): self.init("started", step: step)
    case .called(let call): self.init("called", call: call)
    case .waiting(let step, let wait):
      self.init("waiting", step: step, words: wait.reason.rawValue, attempt: wait.attempt)
    case .settled(let step, let outcome, let facts):
      self.init("settled", step: step, outcome: outcome, facts: facts.told)
    case .failed(let step, let fault): self.init("failed", step: step, fault: fault)
    case .noticed(let notice): self.init("noticed", words: notice.words)
    case .finished(let result): self.init("finished", words: "\(result.exit.rawValue)")
    default: return nil
    }
  }

  private init(
    _ event: String,
    step: StepID? = nil,
    outcome: Outcome? = nil,
    facts: Facts? = nil,
    fault: Fault? = nil,
    words: String? = nil,
    attempt: Int? = nil,
    call: Call? = nil
  ) {
    self.event = event
    self.step = step
    self.outcome = outcome
    self.facts = facts
    self.fault = fault
    self.words = words
    self.attempt = attempt
    self.call = call
  }
}
