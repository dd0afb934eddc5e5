import Federation
import Screen

extension Model {
  /// Does what a key of the table means here.
  mutating func act(_ action: Action) -> [Effect] {
    if let overlay, action != .quit { return act(action, over: overlay) }
    switch action {
    case .accept: return accept()
    case .back: return back()
    case .up: moveMark(by: -1)
    case .down: moveMark(by: 1)
    case .pageUp: moveMark(by: -pageLength)
    case .pageDown: moveMark(by: pageLength)
    case .first: moveMark(by: -rows.count)
    case .last: moveMark(by: rows.count)
    case .next: step(by: 1)
    case .previous: step(by: -1)
    case .apply: return applyPlan()
    case .byHand: return openByHand()
    case .copy: return copy()
    case .alone: open(.alone)
    case .command: open(.command)
    case .details: open(.details)
    case .evidence: open(.evidence)
    case .filter: draft.isFiltering = true
    case .retry: return lookAgain()
    case .rules: go(to: .rules)
    case .new: return place == .home ? beginSetup() : take(SetupChoice.region)
    case .models: go(to: .models)
    case .enable, .makeDefault: return changeModel(action)
    case .tryOut: return askTrial()
    case .permissions: return changePermissions()
    case .signIn: return signInProfile.map { signIn($0) } ?? []
    case .help: open(.help)
    case .log: open(.log)
    case .quit: return leave(exitOnLeaving)
    case .stop: return stop()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    }
    return []
  }

  mutating func open(_ overlay: Overlay) {
    (self.overlay, coveredPlace) = (overlay, place)
    scroll = overlay == .log ? Int.max : 0
    clampScroll()
  }

  private mutating func act(_ action: Action, over overlay: Overlay) -> [Effect] {
    switch action {
    case .back: self.overlay = nil
    case .apply where overlay == .trial: return sendTrial()
    case .apply where overlay == .discard: return discard()
    case .accept:
      self.overlay = nil
      return leave(isUntouched ? .done : result?.exit ?? .stopped)
    case .up: scroll -= 1
    case .down: scroll += 1
    case .pageUp: scroll -= pageLength
    case .pageDown: scroll += pageLength
    case .first: scroll = 0
    case .last: scroll = .max
    case .copy:
      guard let text = covered.text(of: overlay) else { return [] }
      return send(text)
    case .stop:
      if overlay == .leave { return leave(.stopped) }
      return stop()
    default: break
    }
    clampScroll()
    return []
  }

  private mutating func clampScroll() {
    guard let overlay, overlay.isReader else { return }
    scroll = min(max(0, scroll), lastScroll(of: overlay))
  }

  /// The furthest first line of an overlay's text that still fills the pane.
  func lastScroll(of overlay: Overlay) -> Int {
    guard overlay.isReader else { return 0 }
    let shown = max(1, Layout(size: size, hasRail: hasRail, isFull: isFull).pane.rows - 2)
    return max(0, readerLines(overlay).count - shown)
  }

  /// Tab goes through fields, states of models, or faults, whichever the screen has.
  private mutating func step(by distance: Int) {
    switch place {
    case .fault:
      let count = run.troubles.count
      guard count > 0 else { return }
      shownTrouble = (shownTrouble + distance + count) % count
      draft.marked = nil
    case .models, .result:
      let filters = modelFilters
      let index = filters.firstIndex(of: modelFilter) ?? 0
      modelFilter = filters[(index + distance + filters.count) % filters.count]
      draft.marked = nil
    default:
      let rows = rows
      guard !rows.isEmpty else { return }
      draft.marked = rows[(markedIndex + distance + rows.count) % rows.count]
    }
  }

  /// What `c` sends and `p` shows on this screen.
  var valueToCopy: String? {
    switch place {
    case .result, .setup: roleARN
    case .models:
      markedPage ?? roleARN
    case .hand: markedValue?.text
    case .person(let step): requestPath(for: step)
    case .fault: trouble?.fault.remedies.compactMap { $0.command ?? $0.url }.first
    case .home: homeSetup?.roleARN
    default: nil
    }
  }

  /// What `c` sends while a text lies over the screen: exactly what was made, not as it is broken
  /// for the screen.
  func text(of overlay: Overlay) -> String? {
    switch overlay {
    case .command: commands.isEmpty ? nil : commands.joined(separator: "\n\n")
    case .change: markedChange.flatMap { plan?.changes[$0].command }
    case .alone: valueToCopy
    case .details: place == .fault ? valueToCopy : showsModels ? markedPage : nil
    case .trial: trialPage
    case .evidence: trouble.map { evidence($0.fault) }
    case .help, .log, .leave, .discard: nil
    }
  }

  /// All of it, for whoever is asked for help.
  private func evidence(_ fault: Fault) -> String {
    let lines = fault.evidence.map { "\($0.label.rawValue): \(RemoteText($0.text).text)" }
    return (["\(fault.code.rawValue) \(fault.summary)"] + lines).joined(separator: "\n")
  }

  /// The page to open for what a test call was refused for.
  private var trialPage: String? {
    guard case .refused(let fault, _) = trial?.outcome else { return nil }
    return fault.remedies.compactMap(\.url).first
  }

  private mutating func copy() -> [Effect] {
    guard let value = valueToCopy else {
      remark = Notice(.info, "There is nothing to copy here.")
      return []
    }
    return send(value)
  }

  private mutating func send(_ value: String) -> [Effect] {
    let other = offers.contains { $0.action == .alone } ? "Press p." : "Select it by mouse."
    let what = overlay == .evidence ? "Evidence" : name(ofCopied: value)
    remark = Notice(.info, "\(what) sent to the clipboard. Nothing there? \(other)")
    return [.copy(value)]
  }

  /// What is copied, in words: `Role ARN`.
  var nameOfCopy: String { valueToCopy.map { name(ofCopied: $0) } ?? "" }

  private func name(ofCopied value: String) -> String {
    if let marked = markedValue, marked.text == value { return marked.label }
    if ARN(value)?.resource.hasPrefix("role/") == true { return "Role ARN" }
    if value.hasPrefix("https://") { return "Page" }
    return value.hasPrefix("/") ? "Path" : value.contains("\n") ? "Commands" : "Command"
  }

  private mutating func changeModel(_ action: Action) -> [Effect] {
    guard let row = markedModel, modelUnderWay == nil else { return [] }
    let named = row.ways.first { $0.id == namedWay }
    if action == .enable, named?.isEnabled ?? row.isEnabled {
      modelUnderWay = row.id
      return [.command(.disableModel(named?.id ?? row.id))]
    }
    guard let way = way(of: row) else {
      remark = Notice(.warning, "Vertesia does not list \(row.name): \(row.state.words).")
      return []
    }
    if action == .makeDefault, row.isDefault, namedWay == nil {
      remark = Notice(.info, "\(row.name) is the default already.")
      return []
    }
    modelUnderWay = row.id
    return [.command(action == .enable ? .enableModel(way.id) : .setDefaultModel(way.id))]
  }
}
