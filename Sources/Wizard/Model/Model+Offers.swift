import Federation

/// A key that does something on this screen, and what it does here.
package struct Offer: Equatable {
  package var action: Action
  var words: String

  init(_ action: Action, _ words: String) {
    self.action = action
    self.words = words
  }
}

extension Model {
  /// Where typed characters go.
  enum Editing: Equatable {
    case filter
    case answer(QuestionID)
    case hand(AnswerKey)
  }

  var editing: Editing? {
    guard overlay == nil else { return nil }
    switch place {
    case .question(let id):
      if draft.isFiltering { return .filter }
      switch question?.form {
      case .text, .secret, .typed: return .answer(id)
      case .choice, nil: return nil
      }
    case .home, .models, .result: return draft.isFiltering ? .filter : nil
    case .hand: return markedRow.flatMap(AnswerKey.init(rawValue:)).map(Editing.hand)
    default: return nil
    }
  }

  /// What the keys do here, the most wanted first. Keys that are not offered do nothing.
  package var offers: [Offer] {
    if let overlay { return offers(over: overlay) + [Offer(.stop, "stop")] }
    if isLeaving { return [Offer(.log, "calls"), Offer(.stop, "stop at once")] }
    if editing == .filter { return filterOffers }
    var offers = ownOffers
    if editing != nil {
      offers += [Offer(.back, "back"), Offer(.stop, saveAndQuit)]
      if question?.byHand != nil { offers.append(Offer(.help, "where to find it")) }
    } else {
      if place != .home && place != .acting { offers.append(Offer(.back, "back")) }
      offers += [Offer(.help, "help"), Offer(.quit, quitWords), Offer(.stop, "stop")]
      offers.append(Offer(.log, "calls"))
      if !rows.isEmpty {
        offers += [.up, .down, .pageUp, .pageDown, .first, .last].map { Offer($0, "move") }
      }
    }
    return offers + [Offer(.redraw, "paint again"), Offer(.suspend, "suspend")]
  }

  /// What Enter does with a filter that is being typed.
  enum FilterAction: Equatable { case row, typed, end }

  var filterAction: FilterAction? {
    if showsModels { return .end }
    guard rows.isEmpty else { return .row }
    let isTyped = !Self.trimmed(draft.filter.text).isEmpty && question?.allowsTyping == true
    return isTyped ? .typed : nil
  }

  private var filterOffers: [Offer] {
    let words =
      switch filterAction {
      case .row: place == .home ? "open" : mustSignIn ? Self.signInWords : "use it"
      case .typed: "use what is typed"
      case .end: "use the filter"
      case nil: ""
      }
    return (words.isEmpty ? [] : [Offer(.accept, words)])
      + [Offer(.back, "clear the filter"), Offer(.stop, "stop")]
      + [.up, .down, .pageUp, .pageDown].map { Offer($0, "move") }
  }

  private func offers(over overlay: Overlay) -> [Offer] {
    switch overlay {
    case .leave: [Offer(.accept, "leave"), Offer(.back, "stay")]
    case .alone: [Offer(.back, "back"), Offer(.copy, "copy")]
    case .trial where trial?.isSent == false:
      [Offer(.apply, "send it"), Offer(.back, "do not send")] + readerOffers
    case .discard: [Offer(.apply, "take it off"), Offer(.back, "keep it")] + readerOffers
    default:
      [Offer(.back, "back")]
        + (covered.text(of: overlay).map { [Offer(.copy, Self.copyWords($0))] } ?? [])
        + readerOffers
    }
  }

  private var readerOffers: [Offer] {
    [.down, .up, .pageDown, .pageUp, .first, .last].map { Offer($0, "move") }
  }

  private static func copyWords(_ value: String) -> String {
    value.hasPrefix("https://") ? "copy the page" : "copy"
  }

  private var ownOffers: [Offer] {
    switch place {
    case .home: homeOffers
    case .opening: []
    case .setup:
      [Offer(.accept, "do it")]
        + (roleARN == nil ? [] : [Offer(.copy, "copy the ARN"), Offer(.alone, "alone")])
        + (setupChoices.contains(.made) ? [Offer(.details, "what was made")] : [])
        + (setupChoices.contains(.region) ? [Offer(.new, "another region")] : [])
    case .question: questionOffers
    case .rules:
      [Offer(.accept, markedRow == Self.checkRules ? "check again" : "change it")]
    case .plan: planOffers
    case .acting: answerOffers + [Offer(.command, "as a command")]
    case .person: [Offer(.accept, "do it"), Offer(.copy, "copy the path")]
    case .conflict:
      [Offer(.accept, "do it"), Offer(.details, "the difference"), Offer(.evidence, "evidence")]
    case .hand:
      [Offer(.accept, isAtLastField || rows.isEmpty ? "done" : "next")]
        + (markedValue == nil ? [] : [Offer(.copy, "copy"), Offer(.alone, "alone")])
        + (rows.count > 1 ? [Offer(.next, "next"), Offer(.previous, "before")] : [])
    case .fault:
      [Offer(.accept, "do it")]
        + (signInProfile == nil ? [] : [Offer(.signIn, Self.signInWords)])
        + [Offer(.evidence, "evidence"), Offer(.details, "all of it")]
        + (run.troubles.count > 1 ? [Offer(.next, "next fault")] : [])
        + (trouble?.fault.remedies.contains { $0.command != nil } == true
          ? [Offer(.command, "the command")] : [])
        + (valueToCopy.map { [Offer(.copy, Self.copyWords($0))] } ?? [])
    case .result: resultOffers
    case .models: modelOffers + permissionOffers
    }
  }

