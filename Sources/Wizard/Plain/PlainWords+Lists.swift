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

  /// What stands behind the numbers that are asked for, without its details.
  var numbered: [String] {
    let lines = model.place == .home ? setups.told(Array(setups.rows.indices)) : ask.lines
    var labels: [String] = []
    for line in lines where line.hasPrefix("\(labels.count + 1). ") {
      let words = line.dropFirst("\(labels.count + 1). ".count)
      labels.append(String(words.prefix { $0 != "," }))
    }
    return labels
  }

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
