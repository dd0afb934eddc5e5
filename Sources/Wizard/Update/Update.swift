import Federation
import Screen

/// Takes one message in and says what has to be done outside. Pure and total: any message may come
/// at any time.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  let (place, wasCovered) = (model.place, model.overlay != nil)
  let effects: [Effect] =
    switch message {
    case .input(let input): model.take(input)
    case .clicked(let row, let cell): model.click(row, at: cell)
    case .event(let event): model.take(event)
    case .signInEnded(let profile, let status): model.signInEnded(profile, status)
    case .tick(let elapsed): model.tick(elapsed)
    }
  if model.overlay == nil {
    model.coveredPlace = nil
  } else if !wasCovered {
    model.coveredPlace = place
  }
  model.makeQuestion()
  model.prepareField()
  return effects
}

extension Model {
  mutating func tick(_ elapsed: Duration) -> [Effect] {
    timeline.elapsed = max(timeline.elapsed, elapsed)
    return []
  }

  mutating func take(_ input: Input) -> [Effect] {
    if isAway, !input.isFromOutside { return [] }
    switch input {
    case .resize(let size):
      self.size = size
      return []
    case .suspendResumed: return [.redraw]
    case .endOfInput: return leave(.stopped)
    case .signal: return leave(.stopped)
    case .paste(let text):
      (isFresh, followsNews) = (false, false)
      return paste(text)
    case .pasteCut:
      remark = Notice(.warning, "The end of what was pasted came too late: check the text.")
      return []
    case .wheelUp: return turnWheel(.up)
    case .wheelDown: return turnWheel(.down)
    case .click: return []
    default:
      (isFresh, followsNews) = (false, false)
      remark = nil
      clicked = nil
      if Layout.isTooSmall(size) { return takeUnseen(input) }
      if let editing, edit(editing, input) { return [] }
      guard let action = Keys.action(for: input), isOffered(action, by: input) else { return [] }
      return act(action)
    }
  }

  /// On a screen that shows nothing only leaving works, also where text would be typed.
  private mutating func takeUnseen(_ input: Input) -> [Effect] {
    switch Keys.action(for: input) {
    case .quit, .stop: act(.quit)
    case .redraw: [.redraw]
    case .suspend: [.suspend]
    default: []
    }
  }

  /// A letter is never a command where text is typed; the keys without a letter stay.
  private func isOffered(_ action: Action, by input: Input) -> Bool {
    if editing != nil, case .character = input { return false }
    return offers.contains { $0.action == action }
  }

  private mutating func paste(_ text: String) -> [Effect] {
    if place == .question(.vertesia), overlay == nil, editing == nil { return pasteKey(text) }
    if editing == nil, overlay == nil, question?.allowsTyping == true { draft.isFiltering = true }
    if editing == nil { markField() }
    guard let editing else {
      remark = Notice(.info, "There is no field to paste into here.")
      return []
    }
    let isSecret = question?.form == .secret
    let text = isSecret ? text : Self.trimmed(text.replacing("\n", with: " "))
    change(editing) { $0.insert(text) }
    return []
  }

  /// On a by-hand screen what is pasted goes where something is missing.
  private mutating func markField() {
    guard overlay == nil, case .hand(let step) = place, let form = hands[step] else { return }
    let missing = form.returns.first { handFields[$0]?.isEmpty ?? true }
    if let missing { draft.marked = missing.rawValue }
  }

  static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// Takes a key in as text, if it is one; `false` leaves it to the key table.
  private mutating func edit(_ editing: Editing, _ input: Input) -> Bool {
    switch input {
    case .character(let character): change(editing) { $0.insert([character]) }
    case .backspace: change(editing) { $0.deleteBack() }
    case .delete: change(editing) { $0.deleteForward() }
    case .left: change(editing, isTyping: false) { $0.move(by: -1) }
    case .right: change(editing, isTyping: false) { $0.move(by: 1) }
    case .home, .control("a"): change(editing, isTyping: false) { $0.moveToStart() }
    case .end, .control("e"): change(editing, isTyping: false) { $0.moveToEnd() }
    case .control("u"): change(editing) { $0.clear() }
    case .control("w"): change(editing) { $0.deleteWordBack() }
    case .control("k"): change(editing) { $0.deleteToEnd() }
    case .up where rows.count > 1: moveMark(by: -1)
    case .down where rows.count > 1: moveMark(by: 1)
    default: return false
    }
    return true
  }

  private mutating func change(
    _ editing: Editing,
    isTyping: Bool = true,
    _ body: (inout Field) -> Void
  ) {
    switch editing {
    case .filter:
      body(&draft.filter)
      draft.marked = nil
    case .answer(let id):
      body(&draft.field)
      draft.isFilled = true
      if isTyping { draft.isTyped = true }
      refusals[id] = nil
    case .hand(let key): body(&handFields[key, default: Field()])
    }
  }
}

extension Input {
  /// Nothing that a person has typed.
  fileprivate var isFromOutside: Bool {
    switch self {
    case .resize, .suspendResumed, .endOfInput, .signal: true
    default: false
    }
  }
}
