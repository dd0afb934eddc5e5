import Federation
package import Screen
package import Wizard

/// A model whose promises are looked at after every message.
package struct Watched {
  package private(set) var model: Model
  /// The first promise that was broken.
  package private(set) var broken: String?
  package private(set) var hasQuit = false
  /// The screens that were shown.
  package private(set) var reached: Set<Place> = []
  /// Who answers commands; without one, events come from anywhere.
  private var session: FakeSession?
  /// The session tells nothing before the next tick.
  private let isSlow: Bool
  private var untold: [Event] = []
  /// What was agreed to in this set-up, and the plans that were told.
  private var agreed: [Change] = []
  private var plans: [String: Plan] = [:]
  /// Questions whose field was typed into since its answer was taken.
  private var typed: Set<Place> = []

  package init(_ start: (Model, [Effect]), session: FakeSession? = nil, isSlow: Bool = false) {
    model = start.0
    self.session = session
    self.isSlow = isSlow
    settle(start.1)
  }

  /// Takes a message and everything that follows from it.
  package mutating func take(_ message: Message) {
    guard broken == nil, !hasQuit else { return }
    let before = model
    var message = message
    if case .input(.click) = message { message = message.aimed(at: view(model, size: model.size)) }
    if case .event(.planned(let plan)) = message { plans[plan.digest] = plan }
    let effects = update(&model, message)
    consent(to: effects, by: message, before)
    settle(effects)
    guard broken == nil, !hasQuit else { return }
    switch message {
    case .input(let input): keep(before, input)
    case .tick: hear()
    case .event, .signInEnded, .clicked: break
    }
    reached.insert(model.place)
    broken = broken ?? model.invalidity
  }

  private mutating func settle(_ effects: [Effect]) {
    for effect in effects where broken == nil {
      switch effect {
      case .quit: hasQuit = true
      case .signIn(let profile): take(.signInEnded(profile: profile, status: nil))
      case .command(let command):
        untold += session?.respond(to: command) ?? []
        if !isSlow { hear() }
      case .copy, .suspend, .redraw: break
      }
    }
  }

  private mutating func hear() {
    let told = untold
    untold = []
    for event in told { take(.event(event)) }
  }

  /// Nothing is applied but what the one key has agreed to, in this set-up.
  private mutating func consent(to effects: [Effect], by message: Message, _ before: Model) {
    for case .command(let command) in effects {
      switch command {
      case .begin, .open, .adopt: agreed = []
      case .apply(let digest):
        guard let plan = plans[digest] else { return fail("applies a plan that nobody has told") }
        if message == .input(.character("a")), before.place == .plan { agreed = plan.changes }
        if !plan.changes.allSatisfy(agreed.contains) { fail("applies what nobody agreed to") }
      // There is no way back.
      case .discard:
        let isAgreed = message == .input(.character("a")) && before.overlay == .discard
        if !isAgreed || !before.isFalseStart { fail("discards what nobody agreed to") }
      // It is paid for.
      case .tryModel(let way):
        let isAgreed = message == .input(.character("a")) && before.overlay == .trial
        if !isAgreed || before.trial?.isSent != false || before.trial?.way.id != way {
          fail("tries a model that nobody agreed to")
        }
      default: break
      }
    }
  }

  /// Going back takes no answer away, and neither does going on by the answer that is there.
  private mutating func keep(_ before: Model, _ input: Input) {
    let isBack = Keys.table.first { $0.action == .back }?.inputs.contains(input) ?? false
    if isBack { keep(before, "going back from \(before.place)") }
    guard case .question(let id) = before.place, before.overlay == nil else { return }
    switch input {
    case .control("a"), .control("e"): break
    case .character, .paste, .backspace, .delete, .control: typed.insert(before.place)
    case .enter:
      let present = before.answer(to: id)
      let isSame =
        switch before.question?.form {
        case .choice: present != nil && before.markedRow == present
        case .text: present != nil && !typed.contains(before.place)
        case .secret, .typed, nil: false
        }
      // What rests on an answer that was changed meanwhile is given anew.
      if isSame, before.answers.doubtful.isEmpty { keep(before, "going on by the answer to \(id)") }
      if model.place != before.place { typed.remove(before.place) }
    default: break
    }
  }

  private mutating func keep(_ before: Model, _ act: String) {
    let changed = AnswerKey.allCases.filter { before.answers[all: $0] != model.answers[all: $0] }
    if !changed.isEmpty { fail("\(act) changes \(changed.map(\.rawValue))") }
  }

  private mutating func fail(_ what: String) {
    broken = broken ?? "\(what), at \(model.place)"
  }

  /// Esc leads out from here, with every answer kept.
  package mutating func goOut() {
    take(.input(.resize(Size(rows: 24, columns: 80))))
    for _ in 0..<60 where broken == nil && !isOut { take(.input(.escape)) }
    if broken == nil, !isOut { fail("Esc does not lead out") }
  }

  /// Where there is no way back but leaving: at the first screen, or while changes are made.
  private var isOut: Bool {
    hasQuit || model.overlay == .leave || !model.offers.contains { $0.action == .back }
  }

  /// Enter held down until nothing changes by it.
  package mutating func holdEnter() {
    take(.input(.resize(Size(rows: 24, columns: 80))))
    for _ in 0..<100 where broken == nil && !hasQuit {
      let before = model
      take(.input(.enter))
      hear()
      if model == before { return }
    }
  }
}

extension Model {
  /// What of it contradicts itself.
  package var invalidity: String? {
    if !(0..<max(1, rows.count)).contains(markedIndex) { return "no row is marked" }
    if scroll < 0 { return "scrolled before the start" }
    if Set(trail + [place]).count != trail.count + 1 { return "a circle in \(trail)" }
    return nil
  }

  /// What is wrong with the screen that it makes.
  package func invalidity(shownOn size: Size) -> String? {
    if hints.count > 5 { return "too many hints" }
    if !offers.contains(where: { $0.action == .stop }) { return "no way to stop" }
    let frame = view(self, size: size)
    if frame.size != size { return "a frame of another size" }
    if let cursor = frame.cursor, !frame.bounds.contains(row: cursor.row, column: cursor.column) {
      return "the cursor is beyond the frame"
    }
    return nil
  }
}
