import Federation

/// Which models are shown; Tab goes on to the next one.
enum ModelFilter: Equatable, Sendable {
  case all
  /// What may be used in Vertesia so far.
  case enabled
  case state(ModelRow.State)

  func shows(_ row: ModelRow) -> Bool {
    switch self {
    case .all: true
    case .enabled: row.isEnabled || row.isDefault
    case .state(let state): row.state == state
    }
  }

  var words: String {
    switch self {
    case .all: "all states"
    case .enabled: "only: enabled"
    case .state(let state): "only: \(state.words)"
    }
  }
}

extension Model {
  /// Those that show something.
  var modelFilters: [ModelFilter] {
    let rows = report?.rows ?? []
    let enabled: [ModelFilter] = rows.contains(where: ModelFilter.enabled.shows) ? [.enabled] : []
    return [.all] + enabled + modelStates.map(ModelFilter.state)
  }
}
