/// The environment: one that is there, or a new one.
enum EnvironmentQuestion: Asking {
  static let id = QuestionID.environment
  static let keys: [AnswerKey] = [.environmentID, .environmentName]

  static func applies(_ moment: Moment) -> Bool { !moment.isVertesiaByHand }

  static func isSettled(_ moment: Moment) -> Bool {
    let answers = moment.answers
    return answers.doubtful.isDisjoint(with: keys.filter { answers.values[$0] != nil })
      && (answers.has(.environmentID) || answers.has(.environmentName))
  }

  static func question(_ moment: Moment) -> Question {
    // Existing environments are offered before a name is asked.
    guard !moment.isReadingOrganization, moment.survey.environments != .asking else {
      return .held(
        id,
        "Reading the environments",
        "Vertesia is asked for the environments of the organization. Those of the region are "
          + "offered in a moment, before another one is made."
      )
    }
    let name = newName(moment)
    let there = moment.environmentsHere
    let choices =
      there.map { Question.Choice(id: $0.id, label: $0.name, detail: detail($0, moment)) } + [
        Question.Choice(id: Choose.newEnvironment, label: "Make a new one: \(name)"),
        Question.Choice(id: Choose.otherName, label: "Make a new one with another name"),
      ] + otherProject(moment)
    let known = moment.answers[.environmentID] ?? moment.ownEnvironment?.id
    let suggestion = there.first { $0.id == known }?.id ?? Choose.newEnvironment
    return Question(
      id: id,
      title: "Which Vertesia environment should reach Bedrock?",
      why: "An environment is Vertesia's connection to one model provider in one region. "
        + "One that is there can be used or finished; nothing else in it changes.",
      form: .choice(choices),
      allowsTyping: true,
      suggestion: suggestion,
      flag: .environmentName,
      dependsOn: Dependants.of(.environmentID),
      notices: moment.survey.environments.fault.map { [.of($0)] } ?? []
    )
  }

  /// Who may use the environment, and the way to another project where there is one.
  private static func otherProject(_ moment: Moment) -> [Question.Choice] {
    guard moment.usableProjects.count > 1, let project = moment.project else { return [] }
    let whose = project == moment.ownProject ? ", the key's own" : ""
    return [
      Question.Choice(
        id: Choose.otherProject,
        label: "For another project",
        detail: "now \(project.name)\(whose)",
        asks: .project
      )
    ]
  }

  /// A name somebody gave before, while it is free; else one of ours.
  private static func newName(_ moment: Moment) -> String {
    guard let given = moment.answers[.environmentName], moment.answers[.environmentID] == nil,
      !moment.answers.doubtful.contains(.environmentName),
      !(moment.survey.environments.value ?? []).contains(where: { $0.name == given })
    else { return moment.freeName }
    return given
  }

  /// `working, made 3 days ago`, `started 12 minutes ago, no key` or, of the set-up's own,
  /// `of this set-up, working, made 3 days ago`.
  private static func detail(_ environment: EnvironmentSummary, _ moment: Moment) -> String {
    let age = environment.createdAt.flatMap { made in
      moment.survey.now.flatMap { Age.words(since: made, now: $0) }
    }
    let state = environment.hasKey ? "working" : "no key"
    let words = age.map { environment.hasKey ? "\(state), made \($0)" : "started \($0), \(state)" }
    let own = environment.id == moment.survey.ownEnvironment ? "of this set-up, " : ""
    return own + (words ?? state)
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    answers[.environmentID] = nil
    switch value {
    case Choose.newEnvironment: answers[.environmentName] = newName(moment)
    case Choose.otherName: answers[all: .environmentName] = []
    default:
      if let known = (moment.survey.environments.value ?? []).first(where: { $0.id == value }) {
        try take(known, &answers)
      } else if let link = StudioURL.parse(value), link.environment != nil {
        return Pasted.take(link, answers)
      } else if AnswerCheck.isObjectID(value) {
        guard moment.survey.environments.value == nil else {
          throw Fault(.environmentGone, evidence: [Evidence(.value, value)])
        }
        answers[.environmentID] = value
        answers[.environmentName] = nil
      } else {
        return try EnvironmentNameQuestion.settle(value, moment)
      }
    }
    return answers
  }

