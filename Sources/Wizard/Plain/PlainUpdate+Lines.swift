import Federation
import Screen

extension PlainModel {
  /// One typed line: a general word, or the answer to what was asked.
  mutating func take(line: String) -> [PlainEffect] {
    model.followsNews = false
    switch line {
    case "?": return say(PlainWords(model).help) + promptAgain()
    case "<" where model.overlay != nil:
      putAway()
      return promptAgain()
    case "<": return carry(model.back()) + promptAgain()
    case "q": return carry(leave()) + promptAgain()
    case "copy" where model.overlay == nil && model.editing == nil && model.valueToCopy != nil:
      copying = [model.nameOfCopy, model.valueToCopy ?? ""]
      return carry(model.act(.copy)) + dropRemark()
    default: break
    }
    if let overlay = model.overlay {
      switch line.lowercased() {
      case "yes":
        putAway()
        return carry(agree(to: overlay)) + promptAgain()
      case "no", "n", "":
        putAway()
        return promptAgain()
      default: return say(["Type yes or no."]) + promptAgain()
      }
    }
    let effects = answer(line)
    let told = say(notes + (model.remark.map { [$0.words] } ?? []))
    notes = []
    model.remark = nil
    return told + carry(effects) + promptAgain()
  }

  /// A yes to the question that lies over the screen.
  private mutating func agree(to overlay: Overlay) -> [Effect] {
    switch overlay {
    case .trial: model.sendTrial()
    case .discard: model.discard()
    default: leave()
    }
  }

  /// What was asked below a question that is answered needs not be told again.
  private mutating func putAway() {
    model.overlay = nil
    if let below { (asked, self.below) = (below, nil) }
  }

  /// What the full screen says of its own clipboard is not so here.
  private mutating func dropRemark() -> [PlainEffect] {
    model.remark = nil
    return []
  }

  private mutating func leave() -> [Effect] {
    model.leave(model.exitOnLeaving)
  }

  private mutating func answer(_ line: String) -> [Effect] {
    switch model.place {
    case .question: return answerQuestion(line)
    case .plan: return answerPlan(line)
    case .hand: return answerHand(line)
    case .result: return answerResult(line)
    case .models: return answerModels(line)
    case .opening, .acting:
      model.remark = Notice(.info, "Still under way. Type q to \(model.stopAndSave).")
      return []
    case .fault, .conflict:
      if line == "e" {
        notes = model.trouble.map { PlainWords.evidence($0.fault) } ?? []
        return []
      }
      if line == "s", model.signInProfile != nil { return model.act(.signIn) }
      return pick(line)
    case .setup: return answerSetup(line)
    case .home:
      let words = PlainWords(model)
      let isNamed = PlainList.only(words.labels, line) != nil
      return !isNamed && tell(words.setups, by: line) ? [] : pick(line)
    case .rules, .person: return pick(line)
    }
  }

  /// Tells the rows of a long list that a line asks for, which is no number then.
  mutating func tell(_ list: PlainList, by line: String) -> Bool {
    guard Int(line) == nil, let found = list.found(by: line) else { return false }
    notes = list.told(found)
    // An empty line takes one that was asked for, where it takes a row at all.
    if model.place != .models, found.count < list.rows.count, model.rows.count > found[0] {
      model.draft.marked = model.rows[found[0]]
      asked = PlainWords(model).ask
    }
    return true
  }

  /// Marks a row by its number (or the suggested one by an empty line) and takes it.
  private mutating func pick(_ line: String) -> [Effect] {
    let rows = model.rows
    guard !line.isEmpty else { return model.accept() }
    let labels = PlainWords(model).labels
    if Int(line) == nil, labels.count == rows.count, let named = PlainList.only(labels, line) {
      model.draft.marked = rows[named]
      return model.accept()
    }
    guard let number = Int(line), rows.indices.contains(number - 1) else {
      model.remark = Notice(.warning, "Type a number from 1 to \(rows.count).")
      return []
    }
    model.draft.marked = rows[number - 1]
    return model.accept()
  }

  /// What lies over the screen is told in lines.
  private mutating func answerSetup(_ line: String) -> [Effect] {
    let before = asked
    let effects = pick(line)
    if model.overlay == .discard { below = before }
    guard model.overlay == .details else { return effects }
    model.overlay = nil
    notes = model.madeLines(width: 200).map(\.plain).filter { !$0.isEmpty }
    return effects
  }

