import Federation
import Testing

struct PolicyPlaceTests {
  private static let policies = [
    "arn:aws:iam::111122223333:policy/P", "arn:aws-us-gov:iam::432112349876:policy/P",
    "arn:aws-cn:iam::aws:policy/P",
  ]
  private static let answers = Answers([.region: ["eu-west-1"]])

  private static func survey(_ partition: String = "aws") -> Survey {
    var survey = Sample.survey
    survey.identity = .known(Sample.identity(partition: partition))
    return survey
  }

  @Test(arguments: policies)
  func oneThatIsElsewhereIsRefusedWhereItIsAsked(_ arn: String) throws {
    let asked: [(QuestionID, FaultCode)] = [
      (.policyARN, .badPermissions), (.permissions, .badPermissions),
      (.permissionsBoundary, .badBoundary),
    ]
    for (id, code) in asked {
      let fault = #expect(throws: Fault.self) {
        try Questionnaire.settle(id, with: arn, Self.answers, Self.survey())
      }
      #expect(fault?.code == code)
      #expect(fault?.cause.contains("and the role is made in") == true)
    }
  }

  @Test(arguments: policies)
  func oneThatIsElsewhereIsRefusedWithAllTheOthers(_ arn: String) throws {
    for (key, code) in [
      (AnswerKey.permissions, FaultCode.badPermissions), (.permissionsBoundary, .badBoundary),
    ] {
      var answers = Self.answers
      answers[key] = arn
      let fault = #expect(throws: Fault.self) {
        try AnswerCheck.together(answers, Self.survey())
      }
      #expect(fault?.code == code)
    }
  }

  @Test(arguments: [
    ("arn:aws:iam::432112349876:policy/P", "aws"), ("arn:aws:iam::aws:policy/P", "aws"),
    ("arn:aws-us-gov:iam::aws:policy/P", "aws-us-gov"),
  ])
  func ownOnesAndThoseOfAWSPass(_ arn: String, _ partition: String) throws {
    let survey = Self.survey(partition)
    let settled = try Questionnaire.settle(.policyARN, with: arn, Self.answers, survey)
    try AnswerCheck.together(settled, survey)
    #expect(settled[.permissions] == arn)
  }

  /// Who does not sign in knows no account, and who names a role gives it nothing.
  @Test func whatIsNotKnownRefusesNothing() throws {
    let arn = Self.policies[0]
    let answers = Answers([.permissions: [arn], .permissionsBoundary: [arn]])
    try AnswerCheck.together(answers, Survey())
    let byHand = answers.merging(Answers([.awsAccess: [Choose.byHand]]))
    try AnswerCheck.together(byHand, Self.survey())
    let given = answers.merging(Answers([.roleARN: ["arn:aws:iam::111122223333:role/R"]]))
    try AnswerCheck.together(given, Self.survey())
  }

  /// Another question is not held up by it: the sign-in may be about to change.
  @Test func onlyTheQuestionItselfRefuses() throws {
    var answers = Self.answers
    answers[.permissions] = Self.policies[0]
    _ = try Questionnaire.settle(.rolePath, with: "/x/", answers, Self.survey())
  }
}