  private static func take(
    _ environment: EnvironmentSummary,
    _ answers: inout Answers
  ) throws(Fault) {
    guard Subject.isSafe(environment.id) else {
      throw AnswerCheck.refused(.badEnvironmentID, environment.id)
    }
    guard environment.region == answers[.region] else {
      throw Fault(
        .environmentDiffers,
        cause: "It calls Bedrock in another region",
        evidence: [
          Evidence(.expected, answers[.region] ?? ""),
          Evidence(.found, AnswerCheck.shown(environment.region)),
        ]
      )
    }
    answers[.environmentID] = environment.id
    answers[.environmentName] = AnswerCheck.shown(environment.name)
  }

  static func value(_ moment: Moment) -> String? {
    let answers = moment.answers
    if let id = answers[.environmentID] { return id }
    if answers.isAwaited(.environmentName) { return Choose.otherName }
    guard let name = answers[.environmentName] else { return nil }
    // The new one that was named then has been made since.
    return moment.ownEnvironment.flatMap { $0.name == name ? $0.id : nil } ?? Choose.newEnvironment
  }

  static func words(_ moment: Moment) -> String? {
    moment.answers[.environmentName] ?? moment.answers[.environmentID]
  }
}

/// The name of a new environment, when ours is not wanted.
enum EnvironmentNameQuestion: Asking {
  static let id = QuestionID.environmentName
  static let keys: [AnswerKey] = [.environmentName]

  static func applies(_ moment: Moment) -> Bool {
    guard !moment.isVertesiaByHand, moment.answers[.environmentID] == nil else { return false }
    return moment.answers.isAwaited(.environmentName)
      || moment.answers[.environmentName].map { !$0.hasPrefix(moment.plainName) } ?? false
  }

  static func isSettled(_ moment: Moment) -> Bool {
    moment.answers.has(.environmentName) && !moment.answers.isAwaited(.environmentName)
  }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "What should the new environment be called?",
      why: "This is the name that people see in Studio when they pick models.",
      form: .text,
      suggestion: moment.answers[.environmentName] ?? moment.freeName,
      flag: .environmentName,
      dependsOn: Dependants.of(.environmentName)
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    let name = try AnswerCheck.check(.environmentName, value)
    guard !moment.environmentsHere.contains(where: { $0.name == name }) else {
      throw Fault(.environmentExists, evidence: [Evidence(.value, AnswerCheck.shown(name))])
    }
    var answers = moment.answers
    answers[.environmentID] = nil
    answers[.environmentName] = name
    return answers
  }
}

/// The environment's id, when a person has made it in Studio.
enum EnvironmentIDQuestion: Asking {
  static let id = QuestionID.environmentID
  static let keys: [AnswerKey] = [.environmentID]

  static func applies(_ moment: Moment) -> Bool { moment.isVertesiaByHand }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "What is the Environment ID?",
      why: "The role lets in exactly one environment, by its id. Make the environment in Studio "
        + "first; its page and its address show the id.",
      form: .text,
      suggestion: moment.answers[.environmentID],
      flag: .environmentID,
      dependsOn: Dependants.of(.environmentID),
      byHand: .environment(
        region: moment.answers[.region] ?? "us-east-1",
        name: moment.answers[.environmentName],
        site: moment.answers[.site]
      )
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    if let link = StudioURL.parse(value), link.environment != nil {
      return Pasted.take(link, moment.answers)
    }
    var answers = moment.answers
    answers[.environmentID] = try AnswerCheck.check(.environmentID, value)
    return answers
  }
}
