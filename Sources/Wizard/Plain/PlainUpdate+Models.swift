import Federation

/// The models page in lines.
extension PlainModel {
  /// `enable 3`, `disable 3`, `default Nova Pro`, `test us.amazon.nova-pro-v1:0`, or nothing to finish.
  mutating func answerModels(_ line: String) -> [Effect] {
    let words = line.split(separator: " ", maxSplits: 1)
    guard let first = words.first else { return model.leave(model.result?.exit ?? .done) }
    let actions: [String: Action] = [
      "enable": .enable, "disable": .enable, "default": .makeDefault, "test": .tryOut,
    ]
    guard words.count == 2, let action = actions[first.lowercased()] else {
      if tell(PlainWords(model).modelList, by: line) { return [] }
      model.remark = Notice(
        .warning,
        (actions[first.lowercased()] == nil ? "No model is called that. " : "")
          + "Type enable, disable, default or test and a number from 1 to "
          + "\(model.modelRows.count) or a model's name, or nothing to finish."
      )
      return []
    }
    defer { model.namedWay = nil }
    guard let row = model(called: Model.trimmed(String(words[1]))) else { return [] }
    model.draft.marked = row.id
    let isEnabled = row.ways.first { $0.id == model.namedWay }?.isEnabled ?? row.isEnabled
    if action == .enable, isEnabled == (first.lowercased() == "enable") {
      let words = isEnabled ? "enabled already" : "not enabled"
      model.remark = Notice(.info, "\(row.name) is \(words).")
      return []
    }
    if action == .tryOut, !model.canTryModel {
      model.remark = Notice(.warning, "Only a listed model can be tried, and by a sign-in to AWS.")
      return []
    }
    if action == .tryOut, let trial = model.trial, trial.isUnderWay {
      model.remark = Notice(.info, "Still waiting for \(trial.row.name) to answer.")
      return []
    }
    if action == .tryOut { below = asked }
    return model.act(action)
  }

  /// By its number in the list, id or name, or the id of a way in, which is taken then; where there
  /// is none, what may be meant is told.
  private mutating func model(called text: String) -> ModelRow? {
    if let number = Int(text), model.modelRows.indices.contains(number - 1) {
      return model.modelRows[number - 1]
    }
    guard let report = model.report else { return nil }
    let named = report.rows(named: text)
    guard named.count == 1 else {
      model.remark = Notice(.warning, words(ofNo: text, named))
      return nil
    }
    switch report.named(text) {
    case .otherwise(let row, let listed):
      model.remark = Notice(
        .warning,
        "Vertesia does not list \(row.name) by this id. It lists it by \(listed)."
      )
      return nil
    case .listed(let id) where !named[0].isCalled(text): model.namedWay = id
    default: break
    }
    return named[0]
  }

  private func words(ofNo text: String, _ named: [ModelRow]) -> String {
    guard named.isEmpty else {
      let ids = named.map(\.id).joined(separator: ", ")
      return "Several models are called that. Name the one you mean by its id: \(ids)."
    }
    let near = model.report?.near(text) ?? []
    return "No model is called that. "
      + (near.isEmpty
        ? "Type a number from 1 to \(model.modelRows.count), a name or an id."
        : "Perhaps this is meant: \(near.joined(separator: ", or ")).")
  }
}
