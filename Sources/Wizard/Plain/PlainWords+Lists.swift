import Federation

extension PlainWords {
  var setups: PlainList {
    let rows = model.homeRows.map { row in
      let words =
        switch row {
        case .open(let setup):
          setup.name + ", " + (model.openSummary?.standing ?? "saved") + ", open now"
        case .saved(let setup):
          [
            setup.name, setup.account.map { "account \($0)" },
            setup.standing,
            model.timeline.age(of: setup.updatedAt),
          ].compactMap(\.self).joined(separator: ", ")
        case .found(let setup): setup.name + ", found in the cloud"
        case .new: "Start a new set-up"
        }
      return PlainList.Row(words: words, names: words)
    }
    return PlainList(rows: rows, suggested: model.markedIndex)
  }

  /// What stands behind the numbers that are asked for, where they mean rows that are no choices of a
  /// question.
  var rowWords: [String] {
    switch model.place {
    case .home: setups.rows.map(\.words)
    case .setup: model.setupChoices.map { $0.words(isChanged: model.isChanged) }
    case .rules: ruleWords
    case .person(let step):
      PersonChoice.allCases.map { $0.words(for: step, leave: model.leaveWords) }
    case .conflict(let step):
      model.resolutions(for: step).enumerated().map {
        model.words(for: $1, of: step, isAdvised: $0 == 0)
      }
    case .fault: model.waysOut.enumerated().map { model.words(for: $1, isAdvised: $0 == 0) }
    default: []
    }
  }

  private var ruleWords: [String] {
    model.companyRules.map { rule in
      let value = model.answer(to: rule.id) ?? Model.unset(rule)
      let told = model.standing(of: rule.id).map { ", \($0.word)" } ?? ""
      return "\(Model.label(of: rule.id)): \(value)\(told)"
    } + (model.checksRules ? [Words.checkRules] : [])
  }

  /// The same as lines.
  var numbered: [String] { rowWords.enumerated().map { "\($0 + 1). \($1)" } }

  /// The same without their details, as somebody may type them.
  var labels: [String] { rowWords.map { words in String(words.prefix { $0 != "," }) } }

  func list(of choices: [Question.Choice], allowsTyping: Bool = false) -> PlainList {
    let rows = choices.map { choice in
      let state = choice.isAvailable ? "" : ", cannot be picked"
      let detail = choice.detail.isEmpty ? "" : ", " + choice.detail
      return PlainList.Row(
        words: choice.label + detail + state,
        names: choice.label + " " + choice.detail
      )
    }
    return PlainList(
      rows: rows,
      suggested: model.markedIndex,
      allowsTyping: allowsTyping
    )
  }

  var modelList: PlainList {
    let rows = model.modelRows.map { row in
      let words = [row.name, row.provider, row.standing, row.waysText].joined(separator: ", ")
      let advice = row.advice.map { ". " + $0.words + ($0.url.map { " " + $0 } ?? "") }
      return PlainList.Row(
        words: words + (advice ?? ""),
        names: [row.name, row.id, row.provider].joined(separator: " ")
      )
    }
    return PlainList(rows: rows)
  }
}
