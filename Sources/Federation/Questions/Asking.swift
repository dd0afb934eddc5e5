/// One question: when it is asked, how it is put, what its answer means.
protocol Asking: SendableMetatype {
  static var id: QuestionID { get }
  /// The answers it gives.
  static var keys: [AnswerKey] { get }
  /// Whether it has a place among the questions of this moment.
  static func applies(_ moment: Moment) -> Bool
  /// Whether nothing is left to ask.
  static func isSettled(_ moment: Moment) -> Bool
  static func question(_ moment: Moment) -> Question
  /// The answers with `value` taken; `value` is without white space at its ends.
  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers
  /// What `settle` takes for the answer there is.
  static func value(_ moment: Moment) -> String?
  /// The same for a rail.
  static func words(_ moment: Moment) -> String?
}

extension Asking {
  static func applies(_ moment: Moment) -> Bool { true }
  static func isSettled(_ moment: Moment) -> Bool { keys.allSatisfy(moment.answers.has) }
  static func value(_ moment: Moment) -> String? { keys.first.flatMap { moment.answers[$0] } }
  static func words(_ moment: Moment) -> String? { value(moment) }

  /// The common case: one key, checked and kept.
  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    for key in keys { answers[key] = try AnswerCheck.check(key, value) }
    return answers
  }
}
