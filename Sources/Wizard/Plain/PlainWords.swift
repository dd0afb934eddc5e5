import Federation

/// The screens in lines: what is told, and what is asked.
struct PlainWords {
  let model: Model

  init(_ model: Model) {
    self.model = model
  }

  var ask: PlainAsk {
    if model.isLeaving {
      return PlainAsk(lines: [model.finishingWords], prompt: nil)
    }
    if model.overlay == .leave {
      return PlainAsk(
        lines: [
          model.keepsNothing
            ? "This is a demo: nothing of it is kept." : "Your answers are saved."
        ],
        prompt: "Leave? yes or no [no]:"
      )
    }
    if model.overlay == .trial { return trial }
    if model.overlay == .discard {
      return PlainAsk(
        lines: [model.discardTitle] + model.discardSentences,
        prompt: "Take it off? yes or no [no]:"
      )
    }
    switch model.place {
    case .home: return home
    case .opening: return PlainAsk(lines: ["Opening the set-up."], prompt: nil)
    case .setup: return setup
    case .question: return question
    case .rules: return rules
    case .plan: return plan
    case .acting:
      // An empty prompt: lines are read meanwhile, so that `q` stops.
      return PlainAsk(lines: [model.actingTitle + ". Type q to \(model.stopAndSave)."], prompt: "")
    case .person(let step): return person(step)
    case .conflict(let step): return conflict(step)
    case .hand(let step): return hand(step)
    case .fault: return fault
    case .result: return result
    case .models: return models
    }
  }

  private var home: PlainAsk {
    PlainAsk(
      lines: ["Which set-up?"] + model.survey.unreadable.map(\.words) + setups.lines,
      prompt: "Number [\(model.markedIndex + 1)]:"
    )
  }

  private var setup: PlainAsk {
    let changed = model.isChanged ? ["Changed and not carried out yet: \(model.changedWords)."] : []
    let arn = model.roleARN.map { ["Role ARN: \($0)"] } ?? []
    return PlainAsk(
      lines: [(model.setup?.name ?? "Set-up") + ". " + model.setupWords] + changed + arn + numbered,
      prompt: "Number [\(model.markedIndex + 1)]:"
    )
  }

  // MARK: Questions

  private var question: PlainAsk {
    guard let question = model.question else { return PlainAsk(lines: [], prompt: nil) }
    var lines = (model.placeWords.map { [$0 + "."] } ?? []) + [question.title, question.why]
    if let reason = model.reasons[question.id] { lines.append(reason) }
    lines += question.notices.map(\.words)
    if let fault = model.refusals[question.id] { lines += told(fault) }
    if let form = question.byHand, question.form == .text {
      lines += [form.title + ":"]
      lines += form.instructions.enumerated().map { "\($0 + 1). \($1)" }
      lines += form.values.map { "\($0.label): \($0.text)" }
    }
    switch question.form {
    case .choice(let choices):
      // No prompt: a line that was typed ahead waits for its question.
      guard !question.isHeld else { return PlainAsk(lines: [question.title + "."], prompt: nil) }
      lines += list(of: choices, allowsTyping: question.allowsTyping).lines + entrances
      return PlainAsk(lines: lines, prompt: "Number [\(model.markedIndex + 1)]:")
    case .text:
      let known = model.answer(to: question.id) ?? question.suggestion
      return PlainAsk(lines: lines, prompt: known.map { "Answer [\($0)]:" } ?? "Answer:")
    case .secret:
      let isKeys = question.id == .awsKeys
      if isKeys { lines.append("Paste all its lines at once; an empty line ends them.") }
      return PlainAsk(
        lines: lines + ["It is not shown and never stored."],
        prompt: "Secret:",
        reading: isKeys ? .keys : .secret
      )
    case .typed(let expected):
      // Where something else may be typed, the question says what.
      guard !question.allowsTyping else { return PlainAsk(lines: lines, prompt: "Answer:") }
      return PlainAsk(lines: lines + ["To confirm, type: \(expected)"], prompt: "Confirm:")
    }
  }

  var entrances: [String] {
    let signIn = model.survey.signIns.contains { $0.kind == .sso }
    let asks = model.place == .question(.aws) && signIn
    return (asks ? ["Type s and a number to sign in with that SSO profile first."] : [])
      + keyEntrances
  }

  private var keyEntrances: [String] {
    model.offers.compactMap { offer in
      switch offer.action {
      case .byHand: "Type h to do it by hand."
      case .rules: "Type o for company rules."
      default: nil
      }
    }
  }

  private var rules: PlainAsk {
    PlainAsk(
      lines: ["Company rules. Leave them where nobody has told you otherwise."] + numbered,
      prompt: "Number, or < to go back:"
    )
  }

  // MARK: Plan and result

  private var plan: PlainAsk {
    guard let plan = model.plan else {
      return PlainAsk(lines: ["Working out the plan. Nothing is changed."], prompt: nil)
    }
    var lines = ["The plan: \(plan.organization) and \(plan.account)."]
    lines += model.leftWords(plan)
    for (side, words) in [(Side.aws, "In AWS:"), (.vertesia, "In Vertesia:")] {
      let changes = plan.changes.filter { $0.step.side == side }
      if !changes.isEmpty { lines += [words] + changes.map { "- " + $0.sentence } }
    }
    if !plan.stays.isEmpty {
      lines += ["Stays as it is:"] + plan.stays.map { "- " + $0.words }
    }
    lines += plan.notices.filter { !$0.isLeft }.map(\.words)
    lines.append(model.planNote(plan))
    guard !plan.changes.isEmpty else {
      return PlainAsk(
        lines: lines + [model.planTitle(plan) + "."],
        prompt: (model.isLeftToOthers(plan) ? "Ask for it?" : "Check that it works?")
          + " yes or no:"
      )
    }
    lines.append(
      "Type details or commands to see more; no "
        + model.keepingPlan("it") + "."
    )
    return PlainAsk(
      lines: lines,
      prompt: "Apply \(Words.count(plan.changes.count, "change"))? yes or no:"
    )
  }