  private mutating func answerQuestion(_ line: String) -> [Effect] {
    guard let question = model.question else { return model.goOn() }
    guard !question.isHeld else {
      // Lines are not asked for now; this one answered a question that has gone meanwhile.
      model.remark = Notice(.info, "Still reading, so this was not taken.")
      return []
    }
    // What is refused once more is told once more.
    if model.refusals.removeValue(forKey: question.id) != nil { asked = PlainWords(model).ask }
    let offered = Set(model.offers.map(\.action))
    switch question.form {
    case .choice(let choices):
      if line == "h", offered.contains(.byHand) { return model.openByHand() }
      if line == "o", offered.contains(.rules) { return model.act(.rules) }
      if question.id == .aws, line.split(separator: " ").first == "s" {
        return signIn(line)
      }
      if line == "r", offered.contains(.retry) { return model.lookAgain() }
      if line.hasPrefix("="), question.allowsTyping { return answerExactly(question, line) }
      if line.isEmpty || Int(line).map({ choices.indices.contains($0 - 1) }) == true {
        // A number is known to who has typed it.
        let taken = line.isEmpty ? choices.first { $0.id == model.markedRow } : nil
        notes = taken.map { ["\($0.label)."] } ?? []
        return pick(line)
      }
      if let choice = choice(of: question, choices, line) {
        if choice.label != line { notes = ["\(choice.label)."] }
        model.draft.marked = choice.id
        return model.accept()
      }
      if tell(PlainWords(model).list(of: choices), by: line) { return [] }
      if question.allowsTyping, line.count > 3 || Int(line) == nil {
        return model.answer(question.id, line)
      }
      model.remark = Notice(.warning, "Type a number from 1 to \(choices.count).")
      return []
    case .text:
      if !line.isEmpty { model.draft.field = Field(line) }
      model.draft.isFilled = true
      return model.accept()
    case .secret:
      return model.answer(question.id, secret: line)
    case .typed:
      model.draft.field = Field(line)
      return model.accept()
    }
  }

  /// The one that a line names: exactly, or by a part of its label that no other has. A part may be
  /// a name of its own where any name may be typed.
  private func choice(
    of question: Question,
    _ choices: [Question.Choice],
    _ line: String
  ) -> Question.Choice? {
    if let choice = choices.first(where: { $0.id == line || $0.label == line }) { return choice }
    guard !question.allowsTyping || [.region, .permissions].contains(question.id) else {
      return nil
    }
    let detailed = choices.filter { choice in
      choice.detail.split { ",()".contains($0) }
        .contains { Model.trimmed(String($0)).lowercased() == line.lowercased() }
    }
    if detailed.count == 1 { return detailed[0] }
    return PlainList.only(choices.map(\.label), line).map { choices[$0] }
  }

  /// `=research` means that name, also where it is a part of a row's.
  private mutating func answerExactly(_ question: Question, _ line: String) -> [Effect] {
    let text = Model.trimmed(String(line.dropFirst()))
    guard !text.isEmpty else {
      model.remark = Notice(.warning, "Type the name right after the sign, as in =research.")
      return []
    }
    return model.answer(question.id == .environment ? .environmentName : question.id, text)
  }

  private mutating func answerPlan(_ line: String) -> [Effect] {
    guard let plan = model.plan else {
      model.remark = Notice(.info, "The plan is still being worked out.")
      return []
    }
    switch line.lowercased() {
    case "yes": return model.applyPlan()
    case "no", "n":
      notes = ["Nothing was changed."]
      return model.isDayTwo ? model.back() : leave()
    case "details":
      notes = plan.changes.contains { $0.isMarked } ? ["\(Words.sentence(Change.signs))."] : []
      notes += plan.changes.flatMap { [Words.sentence($0.sentence) + "."] + $0.details }
    case "commands":
      notes = plan.changes.flatMap { change in
        [Words.sentence(change.sentence) + ":"]
          + RemoteText.lines(change.command).map { "  " + $0.text }
      }
    default:
      model.remark = Notice(.info, "Type yes or no, or < to go back. Nothing was changed.")
    }
    return []
  }

  /// `s` signs in with the first profile that needs it, `s 2` with the second choice.
  private mutating func signIn(_ line: String) -> [Effect] {
    let words = line.split(separator: " ").dropFirst()
    let number = words.first.map { words.count == 1 ? Int($0) ?? 0 : 0 }
    let profiles = model.survey.signIns.filter { $0.kind == .sso }
    let row = number.map { model.rows.indices.contains($0 - 1) ? model.rows[$0 - 1] : nil }
    let wanted = row ?? profiles.first { !$0.isUsable }?.id
    guard let profile = profiles.first(where: { $0.id == wanted })?.id else {
      model.remark = Notice(.warning, "Type s and the number of an SSO profile.")
      return []
    }
    model.draft.marked = profile
    return model.act(.signIn)
  }

  /// The fields of a by-hand form are asked one after the other.
  private mutating func answerHand(_ line: String) -> [Effect] {
    guard case .hand(let step) = model.place, let form = model.hands[step] else {
      return model.back()
    }
    let open = form.returns.first { key in
      (model.handFields[key]?.isEmpty ?? true) || model.complaint(about: key) != nil
    }
    if let open {
      model.handFields[open] = Field(line)
      if let fault = model.complaint(about: open) {
        model.remark = Notice(.warning, fault.summary)
        return []
      }
      guard !line.isEmpty, open == form.returns.last else { return [] }
    }
    model.draft.marked = model.rows.last
    return model.accept()
  }

  private mutating func answerResult(_ line: String) -> [Effect] {
    if line == "m" || line == "1" {
      model.go(to: .models)
      return []
    }
    let mayLetCall = PlainWords(model).mayLetCall
    if line == "3", mayLetCall { return model.changePermissions() }
    guard line.isEmpty || line == "2" else {
      model.remark = Notice(.warning, mayLetCall ? "Type 1, 2 or 3." : "Type 1 or 2.")
      return []
    }
    return model.leave(model.result?.exit ?? .done)
  }
}

extension Line {
  /// The row as text, trailing part included.
  var plain: String {
    (spans + (trailing.map { [$0] } ?? [])).map(\.text).joined()
  }
}
