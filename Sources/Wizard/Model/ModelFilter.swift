import Federation

/// Which models are shown; Tab goes on to the next one.
enum ModelFilter: Equatable, Sendable {
  case all
  /// What may be used in Vertesia so far.
  case enabled
  /// What Vertesia lists, whatever else is known of it.
  case listed
  case state(ModelRow.State)

  func shows(_ row: ModelRow) -> Bool {
    switch self {
    case .all: true
    case .enabled: row.isEnabled || row.isDefault
    case .listed: row.isListed
    case .state(let state): row.state == state
    }
  }

  var words: String {
    switch self {
    case .all: "all states"
    case .enabled: "only: enabled or default"
    case .listed: "only: listed"
    case .state(.listed): "only: merely listed"
    case .state(let state): "only: \(state.words)"
    }
  }
}

extension Model {
  /// Those that show something.
  var modelFilters: [ModelFilter] {
    let rows = report?.rows ?? []
    var wide = [ModelFilter.enabled, .listed].filter { rows.contains(where: $0.shows) }
    // Where all are listed, all of them are shown already.
    if rows.allSatisfy(ModelFilter.listed.shows) { wide.removeAll { $0 == .listed } }
    return [.all] + wide + modelStates.map(ModelFilter.state)
  }
}
