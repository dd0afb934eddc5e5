/// An organization that other set-ups join with another account.
enum PairingQuestion: Asking {
  static let id = QuestionID.pairing
  static let keys: [AnswerKey] = [.confirmed]

  static func applies(_ moment: Moment) -> Bool {
    Pairing.contradiction(moment.answers, moment.survey) != nil
  }

  static func isSettled(_ moment: Moment) -> Bool {
    Pairing.isConfirmed(moment.answers, moment.survey)
  }

  /// What has to be typed: the organization's name, or its id when a key did not tell one.
  private static func expected(_ moment: Moment) -> String {
    let name = moment.organization?.name.trimmed() ?? ""
    return name.isEmpty ? moment.organizationID ?? "" : name
  }

  static func question(_ moment: Moment) -> Question {
    let other = Pairing.contradiction(moment.answers, moment.survey)
    let account = moment.identity.map { identity in
      identity.alias.map { "\($0), \(identity.account)" } ?? identity.account
    }
    return Question(
      id: id,
      title: "Connect \(expected(moment)) to \(account ?? "this account")?",
      why: "So far this organization has been connected to another AWS account. "
        + "If that is meant, type \(expected(moment)); if not, go back and change the account.",
      form: .typed(expected: expected(moment)),
      notices: [
        Notice(
          .warning,
          "Set-up \(other?.name ?? "") uses account \(other?.account ?? "")"
        )
      ]
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    guard let text = Pairing.confirmation(moment) else { return moment.answers }
    guard value == expected(moment) else { throw Fault(.pairingContradicts) }
    return moment.confirming(text)
  }

  static func value(_ moment: Moment) -> String? { nil }
}

/// The role that an administrator has made.
enum RoleARNQuestion: Asking {
  static let id = QuestionID.roleARN
  static let keys: [AnswerKey] = [.roleARN]

  static func applies(_ moment: Moment) -> Bool {
    moment.isAWSByHand || moment.answers[.roleARN] != nil
  }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "What is the role's ARN?",
      why: "The administrator who makes the role gets its ARN from AWS. "
        + "Vertesia uses it to come in, so it has to be exact.",
      form: .text,
      suggestion: moment.answers[.roleARN],
      flag: .roleARN,
      dependsOn: Dependants.of(.roleARN)
    )
  }
}

/// A role in another account than the caller's.
enum RoleAccountQuestion: Asking {
  static let id = QuestionID.roleAccount
  static let keys: [AnswerKey] = [.confirmed]

  /// The account of the role, when it is not the caller's.
  static func foreignAccount(_ moment: Moment) -> String? {
    guard let account = moment.answers[.roleARN].flatMap(ARN.init)?.account,
      let caller = moment.survey.identity.value?.account, account != caller
    else { return nil }
    return account
  }

  static func applies(_ moment: Moment) -> Bool { foreignAccount(moment) != nil }

  static func isSettled(_ moment: Moment) -> Bool {
    foreignAccount(moment).map { moment.isConfirmed("role-account:\($0)") } ?? true
  }

  static func question(_ moment: Moment) -> Question {
    let account = foreignAccount(moment) ?? ""
    return Question(
      id: id,
      title: "Is the role really in account \(account)?",
      why: "You are signed in to \(moment.survey.identity.value?.account ?? "another account"). "
        + "Vertesia's calls would be billed to the role's account. Type its number to go on.",
      form: .typed(expected: account),
      dependsOn: [.roleARN]
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    guard let account = foreignAccount(moment) else { return moment.answers }
    guard value.filter({ !$0.isWhitespace && $0 != "-" }) == account else {
      throw Fault(.roleAccountNotConfirmed, evidence: [Evidence(.account, account)])
    }
    return moment.confirming("role-account:\(account)")
  }

  static func value(_ moment: Moment) -> String? { nil }
}
