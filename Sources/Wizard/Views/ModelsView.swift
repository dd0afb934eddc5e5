import Federation
import Screen

extension Model {
  func modelsPage(width: Int) -> Page {
    var page = Page()
    addModels(to: &page, width: width)
    return page
  }

  func addModels(to page: inout Page, width: Int) {
    let isAlone = place == .models
    guard let report else {
      page.add(Line("Models", .title), gap: false)
      page.add(looking("Asking Vertesia what it lists", width: width))
      return
    }
    let rows = modelRows
    page.add(heading(report, shown: rows.count, isAlone: isAlone), gap: !isAlone)
    if isAlone, let roleARN { page.add(Line.whole(roleARN, to: width), gap: false) }
    page.add(Line.wrapped(chosen(report), to: width), gap: isAlone)
    page.add(Line.wrapped(counts(report), .muted, to: width), .helpful, gap: false)
    let draft = draft
    if draft.isFiltering || !draft.filter.isEmpty {
      var line = Line([Line.Span("/ ", .muted), Line.Span(draft.filter.text)])
      if draft.isFiltering {
        line.cursor =
          2 + TextWidth.width(of: String(draft.filter.text.prefix(draft.filter.cursor)))
      }
      page.add(line, gap: false)
    }
    guard !rows.isEmpty else {
      page.add(Line("No model matches.", .muted))
      return
    }
    let marked = markedIndex
    let columns = ModelColumns(rows: rows, width: width)
    page.add(columns.header)
    page.add(
      rows.indices.map {
        columns.line(of: rows[$0], isMarked: $0 == marked, glyphs: glyphs)
      },
      gap: false,
      isList: true,
      kept: 8
    )
    if let markedModel { page.add(advice(markedModel, width: width), .helpful) }
    for finding in report.findings.prefix(3) {
      page.add(
        finding.lines(glyphs: glyphs, to: width),
        .detail,
        gap: finding == report.findings.first
      )
    }
  }

  private func heading(_ report: ListingReport, shown: Int, isAlone: Bool) -> Line {
    let count =
      shown == report.rows.count
      ? Words.count(shown, "model") : "\(shown) of \(report.rows.count) models"
    return Line(
      [Line.Span("Models", isAlone ? .title : .text)],
      trailing: Line.Span("\(count), \(modelFilter.words)", .muted)
    )
  }

  /// What the environment may use so far.
  private func chosen(_ report: ListingReport) -> String {
    let enabled = report.enabledCount
    let words = enabled == 0 ? "None is enabled yet" : "\(enabled) enabled"
    return words + (report.defaultRow.map { ", the default is \($0.name)" } ?? "")
  }

  /// How many are listed, how many there are of each state, and how many are folded away.
  private func counts(_ report: ListingReport) -> String {
    let parts = modelStates.map { state in
      state.counted(report.rows.count { $0.state == state })
    }
    let listed = "\(report.rows.count(where: \.isListed)) listed"
    let counts = parts.isEmpty ? listed : listed + "; " + parts.joined(separator: ", ")
    guard !report.excluded.isEmpty else { return counts }
    return counts + "; \(report.excluded.count) more are never offered"
  }

  /// The marked row, whole, and what to do about it.
  private func advice(_ row: ModelRow, width: Int) -> [Line] {
    let lines = Line.whole(row.id, to: width)
    guard let advice = row.advice else {
      return lines + Line.wrapped(row.state.meaning, .muted, to: width)
    }
    return lines + Line.wrapped(advice.words, .muted, to: width) + exact(advice, width: width)
  }
}

/// The columns of the table of models. The name stands whole as long as there is room for it: who
/// made it is left out first, then the ids it can be called by are only counted.
struct ModelColumns {
  let state: Int
  let name: Int
  let provider: Int
  let ways: Int
  /// The ways are counted, for want of room.
  let isCounted: Bool

