import Federation
import Screen

extension Model {
  func planPage(width: Int) -> Page {
    var page = Page()
    guard let plan else {
      page.add(Line("Working out the plan", .title), gap: false)
      page.add(
        looking("Comparing what you want with what is there; nothing is changed", width: width)
      )
      return page
    }
    page.add(
      Line.wrapped(
        planTitle(plan),
        .title,
        to: width
      ),
      gap: false
    )
    page.add(
      Line.wrapped("\(plan.organization) <-> \(plan.account)", to: width, hanging: 2),
      gap: false
    )
    page.add(leftLines(plan, width: width), gap: false)
    if let resumed {
      page.add(Line.wrapped(resumeWords(resumed, plan), .muted, to: width), gap: false)
    }
    if isOnlyCheck(plan) { page.add(Line.wrapped(planNote(plan), to: width), gap: false) }
    addBlocks(of: plan, to: &page, width: width)
    return page
  }

  /// What others do comes first: the changes below are not the whole of it.
  func leftWords(_ plan: Plan) -> [String] {
    plan.notices.filter(\.isLeft).map { notice in
      // It names the environment.
      let makes = plan.changes.contains { $0.step == .environment && $0.verb == .create }
      let isToCome = notice == .leftToAdministrator && makes
      return notice.words + (isToCome ? ". Applying writes the request." : ".")
    }
  }

  private func leftLines(_ plan: Plan, width: Int) -> [Line] {
    leftWords(plan).flatMap {
      Line.marked(.attention, $0, glyphs: glyphs, mark: .warning, to: width)
    }
  }

  func planTitle(_ plan: Plan) -> String {
    if !plan.changes.isEmpty { return "Make these changes?" }
    return isLeftToOthers(plan) ? "All of this is left to others" : "Nothing has to be changed"
  }

  /// Nothing is to be changed, and the proof is still to come.
  private func isOnlyCheck(_ plan: Plan) -> Bool { plan.changes.isEmpty && !isLeftToOthers(plan) }

  /// What a yes costs, or what a look alone has not told.
  func planNote(_ plan: Plan) -> String {
    isOnlyCheck(plan)
      ? "Whether Vertesia lists models through the role has not been asked yet."
      : "Setting up costs nothing; model use is billed by AWS."
  }

  /// Nothing is to be done from here, and something by people whose side nobody has signed in to.
  func isLeftToOthers(_ plan: Plan) -> Bool {
    plan.changes.isEmpty && result == nil
      && StepID.allCases.contains { $0.isMade && isByHand($0.side) && !run.isSettled($0) }
  }

  /// All blocks in one list, the changes first, so that they scroll together and the marked row
  /// stays in sight.
  private func addBlocks(of plan: Plan, to page: inout Page, width: Int) {
    var lines: [Line] = []
    let marked = overlay == nil ? markedPlace ?? -1 : -1
    let account = survey.identity.value?.account
    let organization = survey.organization.value?.name
    for (side, heading) in [
      (Side.aws, "In AWS" + (account.map { " " + $0 } ?? "")),
      (Side.vertesia, "In Vertesia" + (organization.map { " " + $0 } ?? "")),
    ] {
      let changes = plan.changes.enumerated().filter { $0.element.step.side == side }
      guard !changes.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      lines.append(Line(heading, .muted))
      for (index, change) in changes {
        lines += rows(of: change, index: index, marked: marked, width: width)
      }
    }
    let changes = lines.count
    add(noticeLines(plan, marked: marked, width: width) { $0.isWarning }, to: &lines)
    if !plan.stays.isEmpty {
      if !lines.isEmpty { lines.append(.blank) }
      lines.append(Line("Stays as it is", .muted))
      for (index, stay) in plan.stays.enumerated() {
        lines += Line.item(
          String(plan.changes.count + index),
          [Line.Span("= ", .muted)],
          stay.words,
          .muted,
          isMarked: plan.changes.count + index == marked,
          glyphs: glyphs,
          to: width
        )
      }
    }
    add(noticeLines(plan, marked: marked, width: width) { !$0.isWarning }, to: &lines)
    if !isOnlyCheck(plan) {
      lines.append(.blank)
      lines += Line.wrapped(planNote(plan), .muted, to: width)
    }
    page.add(lines, isList: true, kept: changes + 1)
  }

