import Federation

/// Day two: what is done with a set-up that is done.
extension Model {
  /// Of a set-up that was just opened: what can be done with it, or the way on.
  mutating func goOnFromOpening() -> [Effect] {
    openedAnswers = answers
    guard isDayTwo else { return goOnWithSaved() }
    go(to: .setup)
    return []
  }

  mutating func take(_ choice: SetupChoice?) -> [Effect] {
    switch choice {
    case .check: return goOnWithSaved()
    case .models:
      report = nil
      asksModels = true
      go(to: .models)
      return [.command(.listModels)]
    case .region: return reconsider(.question(.region))
    case .project:
      guard survey.organization.value == nil || applies(.project) else {
        remark = Self.noOtherProject
        return []
      }
      return reconsider(.question(.project))
    case .permissions: return reconsider(.question(.permissions))
    case .rules: return reconsider(.rules)
    case .made: open(.details)
    case nil: break
    }
    return []
  }

  static let noOtherProject = Notice(.info, "Your key may use no other project.")

  /// Asks for something that was answered long ago; its choices come from what is read now.
  private mutating func reconsider(_ place: Place) -> [Effect] {
    go(to: place)
    guard !readsAhead else { return [] }
    readsAhead = true
    expectReadings()
    return [.command(.prefetch)]
  }
}
