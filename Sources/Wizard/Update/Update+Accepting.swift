import Federation

extension Model {
  /// Enter: takes or opens what is marked.
  mutating func accept() -> [Effect] {
    if draft.isFiltering { return acceptFilter() }
    switch place {
    case .home: return openMarkedSetup()
    case .setup: return take(markedRow.flatMap(SetupChoice.init(rawValue:)))
    case .question: return acceptQuestion()
    case .rules where markedRow == Self.checkRules: return back()
    case .rules:
      if let id = markedRow.flatMap(QuestionID.init(rawValue:)) { go(to: .question(id)) }
    case .plan where plan == nil:
      if let id = wantedSecret { go(to: .question(id)) }
    case .plan:
      open(markedChange == nil ? .details : .change)
    case .person(let step): return take(markedRow.flatMap(PersonChoice.init(rawValue:)), step)
    case .conflict(let step): return take(markedRow.flatMap(Resolution.init(rawValue:)), step)
    case .hand(let step): return acceptHand(step)
    case .fault: return take(markedRow.flatMap(WayOut.init(rawValue:)))
    case .models, .result: if !modelRows.isEmpty { open(.details) }
    case .acting:
      if let id = wantedSecret { go(to: .question(id)) }
    case .opening: break
    }
    return []
  }

  /// Enter while a filter is typed takes what is marked, or what was typed where nothing matches.
  /// Models are acted on by letters, which are text until then.
  private mutating func acceptFilter() -> [Effect] {
    guard let action = filterAction else { return [] }
    draft.isFiltering = false
    if action == .typed, let question {
      return answer(question.id, Self.trimmed(draft.filter.text))
    }
    return action == .row ? accept() : []
  }

  private mutating func acceptQuestion() -> [Effect] {
    guard let question else { return goOn() }
    switch question.form {
    case .choice:
      let choices = choices(of: question)
      guard choices.indices.contains(markedIndex) else { return [] }
      let choice = choices[markedIndex]
      guard choice.isAvailable else {
        remark = Notice(.warning, "\(choice.label) cannot be used: \(choice.detail)")
        return []
      }
      if mustSignIn { return signIn(choice.id) }
      if let other = choice.asks {
        go(to: .question(other))
        markAnother()
        return []
      }
      return answer(question.id, choice.id)
    case .text:
      let text = Self.trimmed(draft.field.text)
      guard !text.isEmpty || !Self.never(empty: question.id) else {
        remark = Notice(.warning, "Nothing has been typed yet.")
        return []
      }
      return answer(question.id, text)
    case .secret: return answer(question.id, secret: draft.field.text)
    case .typed(let expected):
      let typed = Self.trimmed(draft.field.text)
      guard typed == expected || question.allowsTyping && !typed.isEmpty else {
        remark = Notice(.warning, "That is not the same as \(expected).")
        return []
      }
      return answer(question.id, typed)
    }
  }

  /// A key that is pasted where one is chosen is the one that is meant.
  mutating func pasteKey(_ text: String) -> [Effect] {
    guard (try? SecretCheck.check(.vertesiaKey, text)) != nil else {
      remark = Notice(.warning, "That is no Vertesia key.")
      return []
    }
    return answer(.vertesia, Choose.typeKey) + answer(.vertesiaKey, secret: text)
  }

  /// What nothing can be chosen for.
  private static func never(empty id: QuestionID) -> Bool {
    [.organization, .environmentID, .policyARN, .roleARN, .environmentName, .setupName].contains(id)
  }

  /// The set-up that is marked on the first screen.
  var homeSetup: SetupSummary? {
    let rows = homeRows
    guard place == .home, rows.indices.contains(markedIndex) else { return nil }
    return summary(of: rows[markedIndex])
  }

  private mutating func openMarkedSetup() -> [Effect] {
    let rows = homeRows
    guard rows.indices.contains(markedIndex) else { return [] }
    switch rows[markedIndex] {
    case .open: return goOnWithOpen()
    case .saved(let setup): return open(setup.id, isPicked: true)
    case .found(let setup): return adopt(setup)
    case .new: return beginSetup()
    }
  }

  /// Back to where the open set-up stands.
  private mutating func goOnWithOpen() -> [Effect] {
    trail = []
    guard run.troubles.isEmpty else {
      go(to: .fault)
      return []
    }
    guard !isDayTwo, !isFalseStart else {
      go(to: .setup)
      return []
    }
    guard result == nil else {
      go(to: .result)
      return []
    }
    return goOn()
  }

  mutating func applyPlan() -> [Effect] {
    guard let plan, place == .plan else { return [] }
    consented = plan.changes
    return apply(plan)
  }

  mutating func apply(_ plan: Plan) -> [Effect] {
    (goesOn, isCheck, leftFor) = (false, false, [])
    isPlanSpent = true
    run.begin(at: timeline.elapsed)
    shownTrouble = 0
    result = nil
    go(to: .acting)
    return [.command(.apply(consent: plan.digest))]
  }

