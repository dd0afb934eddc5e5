import Federation
import Screen

extension Model {
  /// The ids of the rows that can be marked on this screen, in order.
  var rows: [String] {
    switch place {
    case .home: homeRows.map(\.id)
    case .question: question.map { choices(of: $0).map(\.id) } ?? []
    case .rules: companyRules.map(\.id.rawValue)
    case .plan: plan.map { $0.changes.indices.map(String.init) } ?? []
    case .person: PersonChoice.allCases.map(\.rawValue)
    case .conflict(let step): Resolution.offered(for: step).map(\.rawValue)
    case .hand(let step): hands[step].map(Self.handRows) ?? []
    case .fault: waysOut.map(\.rawValue)
    case .result where showsModelsBesideResult, .models: modelRows.map(\.id)
    case .opening, .acting, .result: []
    }
  }

  /// First the values to copy, then the fields for what comes back.
  private static func handRows(_ form: HandForm) -> [String] {
    form.values.indices.map { "value \($0)" } + form.returns.map(\.rawValue)
  }

  /// The value to copy that is marked on a by-hand screen.
  var markedValue: HandForm.Value? {
    guard case .hand(let step) = place, let form = hands[step] else { return nil }
    return form.values.indices.contains(markedIndex) ? form.values[markedIndex] : nil
  }

  /// The marked row's place among `rows`; 0 when nothing is marked or the row has gone.
  var markedIndex: Int { markedIndex(in: rows) }

  private func markedIndex(in rows: [String]) -> Int {
    if let marked = draft.marked, let index = rows.firstIndex(of: marked) { return index }
    guard let question else { return 0 }
    let preferred = Questionnaire.value(of: question.id, answers) ?? question.suggestion
    return preferred.flatMap { rows.firstIndex(of: $0) } ?? 0
  }

  var markedRow: String? {
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
    let wanted = draft.filter.text.lowercased()
    return (report?.rows ?? []).filter { row in
      (modelState == nil || row.state == modelState)
        && (wanted.isEmpty || row.name.lowercased().contains(wanted)
          || row.id.lowercased().contains(wanted) || row.provider.lowercased().contains(wanted))
    }
  }

  /// States that occur, for the key that walks through them.
  var modelStates: [ModelRow.State] {
    let present = Set((report?.rows ?? []).map(\.state))
    return ModelRow.State.allCases.filter(present.contains)
  }

  /// Large screens hold the result and the table of models together.
  var showsModelsBesideResult: Bool {
    size.columns >= 120 && size.rows >= 36 && report != nil
  }
}

/// A row of the first screen.
enum HomeRow: Equatable, Identifiable {
  case saved(SetupSummary)
  case found(SetupSummary)
  case new

  var id: String {
    switch self {
    case .saved(let setup): "saved " + setup.id
    case .found(let setup): "found " + setup.id
    case .new: "new"
    }
  }
}

extension Model {
  var homeRows: [HomeRow] {
    survey.saved.map(HomeRow.saved) + survey.found.map(HomeRow.found) + [.new]
  }
}
