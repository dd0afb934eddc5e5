import Federation
import Screen

/// The five answers of the rail; every question belongs to one of them.
enum RailAnswer: CaseIterable {
  case account, region, vertesia, environment, permissions

  var words: String {
    switch self {
    case .account: "AWS account"
    case .region: "Region"
    case .vertesia: "Vertesia"
    case .environment: "Environment"
    case .permissions: "Permissions"
    }
  }

  /// The questions behind it, the one whose answer is shown first.
  var questions: [QuestionID] {
    switch self {
    case .account: [.aws]
    case .region: [.region]
    case .vertesia: [.vertesia, .organization, .project]
    case .environment: [.environment, .environmentName]
    case .permissions: [.permissions]
    }
  }

  /// The answers behind it.
  var keys: Set<AnswerKey> {
    switch self {
    case .account: [.profile, .awsAccess]
    case .region: [.region]
    case .vertesia: [.vertesiaAccess, .site, .organization, .project, .issuer]
    case .environment: [.environmentName, .environmentID]
    case .permissions: [.permissions]
    }
  }

  static func part(of id: QuestionID) -> RailAnswer? {
    switch id {
    case .setupName: nil
    case .aws, .awsKeys, .mfaCode, .roleAccount: .account
    case .region: .region
    case .vertesia, .vertesiaKey, .site, .organization, .project, .issuer, .pairing: .vertesia
    case .environment, .environmentName, .environmentID: .environment
    case .permissions, .policyARN, .roleName, .rolePath, .permissionsBoundary, .tag, .roleARN:
      .permissions
    }
  }
}

extension Frame {
  /// The answers, then the steps under a heading, since an answer and the step that carries it out
  /// may have the same name; the words under them as far as rows allow.
  mutating func drawRail(_ model: Model, in rect: Rect) {
    let inner = rect.inset(top: Layout.margin(size), left: 1)
    let answers = RailAnswer.allCases.map(model.railEntry)
    let steps = StepID.allCases.map(model.railEntry)
    func height(_ entries: [RailEntry], _ hasDetails: Bool) -> Int {
      entries.reduce(0) { $0 + (hasDetails && $1.detail != nil ? 2 : 1) }
    }
    let all = height(answers, true) + 1 + height(steps, true) <= inner.rows
    let some = height(answers, true) + 1 + height(steps, false) <= inner.rows
    var row = draw(answers, hasDetails: all || some, in: inner, row: 0)
    let rest = 1 + height(steps, all)
    if row + 1 + rest <= inner.rows { row += 1 }
    if row + rest <= inner.rows {
      put(model.stepsHeading, in: inner, row: row, .muted)
      row += 1
    }
    draw(steps, hasDetails: all, in: inner, row: row)
  }

  @discardableResult
  private mutating func draw(
    _ entries: [RailEntry],
    hasDetails: Bool,
    in rect: Rect,
    row: Int
  ) -> Int {
    var row = row
    for entry in entries where row < rect.rows {
      let column = put(entry.symbol, in: rect, row: row, entry.mark)
      put(entry.words, in: rect, row: row, column: column + 1, entry.style)
      row += 1
      if hasDetails, let detail = entry.detail, row < rect.rows {
        put(detail, in: rect, row: row, column: column + 1, .muted)
        row += 1
      }
    }
    return row
  }
}

/// One line of the rail, with what it is about under it.
struct RailEntry {
  var symbol: Symbol
  var words: String
  var detail: String?
  var mark: Style = .text
  var style: Style = .text
}

extension Model {
  /// How far the steps are, once one of them has settled.
  var stepsHeading: String {
    let settled = showsNoSetup ? 0 : run.settledCount
    return settled == 0 ? "Steps" : "Steps, \(settled) of \(StepID.allCases.count) done"
  }

  /// On the first screen the rail is of the set-up that is open, while its row is marked.
  private var showsNoSetup: Bool {
    guard place == .home else { return false }
    let (rows, index) = (homeRows, markedIndex)
    guard rows.indices.contains(index), case .open = rows[index] else { return true }
    return false
  }

  func railEntry(_ part: RailAnswer) -> RailEntry {
    guard !showsNoSetup else {
      return RailEntry(symbol: .next, words: part.words, mark: .muted, style: .muted)
    }
    let current: RailAnswer? =
      switch place {
      case .question(let id): RailAnswer.part(of: id)
      case .rules: .permissions
      default: nil
      }
    let words = part.questions.lazy
      .compactMap { Questionnaire.words(for: $0, self.answers, self.survey) }.first
    // An account is compared by its number, which therefore stands alone and whole.
    let account = part == .account && words != nil ? survey.identity.value?.account : nil
    let detail = account ?? (part == .permissions ? permissionWords ?? words : words)
    if part == current {
      return RailEntry(
        symbol: .current,
        words: part.words,
        detail: detail,
        mark: .accent,
        style: .accent
      )
    }
    if !answers.doubtful.isDisjoint(with: part.keys) {
      return RailEntry(symbol: .attention, words: part.words, detail: "check again")
    }
    guard let detail else {
      return RailEntry(symbol: .next, words: part.words, mark: .muted, style: .muted)
    }
    return RailEntry(symbol: .done, words: part.words, detail: detail)
  }

  /// The permissions in as many columns as the rail has.
  private var permissionWords: String? {
    switch answers[.permissions].flatMap(PermissionChoice.init) {
    case .inference: "list and call"
    case .fullAccess: "full access"
    case .listing: "list only"
    case .policy, nil: nil
    }
  }

  func railEntry(_ step: StepID) -> RailEntry {
    let state = showsNoSetup ? .next : run.state(of: step)
    let detail: String? = state == .next ? nil : Words.state(state, of: step)
    let symbol = state.symbol
    let isNext = state == .next
    return RailEntry(
      symbol: symbol,
      words: step.words,
      detail: detail,
      mark: isNext ? .muted : .text,
      style: isNext ? .muted : .text
    )
  }
}

extension StepState {
  var symbol: Symbol {
    switch self {
    case .next: .next
    case .running, .waiting: .current
    case .settled(.waiting): .attention
    case .settled: .done
    case .failed: .failed
    }
  }
}
