import Federation
import Screen

extension Model {
  /// Somebody else has to act; this may take days, so it says what was handed out and when.
  func personPage(_ step: StepID, width: Int) -> Page {
    var page = Page()
    var wait: Wait?
    if case .waiting(let known) = run.state(of: step) { wait = known }
    let reason =
      wait?.reason ?? (step.side == .aws ? .awsAdministrator : .vertesiaAdministrator)
    page.add(Line.wrapped(Words.waiting(reason, of: step), .title, to: width), gap: false)
    page.add(Line.wrapped(Words.why(reason, of: step), .muted, to: width), .helpful, gap: false)
    let names = Words.list(asksFor(step).map { $0.inline })
    var facts = Line.labelled("To be done", Words.sentence(names), labelWidth: 12, to: width)
    // A file is written; whether anybody has been asked is not known here.
    if let began = began(step) {
      let label = step.side == .aws ? "Written" : "Wait began"
      facts += Line.pair(label, began, labelWidth: 12, to: width)
    }
    page.add(facts)
    if let path = requestPath(for: step) {
      page.add([Line("The request file", .muted)] + Line.link(path, .text, to: width, room: room))
    }
    let marked = markedIndex
    page.add(
      PersonChoice.allCases.indices.map { index in
        Line.row(
          PersonChoice.allCases[index].rawValue,
          [Line.Span(PersonChoice.allCases[index].words(for: step, leave: leaveWords))],
          isMarked: index == marked,
          glyphs: glyphs
        )
      },
      isList: true
    )
    page.add(
      Line.wrapped(
        keepsNothing
          ? "This is a demo: nothing of it is kept, and nobody is waited for after it."
          : "This is saved. \(nextLook(for: step))",
        .muted,
        to: width
      ),
      .helpful
    )
    return page
  }
}

extension Model {
  /// All that one request asks for: the policy is handed over once there is a role to have it.
  private func asksFor(_ step: StepID) -> [StepID] {
    var steps = Set(run.handedSteps.filter { $0.side == step.side }).union([step])
    if steps.contains(.role), !run.isSettled(.permissions) { steps.insert(.permissions) }
    return StepID.allCases.filter(steps.contains)
  }

  /// When that was: a time of day, or how long ago; a span that nobody keeps up would pass for the
  /// present one.
  private func began(_ step: StepID) -> String? {
    guard let moment = run.asked(for: step) else { return nil }
    let seconds = Int((timeline.elapsed - moment).components.seconds)
    return seconds < 43_200 ? "at \(timeline.clock(at: moment))" : Words.ago(seconds: seconds)
  }

  /// When it is seen that it has been done; nothing looks while the screen stands.
  private func nextLook(for step: StepID) -> String {
    guard cannotLook(step.side) else {
      return "It is looked for when you ask here and at the next start, not in between."
    }
    let isSignedIn =
      step.side == .aws ? survey.identity.value != nil : survey.organization.value != nil
    let reason =
      isSignedIn ? "This sign-in may not look at it" : "Without a sign-in nobody can look at it"
    let asks = step.side == .aws ? "for the role's ARN" : "whether it is done"
    return "\(reason): the next start asks \(asks)."
  }
}

extension PersonChoice {
  func words(for step: StepID, leave: String) -> String {
    switch self {
    case .look: "Look whether it has been done"
    case .done: step.side == .aws ? "It is done: enter the role ARN" : "It is done: enter the IDs"
    case .here: "Do it here after all"
    case .leave: leave
    }
  }
}
