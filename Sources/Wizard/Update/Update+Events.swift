import Federation

extension Model {
  mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .opened(let id, let name, let resume):
      setup = OpenSetup(id: id, name: name, resume: resume)
      if resumed?.id == id { resumed?.name = name }
    case .discarded(let id): takeOff(id)
    case .surveyed(let survey): return take(survey)
    case .answered(let answers):
      take(answers)
      if place == .opening { return goOnFromOpening() }
    case .refused(let id, let fault):
      refusals[id] = fault
      // What was refused stays there to be put right.
      drafts[.question(id)]?.isTyped = true
      survey.held.remove(id)
      unconfirmedSecrets.remove(id)
      unconfirmed.removeAll { $0.id == id }
      go(to: .question(id))
    case .asked(let id, let because):
      reasons[id] = because
      run.hold(at: timeline.elapsed)
      go(to: .question(id))
    case .planned(let plan): return take(plan)
    case .stepStarted(let step): run.start(step, at: timeline.elapsed)
    case .called(let call): run.record(call)
    case .waiting(let step, let wait):
      // What is left to wait for after a listing is another wait.
      if step == .modelListing, wait.attempt == 1 { notices.removeAll(where: \.isOtherIssuer) }
      run.wait(step, wait, at: timeline.elapsed)
    case .settled(let step, let outcome, let facts):
      run.settle(step, outcome, facts, at: timeline.elapsed)
    case .failed(let step, let fault): fail(step, fault)
    case .handed(let form):
      hands[form.step] = form
      handsOver = false
      // In a run other steps go on; its last event then leads there.
      if !run.isUnderWay { go(to: .hand(form.step)) }
    case .listed(let report):
      if let row = report.rows.first(where: { $0.id == modelUnderWay }) {
        let before = self.report?.rows.first { $0.id == row.id }
        remark = row.chosenWords(after: before).map { Notice(.info, $0) }
      }
      notices.removeAll(where: \.isOtherIssuer)
      self.report = report
      asksModels = false
      modelUnderWay = nil
    case .tried(let trial): take(trial)
    case .saved: savedAt = timeline.elapsed
    case .finished(let result): return take(result)
    case .noticed(let notice):
      // What every run tells anew, as how to go on, stands once.
      notices.removeAll { $0 == notice }
      notices.append(notice)
    }
    return []
  }

  private mutating func take(_ told: Survey) -> [Effect] {
    let before = Questionnaire.next(answers, survey)?.id
    let wasHeld = question?.isHeld ?? false
    survey = told
    if let done = told.doneAnswers, openedAnswers != nil { openedAnswers = done }
    // What was told before the session had a secret says nothing of it: nobody is asked twice.
    unconfirmedSecrets.subtract(told.held)
    for secret in unconfirmedSecrets { hold(secret) }
    expectReadings()
    if wasHeld, reconsidered == .project, question?.isHeld == false { markAnother() }
    let next = Questionnaire.next(answers, survey)
    if leadsBack(from: before), let next {
      go(to: .question(next.id))
      return []
    }
    // A question may come or go because of what was read; the person is then led there.
    guard case .question(let id) = place, id != .setupName, reasons[id] == nil, refusals[id] == nil,
      followsNews || !applies(id) || wasHeld && answer(to: id) == nil
    else { return [] }
    if let next {
      replace(with: .question(next.id))
    } else if wasHeld, id == .project, reconsidered == id, survey.organization.value != nil,
      trail.last == .setup
    {
      remark = Self.noOtherProject
      place = trail.removeLast()
    } else if wasHeld {
      // What was waited for has left nothing to ask.
      replace(with: .plan)
      return lookAtPlan()
    }
    return []
  }

  /// A sign-in was refused that everything after it needs, or the region offers nothing; who is
  /// typing is left to it.
  private func leadsBack(from before: QuestionID?) -> Bool {
    guard case .question(let id) = place, reasons[id] == nil, overlay == nil,
      draft.field.isEmpty, draft.filter.isEmpty,
      let next = Questionnaire.next(answers, survey)?.id, next != before,
      [.aws, .awsKeys, .region, .vertesia, .vertesiaKey].contains(next)
    else { return false }
    let order = Questionnaire.questions(answers, survey).map(\.id)
    guard let from = order.firstIndex(of: id), let to = order.firstIndex(of: next) else {
      return false
    }
    return to < from
  }

  /// The session's answers, with those on top that it has not seen yet: somebody who types ahead
  /// is not led back.
  private mutating func take(_ confirmed: Answers) {
    unconfirmed = unconfirmed.filter { given in
      Questionnaire.value(of: given.id, confirmed, survey) != answer(to: given.id)
    }
    answers = confirmed
    for given in unconfirmed {
      do throws(Fault) {
        answers = try Questionnaire.settle(given.id, with: given.text, answers, survey)
      } catch {
        refusals[given.id] = error
      }
    }
  }

  private mutating func take(_ plan: Plan) -> [Effect] {
    // One that was asked for before an answer was changed is worked out again in any case.
    guard place == .plan || trail.contains(.plan) else { return [] }
    // A step was handed over that has to wait for another: what is left is planned again.
    if place == .fault {
      // One that was under way before comes too late.
      guard handsOver else { return [] }
      handsOver = false
      let left = [trouble].compactMap(\.self) + run.troubles.filter { $0 != trouble }
      awaitPlan()
      leftFor = left
    }
    self.plan = plan
    isPlanSpent = false
    let isAgreed = plan.changes.allSatisfy { change in
      consented.contains { change.fills($0) }
    }
    guard place == .plan else { return [] }
    let isAsItShouldBe = isCheck && !isChanged && plan.exit == .done && !isLeftToOthers(plan)
    if goesOn && isAgreed || isAsItShouldBe { return apply(plan) }
    (goesOn, isCheck) = (false, false)
    // Nothing can be done here before somebody else has acted: that is what has to be shown.
    if let step = run.handedStep, isHeldUp(plan) { return showHandedStep(step) }
    return []
  }

  /// Every change waits for a step that a person does. That its values are known ahead, as a role's
  /// ARN is from its name, helps it nothing.
  private func isHeldUp(_ plan: Plan) -> Bool {
    plan.changes.allSatisfy { !$0.step.withNeeds.isDisjoint(with: run.handedSteps) }
  }

  private mutating func fail(_ step: StepID?, _ fault: Fault) {
    modelUnderWay = nil
    let isAsked = asksModels && step == .modelListing
    if isAsked { asksModels = false }
    // Whoever has gone on meanwhile is not led back to what they left.
    if isAsked && place != .models || place == .models && report != nil || place == .result {
      remark = Notice(.bad, fault.summary)
      return
    }
    if isAsked, let before = trail.popLast() { place = before }
    // What a person has to confirm is asked for.
    if fault.code == .roleAccountNotConfirmed, place == .plan, applies(.roleAccount) {
      (place, plan) = (.question(.roleAccount), nil)
      return
    }
    run.fail(step, fault)
    // During a run the other changes settle first; the last event then leads on.
    if !run.isUnderWay, step?.isAdvice != true { showTrouble() }
  }

  private mutating func showTrouble() {
    (shownTrouble, leftFor) = (0, [])
    drafts[.fault] = nil
    // Back from a fault leads to the plan or the answers, not into the run that has ended.
    trail.removeAll { $0 == .acting || $0 == .fault }
    if place == .acting || place == .opening { replace(with: .fault) } else { go(to: .fault) }
  }

  private mutating func take(_ result: SetupResult) -> [Effect] {
    // A plan that fails ends no run.
    if run.isUnderWay { wasDoneHere = result.exit == .done }
    run.end(at: timeline.elapsed)
    self.result = result
    for report in result.steps {
      if let fault = report.fault { run.fail(report.id, fault) }
    }
    if isLeaving { return [.quit(result.exit)] }
    // What ended it is being asked for.
    if place == .question(.roleAccount), result.fault?.code == .roleAccountNotConfirmed {
      self.result = nil
      return []
    }
    switch result.exit {
    case .done, .modelNotUsable:
      run.complete()
      openedAnswers = answers
      settle(at: .result)
    case .conflict:
      if let step = trouble?.step, Self.conflicts.contains(trouble?.fault.code ?? .planChanged) {
        replace(with: .conflict(step))
      } else {
        showTrouble()
      }
    default:
      if run.troubles.isEmpty, let step = run.handedStep {
        return showHandedStep(step)
      } else if run.troubles.isEmpty {
        trail.removeAll { $0 == .acting }
        return lookAtPlan()
      } else {
        showTrouble()
      }
    }
    return []
  }

  /// What an administrator has may take days; what is to be done in Studio can be done now. Its
  /// form is asked for where an earlier sitting had it.
  private mutating func showHandedStep(_ step: StepID) -> [Effect] {
    replace(with: .person(step))
    if isLookedFor {
      let clock = timeline.clock(at: timeline.elapsed)
      if step.side == .aws, survey.identity.value == nil {
        remark = Notice(.info, "There is no AWS sign-in to look with.")
      } else if step.side == .aws, cannotLook(step.side) {
        remark = Notice(.warning, "This sign-in may not look. Enter the ARN once it is done.")
      } else {
        remark = Notice(.info, "Looked at \(clock): not done yet.")
      }
    }
    // Looking in vain leads nobody on.
    if cannotLook(step.side) { draft.marked = PersonChoice.done.rawValue }
    isLookedFor = false
    guard step.side == .vertesia else { return [] }
    guard hands[step] != nil else { return [.command(.handOver(step))] }
    go(to: .hand(step))
    return []
  }

  /// What somebody was asked for on a side cannot be seen from here.
  func cannotLook(_ side: Side) -> Bool {
    if isByHand(side) { return true }
    // Of what is set in Studio only the environment can be seen at all.
    return run.handedSteps.contains { step in
      guard step.side == side, step != .connection, step != .modelListing else { return false }
      return if case .notLookedAt? = plan?.standings[step] { true } else { false }
    }
  }

  /// Faults that are a question: something is there already and somebody has to decide.
  static let conflicts: Set<FaultCode> = [
    .roleNameTaken, .trustDiffers, .environmentExists, .environmentDiffers, .connectionDiffers,
    .permissionsDiffer, .roleDiffers,
  ]
}

extension Change {
  /// The change that was agreed to, or the same with its blanks filled.
  fileprivate func fills(_ agreed: Change) -> Bool {
    if self == agreed { return true }
    guard !agreed.pending.isEmpty, step == agreed.step, verb == agreed.verb,
      operation == agreed.operation, Self.fills(object, agreed.object),
      details.count == agreed.details.count
    else { return false }
    return zip(details, agreed.details).allSatisfy(Self.fills)
  }

  /// A blank stands in `<` and `>`: what is around it has to be the same.
  private static func fills(_ text: String, _ agreed: String) -> Bool {
    guard let start = agreed.firstIndex(of: "<"), let end = agreed.lastIndex(of: ">"), start < end
    else { return text == agreed }
    let around = (agreed[..<start], agreed[agreed.index(after: end)...])
    return text.hasPrefix(around.0) && text.hasSuffix(around.1)
      && text.count >= around.0.count + around.1.count
  }
}
