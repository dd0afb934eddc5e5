import Federation
import Screen

/// What `?` tells: first of the present question or page, then of all of them.
extension PlainWords {
  var help: [String] { (model.overlay.map(over) ?? own) + everywhere }

  private var everywhere: [String] {
    let hasSuggestion = ask.prompt?.contains("[") == true
    let copy = model.overlay == nil && model.editing == nil ? model.nameOfCopy : ""
    let place = model.keepsNothing ? "prints it on a line of its own" : "puts it into the clipboard"
    return (copy.isEmpty ? [] : ["copy \(place): \(copy)."])
      + (hasSuggestion ? ["An empty line takes what stands in brackets."] : [])
      + [
        "? shows this, < goes back and loses nothing, q "
          + "\(model.keepsNothing ? "" : "saves and ")quits.",
        model.keepsNothing
          ? "This is a demo: nothing of it is kept, and the next one begins anew."
          : "Every answer is saved. The next start goes on where this one ends.",
      ]
  }

  private func over(_ overlay: Overlay) -> [String] {
    switch overlay {
    case .trial: ["yes sends one short request to the model; no sends nothing."]
    case .discard: ["yes takes the set-up off the list of saved ones; no keeps it."]
    default: ["yes leaves; no stays here."]
    }
  }

  private var own: [String] {
    switch model.place {
    case .home:
      ["A set-up is one Vertesia environment with its role in AWS. A number opens a saved one."]
    case .opening: ["What is saved of the set-up is being read. Nothing is changed."]
    case .setup: ["A number does what stands beside it. \(model.setupWords)"]
    case .question: questionHelp
    case .rules: rulesHelp
    case .plan: planHelp
    case .acting: actingHelp
    case .person(let step):
      [Words.why(reason(for: step), of: step), "A number does what stands beside it."]
    case .hand:
      [
        "Somebody does the numbered lines by hand, with the values under them.",
        "What comes back is asked for here, one line each.",
      ]
    case .conflict:
      [
        "Something stands in AWS or Vertesia that is not as this set-up needs it. Nothing of it is "
          + "changed until you choose.",
        "A number decides; e tells the evidence.",
      ]
    case .fault:
      ["A number is a way to go on; e tells the evidence."]
        + (model.signInProfile == nil ? [] : ["s signs in to AWS again."])
    case .result:
      [
        "The role ARN is what Vertesia signs in with; the environment has it as its key.",
        "1 or m shows the models, 2 finishes.",
      ] + (mayLetCall ? ["3 asks again what Vertesia may do; a plan is shown first."] : [])
    case .models: modelHelp
    }
  }

  private var questionHelp: [String] {
    guard let question = model.question else { return [] }
    var lines = [question.title, question.why]
    if let form = question.byHand {
      lines += ["\(form.title):"] + form.instructions.enumerated().map { "\($0 + 1). \($1)" }
      lines += form.values.map { "\($0.label): \($0.text)" }
    }
    switch question.form {
    case .choice(let choices):
      lines.append(
        choices.count > PlainList.few
          ? "Type a number, a part of a name for those that have it, or all."
          : "Type a number, or a name as it stands there or a part of it."
      )
      lines += entrances
      let looksAgain = model.offers.contains { $0.action == .retry }
      if looksAgain { lines.append("Type r to look again.") }
    case .text: lines.append("Type the answer as text.")
    case .secret: lines.append("What is typed is not shown and never stored.")
    case .typed(let expected):
      lines.append(question.allowsTyping ? "Type the answer as text." : "Type exactly: \(expected)")
    }
    return lines
  }

  private var rulesHelp: [String] {
    model.companyRules.map { "\($0.title) \($0.why)" } + ["A number changes the rule beside it."]
  }

  private var planHelp: [String] {
    guard let plan = model.plan else {
      return ["AWS and Vertesia are being read. Nothing is changed."]
    }
    guard !plan.changes.isEmpty else {
      return ["Nothing has to be changed. yes goes on, no does not."]
    }
    return [
      "These are all the changes; nothing else is touched, and nothing before a yes.",
      "yes applies them, no \(model.keepingPlan("the plan")).",
      "details tells each change in full; commands tells each as a command to run elsewhere.",
    ]
  }

  private var actingHelp: [String] {
    let way =
      "q finishes the change under way\(model.keepsNothing ? "" : ", saves,") and stops."
    guard let step = model.run.current else { return [way] }
    guard let wait = model.run.wait(of: step, at: model.timeline.elapsed) else {
      return ["\(Words.doing(step)).", way]
    }
    return [
      "\(Words.doing(step)), \(Words.whole(wait.elapsed)). \(Words.waiting(wait.reason, of: step)).",
      wait.isOverdue ? Words.whyStill(wait.reason, of: step) : Words.why(wait.reason, of: step),
      way,
    ]
  }

  private func reason(for step: StepID) -> Wait.Reason {
    guard case .waiting(let wait) = model.run.state(of: step) else {
      return step.side == .aws ? .awsAdministrator : .vertesiaAdministrator
    }
    return wait.reason
  }

  /// Only the states that stand in the list.
  private var modelHelp: [String] {
    let states = Set(model.report?.rows.map(\.state) ?? [])
    return [
      "enable 3 enables the third model in Vertesia, disable 3 takes that back, default 3 makes it "
        + "the default, and test 3 sends it one short request; that asks first. Instead of a "
        + "number, its name or id.",
      "A part of a name tells those that have it; all tells all.",
    ]
      + ModelRow.State.allCases.filter(states.contains).map {
        "\(Words.sentence($0.words)): \($0.meaning)"
      }
  }
}
