import Federation

/// Moving between the screens. All three ways in (keys, plain lines, events) come through here.
extension Model {
  /// Goes to a screen; Back returns from it.
  mutating func go(to next: Place) {
    guard next != place else { return }
    // A screen of the past is gone back to, so that the trail holds no circles.
    if let index = trail.firstIndex(of: next) {
      trail.removeSubrange(index...)
    } else if place != .opening {
      trail.append(place)
    }
    place = next
  }

  /// Goes on to a screen that takes this one's place: Back leads past both this one and the run.
  mutating func replace(with next: Place) {
    trail.removeAll { $0 == next || $0 == .acting }
    place = next
  }

  /// Goes to a screen from which there is no way back to the ones before.
  mutating func settle(at next: Place) {
    trail = []
    place = next
  }

  mutating func beginSetup() -> [Effect] {
    forgetSetup()
    readsAhead = true
    let commands: [Effect] = [.command(.begin(given)), .command(.prefetch)]
    let home = place == .home && !(survey.saved.isEmpty && survey.found.isEmpty)
    trail = home ? [.home] : []
    place = home ? .opening : place
    let more = goOn()
    if !home { trail = [] }
    return commands + more
  }

  /// The region of the environment that this set-up has made or taken.
  var madeRegion: String? { run.facts[.environment]?[.region] }

  /// A set-up stays with its region. Another one goes by the same answers, but for what the first
  /// one has of its own.
  private mutating func beginSecondSetup(in region: String, beside made: String) -> [Effect] {
    let moved = answers.moved(from: made, to: region)
    forgetSetup()
    trail = [.home]
    (answers, readsAhead) = (moved, true)
    (survey.organization, survey.environments) = (.notAsked, .notAsked)
    expectReadings()
    remark = Notice(.info, "This is a second set-up. \(made) stays as it is.")
    return [.command(.begin(moved)), .command(.prefetch)] + goOn()
  }

  mutating func open(_ setup: String, isPicked: Bool = false) -> [Effect] {
    forgetSetup()
    self.isPicked = isPicked
    let isHome = place == .home && !(survey.saved.isEmpty && survey.found.isEmpty)
    trail = isHome ? [.home] : []
    resumed = survey.saved.first { $0.id.hasPrefix(setup) || $0.name == setup }
    place = .opening
    return [.command(.open(setup))]
  }

  mutating func adopt(_ setup: SetupSummary) -> [Effect] {
    let effects = open(setup.id)
    resumed = setup
    return effects.isEmpty ? [] : [.command(.adopt(setup.id))]
  }

  mutating func forgetSetup() {
    (setup, resumed, openedAnswers, savedAt) = (nil, nil, nil, nil)
    (wasDoneHere, handsOver) = (false, false)
    answers = given
    (unconfirmed, unconfirmedSecrets) = ([], [])
    (readsAhead, visited) = (false, [])
    drafts = drafts.filter { $0.key == .home }
    (refusals, reasons, notices) = ([:], [:], [])
    (plan, consented, goesOn) = (nil, [], false)
    (isCheck, isPicked, reconsidered) = (false, false, nil)
    run = Run()
    (hands, handFields) = ([:], [:])
    (report, modelUnderWay, result, modelFilter) = (nil, nil, nil, .all)
    (asksModels, trial, roleBefore, leftFor) = (false, nil, nil, [])
  }

  /// The next open question, or the plan when there is none.
  mutating func goOn() -> [Effect] {
    reconsidered = nil
    let next = Questionnaire.next(answers, survey)
    passVisited(before: next?.id)
    guard let next else { return lookAtPlan() }
    go(to: .question(next.id))
    // What is being read decides whether it is asked at all.
    if next.isHeld { followsNews = true }
    return []
  }

  /// The questions between this one and the next were gone through before: Back leads through them
  /// again, although nobody has to.
  private mutating func passVisited(before next: QuestionID?) {
    guard case .question(let here) = place else { return }
    let order = Questionnaire.questions(answers, survey).filter { !$0.isOnRequest }.map(\.id)
    guard let start = order.firstIndex(of: here) else { return }
    for id in order[(start + 1)...].prefix(while: { $0 != next })
    where visited.contains(id) && !trail.contains(.question(id)) {
      trail.append(place)
      place = .question(id)
    }
  }

  /// In a set-up that was just opened. A plan reads all it needs; for a question, what its choices
  /// and its words come from has to be asked for.
  mutating func goOnWithSaved() -> [Effect] {
    let effects = goOn()
    guard case .question = place else { return effects }
    (followsNews, readsAhead) = (true, true)
    return effects + [.command(.prefetch)]
  }

