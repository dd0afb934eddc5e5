import Federation
import Screen

extension Frame {
  /// What is being set up, and for whom. The region goes first when room is short; the account
  /// number stays whole.
  mutating func drawHeader(_ model: Model, in rect: Rect) {
    let rect = rect.inset(columns: 1)
    guard !model.isFresh else {
      let demo = model.keepsNothing ? "Demo. " : ""
      put(demo + "Screen reader? Press q, then run with --plain", in: rect)
      if rect.columns >= 62 { putRight("Bedrock set-up", in: rect, .title) }
      return
    }
    var column = put("Bedrock set-up", in: rect, .title)
    if rect.columns < 78, let place = model.placeWords {
      column = put(place, in: rect, column: column + 2, .muted)
    }
    let left = rect.columns - column - 2
    let pieces = model.headerPieces
    for dropped in 0...pieces.count {
      let shown = pieces.sorted { $0.weight > $1.weight }.prefix(pieces.count - dropped)
      let text = pieces.filter(shown.contains).map(\.text).joined(separator: "  ")
      guard TextWidth.width(of: text) <= left else { continue }
      putRight(text, in: rect, .muted)
      return
    }
  }
}

/// A part of the header and how long it is kept.
struct HeaderPiece: Equatable {
  var text: String
  var weight: Int
}

extension Model {
  /// The product, and the set-up once anything is known of it.
  var windowTitle: String {
    let name = resumed?.name ?? answers[.region].map { setup?.name ?? $0 }
    return "vertesia-bedrock" + (name.map { ": " + $0 } ?? "")
  }

  var headerPieces: [HeaderPiece] {
    var pieces: [HeaderPiece] = []
    if place == .home { return pieces }
    let account = survey.identity.value
    if let account {
      pieces.append(HeaderPiece(text: account.account, weight: 5))
      if let alias = account.alias { pieces.append(HeaderPiece(text: alias, weight: 1)) }
    }
    if let region = answers[.region] { pieces.append(HeaderPiece(text: region, weight: 2)) }
    if let organization = survey.organization.value {
      pieces.append(HeaderPiece(text: organization.name, weight: 3))
    }
    if keepsNothing {
      pieces.append(HeaderPiece(text: "demo", weight: 4))
    } else if let savedAt {
      pieces.append(HeaderPiece(text: "saved " + timeline.clock(at: savedAt), weight: 4))
    }
    return pieces
  }

  /// Where the person is, for screens too narrow for the rail.
  var placeWords: String? {
    switch place {
    case .question(let id):
      guard let part = RailAnswer.part(of: id) else { return "Set-up" }
      let number = (RailAnswer.allCases.firstIndex(of: part) ?? 0) + 1
      return "\(part.words), \(number) of \(RailAnswer.allCases.count)"
    case .setup: return "Set-up"
    case .rules: return "Company rules"
    case .plan: return "Plan"
    case .acting: return "\(run.settledCount) of \(StepID.allCases.count) done"
    case .result: return "Done"
    case .models: return "Models"
    case .fault: return "Stopped"
    case .conflict: return "Decision"
    case .person: return "Waiting"
    case .hand: return "By hand"
    case .home, .opening: return nil
    }
  }
}
