/// What one test call of a model told. It is sent as whoever signs in to AWS, so it says what their
/// account may call, and nothing of the role that Vertesia uses.
public struct ModelTrial: Equatable, Sendable {
  /// The way in that was called, by its id.
  public var way: String
  public var outcome: Outcome

  public enum Outcome: Equatable, Sendable {
    /// What AWS charges for, and how long the answer took.
    case answered(tokensIn: Int, tokensOut: Int, milliseconds: Int)
    /// No answer; where it tells what the model needs, `needing` is that.
    case refused(Fault, needing: ModelRow.State?)
  }

  public init(way: String, outcome: Outcome) {
    self.way = way
    self.outcome = outcome
  }

  /// What is known of the model from now on; `nil` when nothing new is.
  package var state: ModelRow.State? {
    switch outcome {
    case .answered: .answered
    case .refused(_, let needed): needed
    }
  }
}

extension ListingReport {
  /// Puts what a test call told into the model's row, which stays where it is.
  package mutating func take(_ trial: ModelTrial, region: String?) {
    guard let state = trial.state,
      let index = rows.firstIndex(where: { $0.ways.contains { $0.id == trial.way } }),
      // What the role may not call stays so, whoever else may.
      rows[index].state != .refusedByRole || state != .answered
    else { return }
    rows[index].state = state
    rows[index].advice = state.advice(region: region)
  }
}
