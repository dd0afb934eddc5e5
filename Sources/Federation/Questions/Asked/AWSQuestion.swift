/// How we get into AWS.
enum AWSQuestion: Asking {
  static let id = QuestionID.aws
  static let keys: [AnswerKey] = [.awsAccess, .profile]

  static func isSettled(_ moment: Moment) -> Bool {
    guard moment.answers.has(.awsAccess) || moment.answers.has(.profile),
      moment.answers.doubtful.isDisjoint(with: keys)
    else { return false }
    return moment.signInFault == nil || moment.answers[.awsAccess] == "pasted"
  }

  static func question(_ moment: Moment) -> Question {
    let found = moment.survey.signIns.map { choice($0, moment) }
    let choices =
      found + [
        Question.Choice(
          id: Choose.pasteKeys,
          label: "Paste keys from the AWS access portal"
        ),
        Question.Choice(
          id: Choose.byHand,
          label: "Go on without AWS",
          detail: "an administrator is asked"
        ),
      ]
    return Question(
      id: id,
      title: "Which AWS account should be used?",
      why: "Bedrock runs in an AWS account, and the role for Vertesia is made there. "
        + "The sign-ins are read from your AWS files; keys are never shown or stored.",
      form: .choice(choices),
      suggestion: suggestion(moment),
      flag: .profile,
      notices: notices(moment)
    )
  }

  private static func choice(_ signIn: AWSSignIn, _ moment: Moment) -> Question.Choice {
    let isRefused = isRefused(signIn, moment)
    return Question.Choice(
      id: choiceID(signIn),
      label: signIn.id.isEmpty ? "Keys from the environment" : signIn.id,
      detail: "\(kind(signIn.kind)), \(isRefused ? "did not work" : signIn.state)",
      tone: isRefused ? .bad : signIn.isUsable ? .info : .warning
    )
  }

  private static func choiceID(_ signIn: AWSSignIn) -> String {
    signIn.id.isEmpty ? Choose.environmentKeys : signIn.id
  }

  private static func isRefused(_ signIn: AWSSignIn, _ moment: Moment) -> Bool {
    moment.signInFault != nil && choiceID(signIn) == value(moment)
  }

  private static func kind(_ kind: AWSSignIn.Kind) -> String {
    switch kind {
    case .environment: "AWS_ACCESS_KEY_ID"
    case .sso: "SSO"
    case .keys: "keys"
    case .role: "role"
    case .process: "process"
    case .webIdentity: "web identity"
    case .pasted: "pasted"
    case .other: "other"
    }
  }

  private static func suggestion(_ moment: Moment) -> String {
    if let value = value(moment), moment.signInFault == nil { return value }
    let usable = moment.survey.signIns.filter(\.isUsable)
    let ids = usable.map(choiceID)
    let refused = moment.signInFault == nil ? nil : value(moment)
    // Who has to sign in first can do so from here.
    let signsIn = moment.survey.signIns.first { $0.kind == .sso && !$0.isUsable }?.id
    return ids.first { $0 != refused } ?? signsIn ?? Choose.pasteKeys
  }

  private static func notices(_ moment: Moment) -> [Notice] {
    var notices = moment.signInFault.map { [Notice.of($0)] + waysOut($0) } ?? []
    // Where AWS is called has to be seen first; how to sign in can be found elsewhere.
    notices += moment.survey.overrides + moment.survey.unreadable
    for signIn in moment.survey.signIns where !signIn.isUsable || isRefused(signIn, moment) {
      guard let command = signIn.command,
        !notices.contains(where: { $0.words.hasSuffix(command) })
      else { continue }
      notices.append(Notice(.info, "To sign in as \(signIn.id): \(command)"))
    }
    return notices
  }

  /// What can be done about it outside this program.
  private static func waysOut(_ fault: Fault) -> [Notice] {
    fault.remediesHere.compactMap { remedy in
      if case .product = remedy.way { return nil }
      return Notice(.info, remedy.words + (remedy.command.map { ": \($0)" } ?? ""))
    }
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    let isProfile = moment.survey.signIns.contains { $0.id == value && !value.isEmpty }
    switch value {
    case Choose.byHand where !isProfile: take("by-hand", nil, &answers)
    case Choose.pasteKeys where !isProfile: take("pasted", nil, &answers)
    case Choose.environmentKeys where !isProfile, "": take("credentials", nil, &answers)
    default:
      let profile = try AnswerCheck.check(.profile, value)
      let known = moment.survey.signIns.map(\.id).filter { !$0.isEmpty }
      guard known.isEmpty || known.contains(profile) else {
        let near = Spelling.nearest(to: profile, in: known)
        throw Fault(
          .noSuchProfile,
          remedies: near.map { [Remedy("Did you mean \($0)?")] },
          evidence: [Evidence(.value, AnswerCheck.shown(profile))]
        )
      }
      take("credentials", profile, &answers)
    }
    return answers
  }

  private static func take(_ access: String, _ profile: String?, _ answers: inout Answers) {
    answers[.awsAccess] = access
    answers[.profile] = profile
  }

  static func value(_ moment: Moment) -> String? {
    let answers = moment.answers
    return switch answers[.awsAccess] {
    case "by-hand": Choose.byHand
    case "pasted": Choose.pasteKeys
    case .some: answers[.profile] ?? Choose.environmentKeys
    case nil: answers[.profile]
    }
  }

  static func words(_ moment: Moment) -> String? {
    guard let value = value(moment) else { return nil }
    if let identity = moment.identity {
      return identity.alias.map { "\($0), \(identity.account)" } ?? identity.account
    }
    return switch value {
    case Choose.byHand: "an administrator"
    case Choose.pasteKeys: "pasted keys"
    case Choose.environmentKeys: "keys from the environment"
    default: value
    }
  }
}
