/// How we get into Vertesia.
enum VertesiaQuestion: Asking {
  static let id = QuestionID.vertesia
  static let keys: [AnswerKey] = [.vertesiaAccess]

  static func isSettled(_ moment: Moment) -> Bool {
    guard moment.answers.has(.vertesiaAccess) else { return false }
    return moment.keyFault == nil || moment.answers[.vertesiaAccess] == "typed"
  }

  static func question(_ moment: Moment) -> Question {
    var choices: [Question.Choice] = []
    if moment.survey.organization.fault?.code != .noVertesiaCredential {
      choices.append(found(moment))
    }
    choices += [
      Question.Choice(
        id: Choose.typeKey,
        label: "Type an API key",
        detail: "never stored"
      ),
      Question.Choice(
        id: Choose.byHand,
        label: "Do it by hand in Studio",
        detail: "no key needed"
      ),
    ]
    return Question(
      id: id,
      title: "Which Vertesia organization should be connected?",
      why: "A Vertesia API key tells the organization and lets the environment be made for you. "
        + "Its role has to be owner, admin or manager. Without a key you paste two IDs instead.",
      form: .choice(choices),
      suggestion: suggestion(moment, choices),
      flag: nil,
      dependsOn: [.site],
      isLooking: moment.survey.organization == .asking,
      notices: notices(moment)
    )
  }

  private static func found(_ moment: Moment) -> Question.Choice {
    let id = Choose.key
    if let organization = moment.survey.organization.value {
      let source = "from \(organization.source)"
      return Question.Choice(id: id, label: organization.name, detail: source, tone: .good)
    }
    if moment.survey.organization.fault != nil {
      let label = "The key found on this machine"
      return Question.Choice(id: id, label: label, detail: "did not work", tone: .bad)
    }
    let detail = moment.survey.organization == .asking ? "looking for one" : "not checked"
    return Question.Choice(id: id, label: "A key on this machine", detail: detail, tone: .info)
  }

  private static func suggestion(_ moment: Moment, _ choices: [Question.Choice]) -> String {
    if let value = value(moment), moment.keyFault == nil,
      choices.contains(where: { $0.id == value })
    {
      return value
    }
    return moment.keyFault == nil ? choices[0].id : Choose.typeKey
  }

  private static func notices(_ moment: Moment) -> [Notice] {
    var notices = moment.keyFault.map { [notice($0)] } ?? []
    guard let organization = moment.survey.organization.value else { return notices }
    let roles = organization.roles.joined(separator: ", ")
    let isKnown = organization.mayAdministerEnvironments != nil && !roles.isEmpty
    notices.append(
      Notice(
        organization.mayAdministerEnvironments == false ? .info : .good,
        "\(organization.name) is organization \(organization.id)"
          + (isKnown ? "; the key is \(roles) there" : "")
      )
    )
    if organization.mayAdministerEnvironments == false {
      notices.append(
        Notice(
          .warning,
          "This key may not make environments. Use one of an owner, admin or manager, "
            + "or do it by hand."
        )
      )
    }
    return notices
  }

  /// Having no key is a way to start, not a failure.
  private static func notice(_ fault: Fault) -> Notice {
    guard fault.code == .noVertesiaCredential else { return .of(fault) }
    return Notice(
      .info,
      "No key was found in VERTESIA_API_KEY or the Vertesia CLI. Make one in Studio and type it "
        + "here, or do the Vertesia side by hand."
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    switch value {
    case Choose.key: answers[.vertesiaAccess] = "key"
    case Choose.typeKey, "typed": answers[.vertesiaAccess] = "typed"
    case Choose.byHand: answers[.vertesiaAccess] = "by-hand"
    default:
      throw AnswerCheck.refused(
        .badSetting,
        value,
        cause: "This takes key, type-key or by-hand"
      )
    }
    return answers
  }

  static func value(_ moment: Moment) -> String? {
    moment.answers[.vertesiaAccess].map { $0 == "typed" ? Choose.typeKey : $0 }
  }

  static func words(_ moment: Moment) -> String? {
    switch value(moment) {
    case nil: nil
    case Choose.byHand: "by hand"
    case .some: moment.organization?.name ?? "key"
    }
  }
}

/// The key itself.
enum VertesiaKeyQuestion: Asking {
  static let id = QuestionID.vertesiaKey
  static let keys: [AnswerKey] = []

  static func applies(_ moment: Moment) -> Bool { moment.answers[.vertesiaAccess] == "typed" }

  static func isSettled(_ moment: Moment) -> Bool {
    moment.survey.held.contains(.vertesiaKey) && moment.keyFault == nil
  }

  static func question(_ moment: Moment) -> Question {
    let studio = StudioURL.studio(of: moment.answers[.site])
    return Question(
      id: id,
      title: "Paste a Vertesia API key",
      why: "Make one in Studio under Settings, API keys (\(studio)/settings#keys), with the role "
        + "owner, admin or manager.",
      form: .secret,
      dependsOn: [.vertesiaAccess],
      notices: moment.keyFault.map { [.of($0)] } ?? []
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    _ = try SecretCheck.check(id, value)
    return moment.answers
  }
}