  private static let signInWords = "sign in"

  private var homeOffers: [Offer] {
    let filter = knownSetups.count > Self.fewSetups ? [Offer(.filter, "filter")] : []
    return [Offer(.accept, "open")] + filter
      + [Offer(.details, "details"), Offer(.new, "new set-up")]
  }

  /// As many set-ups are seen at a glance.
  static let fewSetups = 6

  private var questionOffers: [Offer] {
    guard let question else { return [] }
    guard case .choice(let choices) = question.form else {
      guard refusals[question.id] != nil else { return [Offer(.accept, "use it")] }
      // What is refused here would only be refused again; elsewhere things may have changed.
      let isFilled = !Self.trimmed(draft.field.text).isEmpty
      return isFilled && complaint(about: question) == nil ? [Offer(.accept, "try again")] : []
    }
    var offers: [Offer] = []
    if !self.choices(of: question).isEmpty {
      offers.append(Offer(.accept, mustSignIn ? Self.signInWords : "use it"))
    }
    let filter = Offer(.filter, question.allowsTyping ? "find or type" : "filter")
    if signInProfile != nil {
      offers.append(Offer(.signIn, mustSignIn ? Self.signInWords : "sign in again"))
    }
    if choices.count > 6 { offers.append(filter) }
    if question.byHand != nil { offers.append(Offer(.byHand, "by hand")) }
    if Self.rulesEntrances.contains(question.id), !companyRules.isEmpty {
      offers.append(Offer(.rules, "company rules"))
    }
    if choices.count <= 6, question.allowsTyping { offers.append(filter) }
    if !question.isLooking { offers.append(Offer(.retry, "look again")) }
    return offers
  }

  /// Questions from which the company rules are opened.
  static let rulesEntrances: Set<QuestionID> = [.environment, .environmentName, .permissions]

  /// A read waits for a code or a key.
  private var answerOffers: [Offer] {
    wantedSecret == nil ? [] : [Offer(.accept, "type what is asked")]
  }

  private var planOffers: [Offer] {
    guard let plan else { return answerOffers }
    let idle = isLeftToOthers(plan) ? "ask for it" : "check that it works"
    let go = Offer(.apply, plan.changes.isEmpty ? idle : "apply")
    guard !plan.changes.isEmpty else { return [go, Offer(.retry, "look again")] }
    return [
      go, Offer(.accept, markedChange == nil ? "the whole plan" : "details"),
      Offer(.command, "as commands"), Offer(.rules, "company rules"),
      Offer(.details, "all details"), Offer(.retry, "look again"),
    ]
  }

  private var resultOffers: [Offer] {
    var offers = permissionOffers
    if roleARN != nil { offers += [Offer(.copy, "copy the ARN"), Offer(.alone, "alone")] }
    if showsModelsBesideResult {
      return offers + modelOffers.filter { $0.action != .copy } + [Offer(.new, "another region")]
    }
    if report != nil { offers.append(Offer(.models, "models")) }
    if madeRegion != nil { offers.append(Offer(.new, "another region")) }
    return offers
  }

  /// Where calls are refused by permissions that were chosen here.
  private var permissionOffers: [Offer] {
    let isRefused =
      place == .models ? markedModel?.state == .refusedByRole : result?.listsOnly == true
    let canChange = isRefused && setupChoices.contains(.permissions)
    return canChange ? [Offer(.permissions, "let it call models")] : []
  }

  private var modelOffers: [Offer] {
    guard report != nil else { return [Offer(.retry, "look again")] }
    let (row, isIdle) = (markedModel, modelUnderWay == nil)
    let isUsable = isIdle && row?.usableWay != nil
    var offers: [Offer] = []
    if isIdle, let row, row.isEnabled || row.usableWay != nil {
      offers.append(Offer(.enable, row.isEnabled ? "disable" : "enable"))
    }
    if isUsable, row?.isDefault == false { offers.append(Offer(.makeDefault, "make default")) }
    if isIdle, canTryModel { offers.append(Offer(.tryOut, "try it")) }
    // Where the page to open has to be broken, this is the way to have it whole.
    let copy = Offer(.copy, markedPage == nil ? "copy the ARN" : "copy the page")
    let wanted = (markedPage == nil ? [] : [copy]) + [Offer(.filter, "filter")]
    offers.insert(contentsOf: wanted, at: min(1, offers.count))
    return offers + [
      Offer(.next, "next state"),
      Offer(.previous, "state before"), Offer(.accept, "details"), Offer(.retry, "look again"),
    ] + (markedPage == nil ? [copy] : [])
  }

  /// The page to open for the marked model.
  var markedPage: String? { markedModel?.advice?.url }

  /// The role's ARN as far as it is known.
  var roleARN: String? { result?.roleARN ?? run.facts[.role]?[.arn] }
  var environmentID: String? {
    result?.environmentID ?? run.facts[.environment]?[.id] ?? answers[.environmentID]
  }
}
