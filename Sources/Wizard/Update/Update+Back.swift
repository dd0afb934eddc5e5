import Federation

extension Model {
  /// Goes back one screen. Nothing is lost: answers and drafts stay.
  mutating func back() -> [Effect] {
    if draft.isFiltering {
      draft.isFiltering = false
      draft.filter.clear()
      return []
    }
    if !draft.filter.isEmpty {
      draft.filter.clear()
      return []
    }
    if place == .acting || place == .opening {
      overlay = .leave
      return []
    }
    if place == .question(.roleAccount), let effects = giveUpRole() { return effects }
    if case .hand(let step) = place, trail.last == .fault {
      place = trail.removeLast()
      hands[step] = nil
      return takeBack(step)
    }
    if place == .plan, let step = leftFor.compactMap(\.step).first {
      for trouble in leftFor { run.fail(trouble.step, trouble.fault) }
      trail.append(.plan)
      (place, plan, leftFor, shownTrouble) = (.fault, nil, [], 0)
      return takeBack(step)
    }
    if checksRules {
      // The rules were the way out of it: what they change shows in a new plan.
      trail.removeLast()
      return lookAtPlan()
    }
    if place == .rules, trail.last == .setup, isChanged {
      place = trail.removeLast()
      return lookAtPlan()
    }
    // A plan that could not be made would only fail again.
    if place == .fault, trail.last == .plan, plan == nil { trail.removeLast() }
    if place == .result, isDayTwo, trail.isEmpty {
      place = .setup
      return []
    }
    if let before = trail.popLast() {
      place = before
      if before == .plan, isPlanSpent { plan = nil }
      return before == .plan && plan == nil ? [.command(.plan)] : []
    }
    if place == .plan || place == .fault, let last = lastAnswered {
      place = .question(last)
      return []
    }
    if case .question(let id) = place, let before = answered(before: id) {
      place = .question(before)
      return []
    }
    if place != .home, !survey.saved.isEmpty || !survey.found.isEmpty || result != nil {
      place = .home
      return []
    }
    overlay = .leave
    return []
  }

  /// Leaving a step to somebody was one way out of the fault; who comes back from it wants another.
  private mutating func takeBack(_ step: StepID) -> [Effect] {
    run.takeBack(step.side)
    remark = Notice(
      .info,
      step.side == .aws
        ? "Taken back: no administrator is waited for."
        : "Taken back: nothing has to be done in Studio."
    )
    return [.command(.takeBack(step))]
  }

  /// A role elsewhere that is not confirmed is not taken: the one named before is, if any.
  private mutating func giveUpRole() -> [Effect]? {
    guard applies(.roleAccount), let role = answers[.roleARN].flatMap(ARN.init),
      !answers[all: .confirmed].contains("role-account:\(role.account)")
    else { return nil }
    let given = roleBefore
    roleBefore = nil
    unconfirmed.removeAll { $0.id == .roleARN }
    if given == nil { answers = Questionnaire.unsettle(.roleAccount, answers) }
    answers[.roleARN] = given
    let command = given.map { Command.answer(.roleARN, $0) } ?? .reconsider(.roleAccount)
    return [.command(command)] + back()
  }

  /// Questions that Back may lead to when the trail is empty, as after a restart.
  private var answeredQuestions: [QuestionID] {
    Questionnaire.questions(answers, survey)
      .filter { !$0.isOnRequest && $0.form != .secret }
      .filter { answer(to: $0.id) != nil }
      .map(\.id)
  }

  private var lastAnswered: QuestionID? { answeredQuestions.last }

  private func answered(before id: QuestionID) -> QuestionID? {
    let order = Questionnaire.questions(answers, survey).map(\.id)
    guard let end = order.firstIndex(of: id) else { return nil }
    return answeredQuestions.last { order.firstIndex(of: $0).map { $0 < end } ?? false }
  }
}
