import Federation

/// What is done with a saved set-up from its own page.
extension Model {
  /// Of a set-up that was just opened: what can be done with it, or the way on, from which Back leads
  /// to its page. Who picked a false start from the list may be there to take it off.
  mutating func goOnFromOpening() -> [Effect] {
    openedAnswers = answers
    go(to: .setup)
    return isDayTwo || isFalseStart && isPicked ? [] : goOnWithSaved()
  }

  mutating func take(_ choice: SetupChoice?) -> [Effect] {
    isCheck = choice == .check
    switch choice {
    case .goOn, .check: return goOnWithSaved()
    case .drop: return dropChange()
    case .rename: go(to: .question(.setupName))
    case .discard: open(.discard)
    case .models:
      report = nil
      asksModels = true
      go(to: .models)
      return [.command(.listModels)]
    case .region:
      let effects = reconsider(.question(.region))
      markAnother()
      return effects
    case .project:
      guard survey.organization.value == nil || applies(.project) else {
        remark = Self.noOtherProject
        return []
      }
      let effects = reconsider(.question(.project))
      markAnother()
      return effects
    case .permissions: return reconsider(.question(.permissions))
    case .rules: return reconsider(.rules)
    case .made: open(.details)
    case nil: break
    }
    return []
  }

  /// From a result or its models, as if from the set-up's own page: Back leads there.
  mutating func changePermissions() -> [Effect] {
    settle(at: .setup)
    let effects = take(SetupChoice.permissions)
    draft.marked = PermissionChoice.inference.answer
    return effects
  }

  /// Leaves it as it was done; the session knows best what that was.
  private mutating func dropChange() -> [Effect] {
    guard let before = survey.doneAnswers?.signedIn(as: answers) else { return [] }
    (answers, unconfirmed, drafts) = (before, [], drafts.filter { $0.key == .home })
    (plan, result) = (nil, nil)
    remark = Notice(.info, "Left as it was done.")
    return [.command(.dropChange)]
  }

  /// Checks a name and goes by it; the session, which saves it, tells where it is not so.
  mutating func rename(_ text: String) -> [Effect] {
    do throws(Fault) {
      let name = try AnswerCheck.setupName(text, beside: otherSetups)
      drafts[.question(.setupName)] = nil
      refusals[.setupName] = nil
      let isSame = name == setup?.name
      setup?.name = name
      resumed?.name = name
      return back() + (isSame ? [] : [.command(.rename(name))])
    } catch {
      refusals[.setupName] = error
      return []
    }
  }

  var otherSetups: [SetupSummary] { survey.saved.filter { $0.id != setup?.id } }

  /// A person has read what goes, and says yes.
  mutating func discard() -> [Effect] {
    overlay = nil
    return isFalseStart ? [.command(.discard)] : []
  }

  /// It is gone from the list, which is all there is to see of it.
  mutating func takeOff(_ id: String) {
    guard setup?.id == id else { return }
    survey.saved.removeAll { $0.id == id }
    forgetSetup()
    overlay = nil
    settle(at: .home)
    remark = Notice(.info, "Taken off the list.")
  }

  static let noOtherProject = Notice(.info, "Your key may use no other project.")

  /// Who asks for another one than there is has no use for that.
  mutating func markAnother() {
    guard let question, case .choice(let choices) = question.form else { return }
    let present = markedRow
    draft.marked = choices.first { $0.isAvailable && $0.id != present }?.id
  }

  /// Asks for something that was answered long ago; its choices come from what is read now.
  private mutating func reconsider(_ place: Place) -> [Effect] {
    go(to: place)
    if case .question(let id) = place { reconsidered = id }
    guard !readsAhead else { return [] }
    readsAhead = true
    expectReadings()
    return [.command(.prefetch)]
  }
}
