import Federation
import Screen

extension Frame {
  /// At most five keys that do something here; the way out stands at the right.
  mutating func drawFooter(_ model: Model, in rect: Rect) {
    let rect = rect.inset(columns: 1)
    var hints = model.hints
    guard let last = hints.popLast() else { return }
    let end = last.text
    while Self.width(of: hints) + 3 + TextWidth.width(of: end) > rect.columns, !hints.isEmpty {
      // The first, the way back and help stay longest.
      hints.remove(at: hints.count > 2 ? 1 : 0)
    }
    var column = 0
    for hint in hints {
      column = put(hint.label, in: rect, column: column) + 1
      column = put(hint.words, in: rect, column: column, .muted) + 3
    }
    let start = max(column, rect.columns - TextWidth.width(of: end))
    put(last.label, in: rect, column: start)
    put(last.words, in: rect, column: start + TextWidth.width(of: last.label) + 1, .muted)
  }

  private static func width(of hints: [Hint]) -> Int {
    hints.reduce(0) { $0 + TextWidth.width(of: $1.text) + 3 }
  }

  /// One quiet line: what was just said, or what has been read.
  mutating func drawStatus(_ model: Model, in rect: Rect) {
    guard let notice = model.status else { return }
    let column =
      notice.tone == .info
      ? 0 : put(notice.symbol, in: rect, notice.style) + 1
    put(notice.words, in: rect, column: column, notice.style)
  }
}

/// A key in the footer.
package struct Hint: Equatable {
  var action: Action
  var label: String
  var words: String

  var text: String { label + " " + words }
}

extension Model {
  /// What the footer shows: the most wanted keys, then help, then the way out.
  package var hints: [Hint] {
    let offers = offers
    let out: Action = offers.contains { $0.action == .quit } ? .quit : .stop
    let isGeneral: (Offer) -> Bool = {
      [.up, .down, .pageUp, .pageDown, .first, .last, .previous, .redraw, .suspend, .log, .help]
        .contains($0.action) || $0.action == .quit || $0.action == .stop
    }
    var shown = offers.filter { !isGeneral($0) }
    // What Enter does needs no second hint.
    let entered = shown.first { $0.action == .accept }?.words
    shown.removeAll { $0.action == .signIn && $0.words == entered }
    if place != .models, !hasFailedReading { shown.removeAll { $0.action == .retry } }
    if place != .result, let back = shown.firstIndex(where: { $0.action == .back }), back > 2 {
      shown.insert(shown.remove(at: back), at: 2)
    }
    // A text that goes on below says how to get there.
    if let overlay, scroll < lastScroll(of: overlay) {
      shown.append(Offer(.pageDown, "more"))
    }
    // Where text is typed its letter is text; F1 is for those who are told of it.
    let hasHelp = editing == nil && offers.contains { $0.action == .help }
    shown = Array(shown.prefix(hasHelp ? 3 : 4))
    shown += offers.filter { $0.action == .help && hasHelp || $0.action == out }
    return shown.compactMap { offer in
      Keys.key(for: offer.action).map {
        Hint(action: offer.action, label: $0.label, words: offer.words)
      }
    }
  }

  /// Something could not be read, so that looking again is worth a hint.
  private var hasFailedReading: Bool {
    survey.identity.fault != nil || survey.organization.fault != nil
      || survey.environments.fault != nil || survey.catalogue.fault != nil
  }

  var status: Notice? {
    if let remark { return withHint(remark) }
    if isLeaving {
      return Notice(.info, finishingWords)
    }
    guard overlay == nil else { return news }
    switch place {
    case .question:
      if hidesWhereToFind { return Notice(.info, "There is more: F1 shows where to find it.") }
      if case .asking = survey.identity { return Notice(.info, "Checking your AWS account") }
      if case .asking = survey.organization {
        return Notice(.info, "Reading your Vertesia organization")
      }
      if !survey.found.isEmpty, place == .question(.environment) {
        let count = Words.count(survey.found.count, "set-up")
        return Notice(.info, "Found in the cloud: \(count), see the first screen.")
      }
      return nil
    case .models, .result:
      if let modelUnderWay { return Notice(.info, "Asking Vertesia about \(modelUnderWay)") }
      return modelHint
    case .fault:
      let pane = Layout(size: size, hasRail: hasRail, hasActivity: showsActivity).pane
      let shown = faultPage(width: pane.columns).fitted(rows: pane.rows)
      guard !shown.contains(Self.why) else { return nil }
      return Notice(.info, "There is more: d shows why, e the evidence.")
    default: return nil
    }
  }

  /// What else the keys do with a model.
  private var modelHint: Notice? {
    guard showsModels else { return nil }
    let isSettable = offers.contains { $0.action == .makeDefault }
    let isTriable = offers.contains { $0.action == .tryOut }
    let ways = [isSettable ? "* sets the default" : nil, isTriable ? "t tries it" : nil]
      .compactMap(\.self)
    return Notice(
      .info,
      (ways.isEmpty ? "" : ways.joined(separator: ", ") + ". ") + "Tab filters by state."
    )
  }

  /// What was just done with a model hides the next key only where there is no room for both.
  private func withHint(_ remark: Notice) -> Notice {
    guard overlay == nil, modelUnderWay == nil, place == .models || place == .result,
      let hint = modelHint?.words.split(separator: ". ").first,
      hint.hasPrefix("*") || hint.hasPrefix("t ")
    else { return remark }
    let words = "\(remark.words) \(hint)."
    let room = size.columns - 2 - (remark.tone == .info ? 0 : 2)
    return TextWidth.width(of: words) <= room ? Notice(remark.tone, words) : remark
  }

  /// The steps to what is asked for have no room on the screen.
  private var hidesWhereToFind: Bool {
    guard let question, let form = question.byHand, question.form == .text else { return false }
    let pane = Layout(size: size, hasRail: hasRail).pane
    let shown = questionPage(width: pane.columns).fitted(rows: pane.rows)
    return !whereToFind(form, width: pane.columns).allSatisfy(shown.contains)
  }

  /// What has come below an overlay since it was opened.
  private var news: Notice? {
    guard let coveredPlace, coveredPlace != place else { return nil }
    let words =
      switch place {
      case .result: "The run has ended. Esc leads to its result."
      case .fault, .conflict: "Something stands in the way. Esc leads to it."
      case .person, .hand: "Somebody has to act now. Esc leads there."
      case .question: "Something has to be answered. Esc leads there."
      case .plan: "There is a new plan. Esc leads to it."
      case .home, .opening, .setup, .rules, .acting, .models: "It goes on below. Esc leads there."
      }
    return Notice(.info, words)
  }
}