  /// Goes on with what was agreed to: planned again, and applied if nothing else is needed.
  mutating func tryAgain() -> [Effect] {
    if setup == nil, let resumed { return open(resumed.id) }
    goesOn = true
    awaitPlan()
    return [.command(.plan)]
  }

  /// Shows that a plan is being worked out; the session was or will be told why.
  mutating func awaitPlan() {
    run.forgetTroubles()
    shownTrouble = 0
    (plan, result, leftFor) = (nil, nil, [])
    go(to: .plan)
  }

  /// `r`: reads again what this screen shows.
  mutating func lookAgain() -> [Effect] {
    switch place {
    case .plan: return lookAtPlan()
    case .models, .result: return [.command(.listModels)]
    default: return [.command(.prefetch)]
    }
  }

  mutating func take(_ way: WayOut?) -> [Effect] {
    switch way {
    case .again: return tryAgain()
    case .issuer:
      guard let issuer = signingIssuer else { return [] }
      awaitPlan()
      return [.command(.answer(.issuer, issuer)), .command(.plan)]
    case .rules:
      go(to: .rules)
      markNextRule()
      return []
    case .change:
      if let id = questionableAnswer { go(to: .question(id)) }
      return []
    case .roleARN:
      go(to: .question(.roleARN))
      return []
    case .byHand:
      guard let step = trouble?.step else { return [] }
      handsOver = true
      return [.command(.handOver(step))]
    case .leave: return leave(result?.exit ?? .stopped)
    case nil: return []
    }
  }

  mutating func take(_ resolution: Resolution?, _ step: StepID) -> [Effect] {
    guard let resolution else { return [] }
    switch resolution {
    case .stop: return leave(.conflict)
    case .choose:
      go(to: .question(step == .role ? .roleARN : .environment))
      return []
    case .rules:
      go(to: .rules)
      markNextRule()
      return []
    case .keep:
      let answers = asMade.map { Effect.command(.answer($0.id, $0.value)) }
      awaitPlan()
      return answers + [.command(.plan)]
    case .rename, .extend:
      awaitPlan()
      return [.command(.resolve(step, with: resolution.rawValue))]
    }
  }

  mutating func take(_ choice: PersonChoice?, _ step: StepID) -> [Effect] {
    switch choice {
    case .look:
      isLookedFor = true
      return tryAgain()
    case .done:
      guard hands[step] == nil else {
        go(to: .hand(step))
        return []
      }
      return [.command(.handOver(step))]
    case .here: return doHere(step)
    case .leave: return leave(.stopped)
    case nil: return []
    }
  }

  /// What was left to a person is done here; where nobody is signed in to that side, that comes first.
  private mutating func doHere(_ step: StepID) -> [Effect] {
    guard !isByHand(step.side) else {
      go(to: .question(step.side == .aws ? .aws : .vertesia))
      return []
    }
    run.takeBack(step.side)
    trail.removeAll { $0 == .fault }
    awaitPlan()
    trail.removeAll { if case .person = $0 { true } else { false } }
    return [.command(.takeBack(step)), .command(.plan)]
  }

  /// `h` on a question: the way to do without the tool's own access.
  mutating func openByHand() -> [Effect] {
    guard let form = question?.byHand else { return [] }
    hands[form.step] = form
    go(to: .hand(form.step))
    return []
  }

  /// What is wrong with a field of a by-hand screen.
  func complaint(about key: AnswerKey) -> Fault? {
    let text = Self.trimmed(handFields[key]?.text ?? "")
    guard !text.isEmpty else { return nil }
    var all = answers
    do throws(Fault) { all[key] = try AnswerCheck.check(key, text) } catch { return error }
    do throws(Fault) {
      try AnswerCheck.together(all, survey)
    } catch {
      // Whatever else is wrong was not typed here.
      return error.code == .swappedIDs ? error : nil
    }
    return nil
  }

  private mutating func acceptHand(_ step: StepID) -> [Effect] {
    guard let form = hands[step] else { return back() }
    guard isAtLastField || rows.isEmpty else {
      // Past the values that a file holds, back to the field.
      if form.document == nil { moveMark(by: 1) } else { draft.marked = form.returns[0].rawValue }
      return []
    }
    var returned = Answers()
    for key in form.returns {
      let text = Self.trimmed(handFields[key]?.text ?? "")
      guard !text.isEmpty, complaint(about: key) == nil else {
        draft.marked = key.rawValue
        remark = Notice(.warning, text.isEmpty ? "This one is still missing." : "Check this one.")
        return []
      }
      returned[key] = text
    }
    roleBefore = answers[.roleARN]
    answers = answers.merging(returned)
    hands[step] = nil
    trail.removeAll { if case .person = $0 { true } else { $0 == .fault } }
    goesOn = true
    awaitPlan()
    // Back from the plan leads to what was typed here, to be put right.
    trail.removeAll { $0 == .hand(step) }
    for id in form.returns.compactMap({ QuestionID(rawValue: $0.rawValue) }) {
      if applies(id), !trail.contains(.question(id)) { trail.append(.question(id)) }
    }
    return [.command(.handedBack(step, returned))]
  }
}
