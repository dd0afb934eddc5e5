import Federation
import Screen

/// A session's events as lines on standard error, for the commands that ask nothing.
struct EventLines {
  let verbose: Bool
  /// Whether what a plan has to say of itself belongs here: nobody is shown the plan elsewhere.
  let tellsPlan: Bool

  /// Prints until the stream ends.
  func follow(_ events: AsyncStream<Event>) async {
    var started: Set<StepID> = []
    var isUnsavedTold = false
    for await event in events {
      switch event {
      case .stepStarted(let step): started.insert(step)
      // What the saved set-up remembers of a step is no progress of this run.
      case .settled(let step, _, _) where !started.contains(step): continue
      // Every step that is under way meets the same disk.
      case .failed(_, let fault) where fault.code == .checkpointNotWritten:
        if isUnsavedTold { continue }
        isUnsavedTold = true
      default: break
      }
      for line in lines(event) { Output.message(line) }
    }
  }

  private func lines(_ event: Event) -> [String] {
    let lines: [String] =
      switch event {
      case .planned(let plan) where tellsPlan: PlanText.head(plan) + [""]
      case .called(let call) where verbose: [words(call)]
      case .waiting(let step, let wait): [words(step, wait)]
      case .settled(let step, let outcome, let facts):
        ["\(step.words): \(outcome.words(of: step, facts))\(object(facts))"]
      case .failed(let step, let fault): [""] + FaultText.lines(fault, step: step)
      case .noticed(let notice): [notice.words]
      case .handed(let form): hand(form)
      default: []
      }
    return lines.map { RemoteText($0).text }
  }

  private func words(_ call: Call) -> String {
    let answer = call.status.map(String.init) ?? call.errorCode ?? "no answer"
    let code = call.status == nil ? "" : call.errorCode.map { "  \($0)" } ?? ""
    let id = call.requestID.map { "  request \($0)" } ?? ""
    return "\(call.time)  \(call.service)  \(call.operation)  \(answer)  \(call.milliseconds) ms"
      + code + id
  }

  private func words(_ step: StepID, _ wait: Wait) -> String {
    let reason =
      switch wait.reason {
      case .iamReads: "\(step.service) does not show the change yet"
      case .roleSpreading: "AWS may not have spread the role yet"
      case .changeSpreading: "AWS may not have spread the change yet"
      case .listing: "Vertesia does not list what it should yet"
      case .pacing: "\(step.service) asks for a pause"
      case .settlingUnknown: "finding out what became of a lost answer"
      case .awsAdministrator: "an AWS administrator has the request"
      case .vertesiaAdministrator: "somebody has to act in Vertesia Studio"
      }
    let next = wait.next.map { ", next try in \($0.components.seconds) s" } ?? ""
    let file = wait.handedOut.map { ": \($0)" } ?? ""
    return "\(step.words): try \(wait.attempt), \(reason)\(next)\(file)"
  }

  private func object(_ facts: Facts) -> String {
    let value = facts[.arn] ?? facts[.roleARN] ?? facts[.id] ?? facts[.policy]
    return value.map { "  \($0)" } ?? ""
  }

  private func hand(_ form: HandForm) -> [String] {
    ["", form.title]
      + form.instructions.enumerated().map { "  \($0.offset + 1). \($0.element)" }
      + form.values.map { "  \($0.label): \($0.text)" }
  }
}
