import Federation
import Screen

extension Model {
  /// The ids of the rows that can be marked on this screen, in order.
  package var rows: [String] {
    switch place {
    case .home: homeRows.map(\.id)
    case .setup: setupChoices.map(\.rawValue)
    case .question: question.map { choices(of: $0).map(\.id) } ?? []
    case .rules: companyRules.map(\.id.rawValue) + (checksRules ? [Self.checkRules] : [])
    case .plan: plan.map(Self.planRows) ?? []
    case .person: PersonChoice.allCases.map(\.rawValue)
    case .conflict(let step): resolutions(for: step).map(\.rawValue)
    case .hand(let step): hands[step].map(Self.handRows) ?? []
    case .fault: waysOut.map(\.rawValue)
    case .result where showsModelsBesideResult, .models: modelRows.map(\.id)
    case .opening, .acting, .result: []
    }
  }

  /// The changes, what warns of them, what stays and what else has to be known, as they stand on the
  /// screen: all of a plan can be scrolled to. Each is known by its place in the plan itself.
  private static func planRows(_ plan: Plan) -> [String] {
    let changes = plan.changes.indices
    let notices = plan.notices.indices.filter { !plan.notices[$0].isLeft }
    func places(_ notices: [Int]) -> [Int] {
      notices.map { plan.changes.count + plan.stays.count + $0 }
    }
    let order =
      changes.filter { plan.changes[$0].step.side == .aws }
      + changes.filter { plan.changes[$0].step.side == .vertesia }
      + places(notices.filter { plan.notices[$0].isWarning })
      + plan.stays.indices.map { plan.changes.count + $0 }
      + places(notices.filter { !plan.notices[$0].isWarning })
    return order.map(String.init)
  }

  /// Where the marked row has its place in the plan.
  var markedPlace: Int? { place == .plan ? markedRow.flatMap { Int($0) } : nil }

  /// The change that is marked in the plan.
  var markedChange: Int? {
    guard let plan, let marked = markedPlace, plan.changes.indices.contains(marked) else {
      return nil
    }
    return marked
  }

  /// The values to copy and the fields for what comes back. Where a file holds the values, the
  /// field is what the person is here for.
  private static func handRows(_ form: HandForm) -> [String] {
    let fields = form.returns.map(\.rawValue)
    let values = form.values.indices.map { "value \($0)" }
    return form.document == nil ? values + fields : fields + values
  }

  /// The value to copy that is marked on a by-hand screen.
  var markedValue: HandForm.Value? {
    guard case .hand(let step) = place, let form = hands[step] else { return nil }
    let row = markedRow
    return form.values.enumerated().first { "value \($0.offset)" == row }?.element
  }

  /// Whether Enter on a by-hand screen ends it: nothing below is still to be filled.
  var isAtLastField: Bool {
    guard case .hand(let step) = place, let form = hands[step] else { return false }
    return form.returns.isEmpty || markedRow == form.returns.last?.rawValue
  }

  /// The marked row's place among `rows`; 0 when nothing is marked or the row has gone.
  package var markedIndex: Int { markedIndex(in: rows) }

  private func markedIndex(in rows: [String]) -> Int {
    if let marked = draft.marked, let index = rows.firstIndex(of: marked) { return index }
    guard let question else { return 0 }
    var answer = self.answer(to: question.id)
    // What can be picked no more is not marked either.
    let taken = choices(of: question).first { $0.id == answer }
    if taken?.isAvailable == false { answer = nil }
    return (answer ?? question.suggestion).flatMap { rows.firstIndex(of: $0) } ?? 0
  }

  package var markedRow: String? {
    let rows = rows
    let index = markedIndex(in: rows)
    return rows.indices.contains(index) ? rows[index] : nil
  }

  mutating func moveMark(by distance: Int) {
    let rows = rows
    guard !rows.isEmpty else { return }
    draft.marked = rows[min(max(0, markedIndex(in: rows) + distance), rows.count - 1)]
  }

  /// How far PgUp and PgDn go.
  var pageLength: Int { max(1, size.rows - 10) }

  var modelRows: [ModelRow] {
    (report?.rows ?? []).filter(modelFilter.shows)
      .found(by: draft.filter.text) { "\($0.name) \($0.provider) \($0.id)" }
  }

  /// The model that keys act on.
  var markedModel: ModelRow? {
    let (rows, index) = (modelRows, markedIndex)
    return rows.indices.contains(index) ? rows[index] : nil
  }

  /// States that occur, for the key that walks through them and for the counts. Where no more is known
  /// of any listed model, that it is listed says it all.
  var modelStates: [ModelRow.State] {
    let rows = report?.rows ?? []
    let isAllThereIs = rows.allSatisfy { $0.state == .listed || !$0.isListed }
    let present = Set(rows.map(\.state))
    let known = ModelRow.State.allCases.filter { $0 != .listed && present.contains($0) }
    return known + (present.contains(.listed) && !isAllThereIs ? [.listed] : [])
  }

  var showsModels: Bool { place == .models || place == .result && showsModelsBesideResult }

  /// Large screens hold the result and the table of models together.
  var showsModelsBesideResult: Bool {
    size.columns >= 120 && size.rows >= 36 && report != nil
  }
}

/// A row of the first screen.
enum HomeRow: Equatable, Identifiable {
  /// The one that Back led here from.
  case open(Model.OpenSetup)
  case saved(SetupSummary)
  case found(SetupSummary)
  case new

  var id: String {
    switch self {
    case .open(let setup): "open " + setup.id
    case .saved(let setup): "saved " + setup.id
    case .found(let setup): "found " + setup.id
    case .new: "new"
    }
  }
}

extension Model {
  var homeRows: [HomeRow] {
    let rows = knownSetups
    let wanted = drafts[.home]?.filter.text ?? ""
    guard !wanted.isEmpty else { return rows + [.new] }
    let found = rows.found(by: wanted) { row in
      guard let summary = summary(of: row) else { return "" }
      let words = [summary.name, summary.account, summary.organizationName, summary.standing]
      return words.compactMap(\.self).joined(separator: " ")
    }
    // Enter must not begin a set-up where one was looked for in vain.
    return found.isEmpty ? [] : found + [.new]
  }

  /// The one that is open, those that are saved, and those that were found, all of them.
  var knownSetups: [HomeRow] {
    let open = isKept ? setup.map(HomeRow.open) : nil
    return [open].compactMap(\.self)
      + survey.saved.filter { $0.id != setup?.id }.map(HomeRow.saved)
      + survey.found.map(HomeRow.found)
  }

  func summary(of row: HomeRow) -> SetupSummary? {
    switch row {
    case .open: openSummary
    case .saved(let setup), .found(let setup): setup
    case .new: nil
    }
  }
}
