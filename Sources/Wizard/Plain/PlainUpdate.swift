import Federation
import Screen

/// Takes one message in and says what to print, ask and do. Pure and total.
package func update(_ plain: inout PlainModel, _ message: PlainMessage) -> [PlainEffect] {
  guard !plain.hasQuit else { return [] }
  switch message {
  case .line(let line):
    plain.isPrompted = false
    return plain.take(line: Model.trimmed(RemoteText(line).text))
  case .event(let event): return plain.take(event)
  case .signInEnded(let profile, let status): return plain.signInEnded(profile, status)
  case .copied(let copied):
    return plain.say(copied.words(of: plain.copying)) + plain.promptAgain()
  case .endOfInput: return plain.carry(plain.model.leave(.stopped)) + plain.ask()
  case .tick(let elapsed): return plain.tick(elapsed)
  }
}

extension PlainModel {
  package var needsTicks: Bool { model.needsTicks }

  /// Understood at every prompt.
  static let generalWords: Set<String> = ["?", "<", "q"]

  mutating func take(_ event: Event) -> [PlainEffect] {
    let told = tell(event)
    let effects = update(&model, .event(event))
    var remarks = model.remark.map { [$0.words] } ?? []
    if case .tried = event, !remarks.isEmpty { remarks += PlainWords(model).trialEnd }
    let remarked = say(remarks)
    model.remark = nil
    // A conflict is told whole by what comes next, the end of the run that met it.
    if case .failed(.some, let fault) = event, Model.conflicts.contains(fault.code) {
      return told + remarked + carry(effects)
    }
    return told + remarked + carry(effects) + ask()
  }

  mutating func tick(_ elapsed: Duration) -> [PlainEffect] {
    let effects = update(&model, .tick(elapsed))
    if let words = newlyOverdue() { return carry(effects) + say([words]) }
    guard needsTicks, model.timeline.elapsed - saidAt >= Self.heartbeat else {
      return carry(effects)
    }
    return carry(effects) + say([stillWorking])
  }

  /// The step first: it is what a listener waits for.
  private var stillWorking: String {
    guard model.run.isUnderWay else { return "Still reading." }
    let now = model.timeline.elapsed
    let span = Words.whole(now - model.run.beganAt)
    guard let step = model.run.current else { return "Still working, \(span)." }
    guard let wait = model.run.wait(of: step, at: now) else {
      return "\(step.words): still working, \(span)."
    }
    return "\(step.words): still waiting, \(Words.whole(wait.elapsed))."
  }

  /// A wait that has gone on for longer than such waits do since the last tick: told once.
  private mutating func newlyOverdue() -> String? {
    let now = model.timeline.elapsed
    guard model.run.isUnderWay, let step = model.run.current,
      let wait = model.run.wait(of: step, at: now), wait.isOverdue,
      overdue[step, default: []].insert(wait.reason).inserted
    else { return nil }
    return "\(step.words): \(Words.whole(wait.elapsed)). \(model.overdueWords(step)) "
      + Words.whyStill(wait.reason, of: step)
  }

  /// What an event is worth telling on its own.
  private mutating func tell(_ event: Event) -> [PlainEffect] {
    switch event {
    case .stepStarted(let step):
      return say(["Working: \(step.inline)."])
    // What is told of a set-up that is opened was done long ago.
    case .settled(let step, let outcome, let facts) where model.run.isUnderWay:
      return say(["OK: \(step.inline), \(outcome.words(of: step, facts))."])
    case .failed(let step, let fault) where model.run.isUnderWay:
      let place = step.map { $0.inline + ": " } ?? ""
      return say(["Failed: \(place)\(fault.summary)."])
    case .waiting(let step, let wait):
      guard explained[step] != wait.reason else { return [] }
      explained[step] = wait.reason
      let usual = Words.usual(wait.reason).map { ", usually \($0)" } ?? ""
      return say(["Waiting: \(Words.waiting(wait.reason, of: step))\(usual)."])
    case .noticed(let notice): return say([notice.words])
    default: return []
    }
  }

  mutating func say(_ lines: [String]) -> [PlainEffect] {
    guard !lines.isEmpty else { return [] }
    saidAt = model.timeline.elapsed
    // What is told unasked must not go on in the line of a prompt.
    let start = isPrompted ? [""] : []
    isPrompted = false
    return [.print(start + lines.map { RemoteText($0).text })]
  }

  /// The wizard's effects, as far as they mean something in lines.
  mutating func carry(_ effects: [Effect]) -> [PlainEffect] {
    effects.flatMap { effect -> [PlainEffect] in
      switch effect {
      case .command(let command): return [.command(command)]
      case .quit(let code):
        hasQuit = true
        return say(model.recap) + [.quit(code)]
      case .signIn(let profile): return [.signIn(profile: profile)]
      case .copy(let text): return [.copy(text)]
      case .suspend, .redraw: return []
      }
    }
  }

  /// Tells what is asked now, if it is not what was asked last.
  mutating func ask() -> [PlainEffect] {
    guard !hasQuit, !model.isAway else { return [] }
    let ask = PlainWords(model).ask
    guard ask != asked else { return [] }
    let before = asked
    let isSamePlace = askedAt == model.place
    (asked, askedAt) = (ask, model.place)
    guard isSamePlace, let before, before.prompt == ask.prompt, isToldOnce(before, ask)
    else { return say(ask.lines) + prompt(ask) }
    // The same question, with more known about it: only that is told.
    let news = ask.lines.filter { !before.lines.contains($0) }
    return news.isEmpty && isPrompted ? [] : say(news) + prompt(ask)
  }

  /// A question with the same choices, the models after one was chosen, or a page that has come to
  /// know more: what was told is known.
  private func isToldOnce(_ before: PlainAsk, _ ask: PlainAsk) -> Bool {
    switch model.place {
    case .question: before.choices == ask.choices
    case .models: before.choices.count == ask.choices.count
    case .setup: before.lines.count <= ask.lines.count
    default: false
    }
  }

  /// The prompt alone, after an answer that led nowhere.
  mutating func promptAgain() -> [PlainEffect] {
    let told = ask()
    guard told.isEmpty, !hasQuit, !model.isAway, let asked else { return told }
    return prompt(asked)
  }

  mutating func signInEnded(_ profile: String, _ status: Int?) -> [PlainEffect] {
    let effects = model.signInEnded(profile, status)
    let told = say(model.remark.map { [$0.words] } ?? [])
    model.remark = nil
    return told + carry(effects) + promptAgain()
  }

  private mutating func prompt(_ ask: PlainAsk) -> [PlainEffect] {
    guard let prompt = ask.prompt else { return [] }
    isPrompted = !prompt.isEmpty
    let text = prompt.isEmpty ? "" : RemoteText(prompt).text + " "
    return [.prompt(text, ask.reading)]
  }
}

extension Copied {
  func words(of copied: [String]) -> [String] {
    switch self {
    case .program(let name): ["\(copied[0]) copied, by \(name)."]
    case .file(let path): ["There is no clipboard here. \(copied[0]) written to \(path)."]
    case .nowhere: ["There is no clipboard here. \(copied[0]):", "  \(copied[1])"]
    case .demo: ["A demo puts nothing into the clipboard. \(copied[0]):", "  \(copied[1])"]
    }
  }
}