  init(rows: [ModelRow], width: Int) {
    func widest(_ text: (ModelRow) -> String) -> Int {
      rows.map { TextWidth.width(of: text($0)) }.max() ?? 0
    }
    state = min(20, widest(\.standing))
    // Three columns for the mark of the focus, two between any others.
    let room = width - 3 - state - 2
    name = min(max(10, room), widest(\.name))
    let left = room - name - 2
    let whole = max(7, min(26, widest(\.waysText)))
    let made = min(12, widest(\.provider))
    provider = left >= made + 2 + whole ? made : 0
    isCounted = left < whole
    ways = !isCounted ? whole : left < 4 ? 0 : left < 7 ? 4 : 7
  }

  var header: Line {
    var text = "   " + TextWidth.pad("State", to: state + 2) + TextWidth.pad("Model", to: name + 2)
    if provider > 0 { text += TextWidth.pad("By", to: provider + 2) }
    return Line(text + TextWidth.prefix(of: ways < 7 ? "IDs" : "Call as", columns: ways), .muted)
  }

  func line(of row: ModelRow, isMarked: Bool, glyphs: Glyphs) -> Line {
    var spans = [
      Line.Span(TextWidth.pad(row.standing, to: state) + "  ", row.state.style),
      Line.Span(TextWidth.pad(row.name, to: name) + "  "),
    ]
    if provider > 0 {
      spans.append(Line.Span(TextWidth.pad(row.provider, to: provider) + "  ", .muted))
    }
    let count = row.ways.count(where: \.isListed)
    let counted = ways < 7 ? "\(count)" : count == 0 ? "none" : Words.count(count, "ID")
    let words = isCounted ? counted : row.waysText
    spans.append(Line.Span(TextWidth.fit(words, to: ways), .muted))
    return Line.row(row.id, spans, isMarked: isMarked, glyphs: glyphs)
  }
}

extension ListingReport {
  var enabledCount: Int { rows.count(where: \.isEnabled) }
  var defaultRow: ModelRow? { rows.first(where: \.isDefault) }
}

extension ModelRow {
  /// The way by which it is enabled and made the default: the one that was chosen already.
  var usableWay: Way? { ways.first(where: \.isEnabled) ?? ways.first(where: \.isListed) }

  var isListed: Bool { ways.contains(where: \.isListed) }

  /// What keeps it from being called, else what has been chosen for it, else what is known of it.
  var standing: String {
    switch state {
    case .needsForm, .needsMarketplace, .refusedByRole: state.words
    case .listed, .likelyReady, .answered, .unknown:
      use.isEmpty ? state.words : use.joined(separator: ", ")
    }
  }

  /// All that has been chosen for it.
  var choices: String? {
    let words = [isEnabled ? "enabled" : nil, isDefault ? "the default" : nil]
    return isEnabled || isDefault ? words.compactMap(\.self).joined(separator: ", ") : nil
  }

  /// The same, said once after it was chosen, or is no more.
  func chosenWords(after before: ModelRow?) -> String? {
    if before?.isEnabled == true, !isEnabled { return "\(name) is not enabled any more." }
    guard isDefault || isEnabled else { return nil }
    return "\(name) is \(isDefault ? "the default" : "enabled") in Vertesia."
  }

  var waysText: String {
    let listed = ways.filter(\.isListed).map(\.label)
    return listed.isEmpty ? "none listed" : listed.joined(separator: ", ")
  }
}

extension ModelRow.State {
  /// `45 likely ready`, `2 need Marketplace`.
  func counted(_ count: Int) -> String {
    switch self {
    case .listed: "\(count) merely listed"
    case .needsForm where count != 1: "\(count) need the form"
    case .needsMarketplace where count != 1: "\(count) need Marketplace"
    default: "\(count) \(words)"
    }
  }

  var meaning: String {
    switch self {
    case .listed: "Vertesia lists it; whether a call works is not known."
    case .likelyReady: "Vertesia lists it, and AWS shows nothing in the way of a call."
    case .answered: "A test call was answered."
    case .needsForm: "AWS wants Anthropic's use-case form from this account first."
    case .needsMarketplace: "AWS wants its terms accepted in the Marketplace first."
    case .refusedByRole: "The role's policy does not allow calls to it."
    case .unknown: "It was expected and is not listed."
    }
  }

  var style: Style {
    switch self {
    case .listed, .likelyReady, .answered: .text
    case .needsForm, .needsMarketplace, .refusedByRole, .unknown: .warning
    }
  }
}
