package import Federation

/// A test call of a model: from the question whether to send it to how it ended.
package struct Trial: Equatable, Sendable {
  /// As it stood in the list when it was asked for.
  package internal(set) var row: ModelRow
  /// The way in that is called.
  package internal(set) var way: ModelRow.Way
  package internal(set) var isSent = false
  package internal(set) var outcome: ModelTrial.Outcome?

  package var isUnderWay: Bool { isSent && outcome == nil }
}

extension Model {
  /// Whether somebody is signed in to AWS, and Vertesia lists a way in.
  var canTryModel: Bool {
    survey.identity.value != nil && !isByHand(.aws) && markedModel?.usableWay != nil
  }

  /// The way in that was named, else the one that is used.
  func way(of row: ModelRow) -> ModelRow.Way? {
    row.ways.first { $0.id == namedWay && $0.isListed } ?? row.usableWay
  }

  /// Asks first; one that is under way is only shown again.
  mutating func askTrial() -> [Effect] {
    if trial?.isUnderWay != true {
      guard let row = markedModel, let way = way(of: row) else { return [] }
      trial = Trial(row: row, way: way)
    }
    open(.trial)
    return []
  }

  /// A person has read who pays, and says yes.
  mutating func sendTrial() -> [Effect] {
    guard let trial, !trial.isSent else { return [] }
    self.trial?.isSent = true
    scroll = 0
    return [.command(.tryModel(trial.way.id))]
  }

  mutating func take(_ told: ModelTrial) {
    report?.take(told, region: answers[.region])
    guard trial?.isUnderWay == true, trial?.way.id == told.way else { return }
    trial?.outcome = told.outcome
    scroll = 0
    // Whoever has gone on meanwhile is told in a line.
    if overlay != .trial { remark = trial?.told }
  }
}

extension Trial {
  /// How it ended, in one line.
  var told: Notice? {
    switch outcome {
    case .answered(let tokensIn, let tokensOut, let milliseconds):
      Notice(
        .good,
        "\(row.name) answered in \(milliseconds) ms, \(tokensIn) tokens in and \(tokensOut) out."
      )
    case .refused(let fault, _): Notice(.bad, "\(row.name): \(fault.summary)")
    case nil: nil
    }
  }
}
