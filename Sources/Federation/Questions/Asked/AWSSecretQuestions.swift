/// The keys that the access portal shows, when there is no profile.
enum AWSKeysQuestion: Asking {
  static let id = QuestionID.awsKeys
  static let keys: [AnswerKey] = []

  static func applies(_ moment: Moment) -> Bool { moment.answers[.awsAccess] == "pasted" }

  static func isSettled(_ moment: Moment) -> Bool {
    moment.survey.held.contains(.awsKeys) && moment.signInFault == nil
  }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "Paste the keys of your AWS account",
      why: "In the AWS access portal, open the account, choose Access keys and copy option 1.",
      form: .secret,
      notices: moment.signInFault.map { [.of($0)] } ?? []
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    _ = try SecretCheck.check(id, value)
    return moment.answers
  }
}

/// The code of the device that guards a profile.
enum MFACodeQuestion: Asking {
  static let id = QuestionID.mfaCode
  static let keys: [AnswerKey] = []

  static func applies(_ moment: Moment) -> Bool {
    !moment.isAWSByHand && moment.survey.identity.fault?.code == .mfaNeeded
  }

  static func isSettled(_ moment: Moment) -> Bool { moment.survey.held.contains(.mfaCode) }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "Which code does your MFA device show?",
      why: "This profile takes on a role that AWS guards with a second factor. "
        + "The code has 6 digits, is used once and is not stored.",
      form: .secret,
      notices: moment.survey.identity.fault.map { [.of($0)] } ?? []
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    _ = try SecretCheck.check(id, value)
    return moment.answers
  }
}