  private func noticeLines(
    _ plan: Plan,
    marked: Int,
    width: Int,
    where isWanted: (Notice) -> Bool
  ) -> [Line] {
    plan.notices.enumerated().filter { !$0.element.isLeft && isWanted($0.element) }.flatMap {
      index,
      notice in
      Line.item(
        String(plan.changes.count + plan.stays.count + index),
        [Line.Span(glyphs.mark(notice.symbol) + " ", notice.style)],
        notice.words,
        notice.style,
        isMarked: plan.changes.count + plan.stays.count + index == marked,
        isWarning: notice.isWarning,
        glyphs: glyphs,
        to: width
      )
    }
  }

  /// A block of its own, a blank row below what stands there.
  private func add(_ block: [Line], to lines: inout [Line]) {
    if !lines.isEmpty, !block.isEmpty { lines.append(.blank) }
    lines += block
  }

  /// One line a change: symbol, verb, object; the object goes on below if it is long.
  private func rows(of change: Change, index: Int, marked: Int, width: Int) -> [Line] {
    Line.item(
      String(index),
      [Line.Span("\(change.verb.symbol) ")],
      "\(change.verb.rawValue) \(change.object)",
      isMarked: index == marked,
      isChange: true,
      glyphs: glyphs,
      to: width
    )
  }

  /// How a continued set-up stands: when it stopped, what is there, what is not; of one that was
  /// done, what is so no more.
  private func resumeWords(_ setup: SetupSummary, _ plan: Plan) -> String {
    let isDone = setup.settled == setup.of && setup.stoppedAt == nil
    var words = isDone ? "Every step was done" : "You stopped"
    if let age = timeline.age(of: setup.updatedAt) { words += " " + age }
    if let step = setup.stoppedAt { words += " at: \(step.inline)" }
    words += "."
    let missing = StepID.allCases.filter { step in plan.changes.contains { $0.step == step } }
    if isDone, isChanged {
      words += " Changed since: \(changedWords)."
      let gone = missing.filter { plan.standings[$0] == .missing && !isNew($0) }
      guard !gone.isEmpty else { return words }
      return words + " Gone meanwhile: \(Words.list(gone.map { $0.inline }))." + Self.untilMended
    }
    if isDone {
      guard !missing.isEmpty else { return words }
      words += " Not as it was: \(Words.list(missing.map { $0.inline }))."
      let isBroken = missing.contains { plan.standings[$0] == .missing }
      return isBroken ? words + Self.untilMended : words
    }
    let unseen = StepID.allCases.filter { step in
      if case .notLookedAt? = plan.standings[step] { step != .modelListing } else { false }
    }
    let there = plan.stays.map(\.step).filter { !missing.contains($0) && !unseen.contains($0) }
    if !there.isEmpty { words += " There: \(Words.list(there.map { $0.inline }))." }
    if !missing.isEmpty {
      words += " Not yet: \(Words.list(missing.map { $0.inline }))."
    }
    let blind = unseen.filter { !missing.contains($0) }
    if !blind.isEmpty { words += " Not looked at: \(Words.list(blind.map { $0.inline }))." }
    return words
  }

  private static let untilMended = " Vertesia cannot reach the models until that is mended."

  /// Whether what was answered anew is why it is not there yet; of what hangs on it nothing is told.
  private func isNew(_ step: StepID) -> Bool {
    let reasons: Set<QuestionID>
    switch step {
    case .identityProvider: reasons = [.issuer, .organization]
    case .environment: reasons = [.environment, .environmentName, .region, .organization]
    case .role: reasons = [.roleName, .rolePath, .permissionsBoundary, .roleARN]
    default: return true
    }
    return !reasons.isDisjoint(with: changes)
  }

  /// The commands that do the same, in order.
  var commands: [String] {
    switch place {
    case .plan: return plan?.changes.map(\.command) ?? []
    case .acting:
      guard let step = run.current else { return consented.map(\.command) }
      let own = consented.filter { $0.step == step }.map(\.command)
      return own.isEmpty ? consented.map(\.command) : own
    case .fault: return trouble?.fault.remedies.compactMap(\.command) ?? []
    default: return []
    }
  }
}

extension Change.Verb {
  /// In front of a change; the verb beside it says the same.
  var symbol: String {
    switch self {
    case .create, .add, .attach, .restore: "+"
    case .remove: "-"
    case .update, .set: "~"
    }
  }
}
