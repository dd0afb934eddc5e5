/// What one test call of a model told. It is sent as whoever signs in to AWS, so it says what their
/// account may call, and nothing of the role that Vertesia uses.
public struct ModelTrial: Equatable, Sendable {
  /// The model, by the id of its row.
  public var model: String
  public var outcome: Outcome

  public enum Outcome: Equatable, Sendable {
    /// What AWS charges for, and how long the answer took.
    case answered(tokensIn: Int, tokensOut: Int, milliseconds: Int)
    /// No answer; where it tells what the model needs, `needing` is that.
    case refused(Fault, needing: ModelRow.State?)
  }

  public init(model: String, outcome: Outcome) {
    self.model = model
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
    guard let state = trial.state, let index = rows.firstIndex(where: { $0.id == trial.model }),
      // What the role may not call stays so, whoever else may.
      rows[index].state != .refusedByRole || state != .answered
    else { return }
    rows[index].state = state
    rows[index].advice = state.advice(region: region)
  }
}
