/// The one list of questions. Full screen, lines and flags all ask it, and all answers pass its
/// checks.
public enum Questionnaire {
  /// In the order in which they are asked.
  private static let all: [any Asking.Type] = [
    AWSQuestion.self, AWSKeysQuestion.self, MFACodeQuestion.self, RegionQuestion.self,
    VertesiaQuestion.self, VertesiaKeyQuestion.self, SiteQuestion.self,
    OrganizationQuestion.self, IssuerQuestion.self, ProjectQuestion.self,
    EnvironmentQuestion.self, EnvironmentNameQuestion.self, EnvironmentIDQuestion.self,
    PermissionsQuestion.self, PolicyARNQuestion.self, PairingQuestion.self,
    RoleARNQuestion.self, RoleAccountQuestion.self,
    RoleNameQuestion.self, RolePathQuestion.self, BoundaryQuestion.self, TagQuestion.self,
  ]

  private static func asking(_ id: QuestionID) -> (any Asking.Type)? {
    all.first { $0.id == id }
  }

  /// All that apply, in order, answered or not; company rules and what comes back from an
  /// administrator included.
  public static func questions(_ answers: Answers, _ survey: Survey) -> [Question] {
    let moment = Moment(answers: answers, survey: survey)
    return all.filter { $0.applies(moment) }.map { $0.question(moment) }
  }

  /// One question as it stands now, whether it applies or not.
  public static func question(
    _ id: QuestionID,
    _ answers: Answers,
    _ survey: Survey
  ) -> Question? {
    asking(id)?.question(Moment(answers: answers, survey: survey))
  }

  /// The first that still needs an answer; never a company rule, and never the role ARN, which
  /// comes later.
  public static func next(_ answers: Answers, _ survey: Survey) -> Question? {
    let moment = Moment(answers: answers, survey: survey)
    let open = all.first { asking in
      !Self.later.contains(asking.id) && asking.applies(moment) && !asking.isSettled(moment)
    }
    return open?.question(moment)
  }

  private static let later: Set<QuestionID> = [
    .roleARN, .roleName, .rolePath, .permissionsBoundary, .tag,
  ]

  /// Checks an answer and takes it. Answers that depend on a changed one are marked doubtful: they
  /// stay as suggestions.
  ///
  /// Throws the fault of the check; the answers are then as they were.
  public static func settle(
    _ id: QuestionID,
    with value: String,
    _ answers: Answers,
    _ survey: Survey
  ) throws(Fault) -> Answers {
    guard let asking = asking(id) else { throw Fault(.badSetting) }
    let moment = Moment(answers: answers, survey: survey)
    var settled = try asking.settle(value.trimmed(), moment)
    try Identifiers.check(settled, survey)
    try PolicyPlace.check(settled, survey, of: asking.keys)
    settled.doubtful.formUnion(
      Dependants.shaken(from: answers, to: settled).subtracting(asking.keys)
    )
    return settled
  }

  /// Asks one question again; what was answered stays as its suggestion.
  public static func unsettle(_ id: QuestionID, _ answers: Answers) -> Answers {
    guard let asking = asking(id) else { return answers }
    var answers = answers
    if asking.keys == [.confirmed] {
      let prefix = id == .pairing ? "pairing:" : "role-account:"
      answers[all: .confirmed].removeAll { $0.hasPrefix(prefix) }
      // A role elsewhere is named by who confirms it, and by nobody else.
      if id == .roleAccount { answers[.roleARN] = nil }
    } else {
      answers.doubtful.formUnion(asking.keys.filter { answers.values[$0] != nil })
    }
    return answers
  }

  /// What `settle` would take for the present answer; `nil` without one.
  public static func value(
    of id: QuestionID,
    _ answers: Answers,
    _ survey: Survey
  ) -> String? {
    asking(id)?.value(Moment(answers: answers, survey: survey))
  }

  /// The present answer for a rail, in words: `Acme Production, 432112349876`.
  public static func words(
    for id: QuestionID,
    _ answers: Answers,
    _ survey: Survey
  ) -> String? {
    asking(id)?.words(Moment(answers: answers, survey: survey))
  }
}
