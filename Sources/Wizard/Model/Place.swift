package import Federation

/// Which screen is shown.
package enum Place: Hashable, Sendable {
  case home
  /// A saved set-up is being read.
  case opening
  /// A set-up that is done, and what can be done with it.
  case setup
  case question(QuestionID)
  /// The list of company rules, each with its question.
  case rules
  case plan
  case acting
  /// Waiting for an administrator.
  case person(StepID)
  case conflict(StepID)
  /// A person does the step.
  case hand(StepID)
  case fault
  case result
  case models
}

/// What lies over the main pane until it is put away.
package enum Overlay: Hashable, Sendable {
  case help, log, evidence, details, command, alone, leave
  /// The marked row of the plan; `details` is all of it.
  case change
  /// A test call of a model: the question whether to send it, then how it ended.
  case trial
  /// The question whether to take a false start off the list.
  case discard

  /// Whether its text may be longer than the screen.
  var isReader: Bool { self != .leave && self != .alone }
}