  /// Works the plan out afresh and shows it.
  mutating func lookAtPlan() -> [Effect] {
    (plan, result, goesOn) = (nil, nil, false)
    // What stood in the way before may not any more; what still does is told again.
    run.forgetTroubles()
    shownTrouble = 0
    go(to: .plan)
    return [.command(.plan)]
  }

  /// Settles a question here and tells the session. What depended on it is asked again.
  mutating func answer(_ id: QuestionID, _ text: String) -> [Effect] {
    if id == .setupName { return rename(text) }
    isCheck = false
    let settled: Answers
    do throws(Fault) {
      settled = try Questionnaire.settle(id, with: text, answers, survey)
    } catch {
      refusals[id] = error
      return []
    }
    if id == .region, let made = madeRegion, let region = settled[.region], region != made {
      return beginSecondSetup(in: region, beside: made)
    }
    if id == .region, settled[.region] == madeRegion, [.result, .setup].contains(trail.last) {
      remark = madeRegion.map { Notice(.info, "This set-up is for \($0) already.") }
      return back()
    }
    let signsIn = signsIn(settled)
    // What was used unasked may be what is chosen now.
    let triesAgain = hasFailed(id) && (signsIn == nil || id == .aws && !answers.has(.awsAccess))
    if id == .roleARN, settled[.roleARN] != answers[.roleARN] { roleBefore = answers[.roleARN] }
    answers = settled
    unconfirmed.removeAll { $0.id == id }
    unconfirmed.append(Given(id: id, text: text, signsIn: signsIn))
    readsAhead = true
    expectReadings()
    refusals[id] = nil
    drafts[.question(id)]?.isTyped = false
    // What found the answer would only hide the others, should it be asked again.
    drafts[.question(id)]?.isFiltering = false
    drafts[.question(id)]?.filter.clear()
    (plan, result) = (nil, nil)
    var effects: [Effect] = [.command(.answer(id, text))]
    if triesAgain {
      // A session may have been renewed meanwhile. Read first: what was told of it then is over.
      effects.insert(.command(.prefetch), at: 0)
      if id == .aws { survey.identity = .asking } else { survey.organization = .asking }
      followsNews = true
    }
    if trail.last == .rules {
      place = .rules
      trail.removeLast()
      if checksRules { markNextRule(after: id) }
      return effects
    }
    // Opened from a row of the environment's: in turn it comes before that.
    if id == .project, trail.last == .question(.environment) {
      place = trail.removeLast()
      return effects
    }
    return effects + goOn()
  }

  /// Hands a secret to the session and forgets it.
  mutating func answer(_ id: QuestionID, secret text: String) -> [Effect] {
    let checked: String
    do throws(Fault) {
      checked = try SecretCheck.check(id, text)
    } catch {
      refusals[id] = error
      return []
    }
    drafts[.question(id)] = nil
    refusals[id] = nil
    unconfirmedSecrets.insert(id)
    readsAhead = true
    hold(id)
    let effects: [Effect] = [.command(.secret(id, SecretText(checked)))]
    if reasons.removeValue(forKey: id) != nil, let before = trail.popLast() {
      if wantedSecret == nil { run.release(at: timeline.elapsed) }
      place = before
      return effects
    }
    (plan, result) = (nil, nil)
    followsNews = true
    return effects + goOn()
  }

  /// Goes by a secret that the session will have in a moment. What was refused, or read, was so
  /// with another one.
  mutating func hold(_ secret: QuestionID) {
    survey.held.insert(secret)
    switch secret {
    case .awsKeys where survey.identity.fault != nil: survey.identity = .asking
    case .vertesiaKey: survey.organization = .asking
    default: break
    }
  }

  /// Ctrl-C: asks once; while something is being finished, ends at once.
  mutating func stop() -> [Effect] {
    if isLeaving { return [.command(.stop), .quit(.interrupted)] }
    overlay = .leave
    return []
  }

  /// Saves and leaves. A change under way is finished first; what was asked twice ends at once.
  mutating func leave(_ exit: ExitCode) -> [Effect] {
    if isLeaving { return [.command(.stop), .quit(.interrupted)] }
    overlay = nil
    guard run.isUnderWay else { return [.command(.stop), .quit(exit)] }
    isLeaving = true
    return [.command(.stop)]
  }
}