  /// Calls are refused by permissions that can be changed from here.
  var mayLetCall: Bool { model.offers.contains { $0.action == .permissions } }

  private var result: PlainAsk {
    var lines: [String] = []
    if let result = model.result {
      let isGood = result.exit == .done && result.isProven && !result.listsOnly
      lines.append((isGood ? "Done: " : "") + result.headline(region: model.answers[.region]) + ".")
      if !result.verified {
        lines.append("Parts of this rest on a person's word and could not be checked.")
      }
      if result.listsOnly { lines.append(SetupResult.listsOnlyWords) }
    }
    if let arn = model.roleARN { lines.append("Role ARN: \(arn)") }
    if let id = model.environmentID { lines.append("Environment ID: \(id)") }
    if let models = model.result?.models { lines.append("Models: \(models.words)") }
    let more = mayLetCall ? ["3. Let Vertesia call models, too"] : []
    return PlainAsk(
      lines: lines + ["1. Show the models, to enable some", "2. Finish"] + more,
      prompt: "Number [2]:"
    )
  }

  private var models: PlainAsk {
    guard let report = model.report else {
      return PlainAsk(lines: ["Asking Vertesia what it lists."], prompt: nil)
    }
    var lines = ["Models: \(report.rows.count), \(report.enabledCount) enabled."]
    lines += modelList.lines
    if !report.excluded.isEmpty {
      lines.append("\(report.excluded.count) more that Vertesia never offers.")
    }
    lines += report.findings.map(\.words)
    return PlainAsk(
      lines: lines,
      prompt: "enable, disable, default or test and a number or name, or Enter to finish:"
    )
  }

  /// Before a test call: what it costs and says.
  private var trial: PlainAsk {
    guard let trial = model.trial else { return PlainAsk(lines: [], prompt: "") }
    return PlainAsk(
      lines: [model.trialTitle, model.trialSentence(trial)]
        + model.trialFacts(trial).map { "\($0.label): \($0.words)" }
        + (model.survey.identity.value.map { ["Sent as: \($0.arn)"] } ?? []),
      prompt: "Send it? yes or no [no]:"
    )
  }

  /// Why a test call was refused, after the line that says so.
  var trialEnd: [String] {
    guard case .refused(let fault, _) = model.trial?.outcome else { return [] }
    return told(fault).dropFirst() + Self.evidence(fault)
  }

  // MARK: Stops

  private var fault: PlainAsk {
    guard let trouble = model.trouble else { return PlainAsk(lines: [], prompt: "Number [1]:") }
    let fault = model.once(trouble.fault)
    var lines = ["\(fault.summary). \(model.safeWords)"] + told(fault).dropFirst()
    lines += numbered
    let signIn = model.signInProfile == nil ? [] : ["Type s to sign in again."]
    return PlainAsk(
      lines: lines + signIn + ["Type e for the evidence."],
      prompt: "Number [1]:"
    )
  }

  private func conflict(_ step: StepID) -> PlainAsk {
    guard let fault = model.trouble?.fault else {
      return PlainAsk(lines: [], prompt: "Number [1]:")
    }
    var lines = ["\(fault.summary). \(model.safeWords)", "Why: \(fault.cause)"]
    let difference = model.difference(fault, width: 200).map(\.plain)
    if !difference.isEmpty { lines += ["The difference: \(Change.signs)."] + difference }
    lines += numbered
    return PlainAsk(lines: lines, prompt: "Number [1]:")
  }

  private func person(_ step: StepID) -> PlainAsk {
    var lines = ["Waiting for a person: \(step.words)."]
    if case .waiting(let wait) = model.run.state(of: step) {
      lines += ["\(Words.waiting(wait.reason, of: step)), \(Words.whole(wait.elapsed)) so far."]
      if let path = wait.handedOut { lines += [Words.why(wait.reason, of: step), "  \(path)"] }
    }
    lines += numbered
    return PlainAsk(lines: lines, prompt: "Number [1]:")
  }

  private func hand(_ step: StepID) -> PlainAsk {
    guard let form = model.hands[step] else { return PlainAsk(lines: [], prompt: nil) }
    let open = form.returns.first { key in
      (model.handFields[key]?.isEmpty ?? true) || model.complaint(about: key) != nil
    }
    guard open == nil || open == form.returns.first else {
      return PlainAsk(lines: [], prompt: open.map { Words.label($0) + ":" })
    }
    var lines = [form.title]
    lines += form.instructions.enumerated().map { "\($0 + 1). \($1)" }
    lines += form.values.map { "\($0.label): \($0.text)" }
    if let document = form.document {
      lines += ["Written for your administrator:", "  \(document)"]
    }
    return PlainAsk(
      lines: lines,
      prompt: open.map { Words.label($0) + ":" } ?? "Enter when it is done:"
    )
  }

  static func evidence(_ fault: Fault) -> [String] {
    ["code \(fault.code.rawValue)"] + fault.evidence.map { "\($0.label.rawValue) \($0.text)" }
  }

  /// A fault in lines: what, why, what to do.
  private func told(_ fault: Fault) -> [String] {
    ["\(fault.summary).", "Why: \(fault.cause)"]
      + fault.remedies.flatMap { remedy in
        // On a line of its own, to be heard, selected and run as it is.
        ["What you can do: \(remedy.words)"]
          + [remedy.command, remedy.url].compactMap(\.self).map { "  " + $0 }
      }
  }
}
