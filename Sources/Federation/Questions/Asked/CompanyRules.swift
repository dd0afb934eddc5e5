/// The role's name, for companies with a scheme of their own.
enum RoleNameQuestion: Asking {
  static let id = QuestionID.roleName
  static let keys: [AnswerKey] = [.roleName]

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "What should the role be called?",
      why: "Without a name of your own it is Vertesia, the organization, the region and a short "
        + "id, so that no two set-ups meet.",
      form: .text,
      suggestion: moment.answers[.roleName],
      flag: .roleName,
      isCompanyRule: true
    )
  }
}

/// The role's path.
enum RolePathQuestion: Asking {
  static let id = QuestionID.rolePath
  static let keys: [AnswerKey] = [.rolePath]

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "Which path should the role have?",
      why: "Some companies allow roles under one path only, such as /apps/vertesia/.",
      form: .text,
      suggestion: moment.answers[.rolePath] ?? "/",
      flag: .rolePath,
      isCompanyRule: true
    )
  }

  /// A slash that is missing or doubled, as in a path pasted behind the one that stands there, is no
  /// reason to ask again.
  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    let parts = value.split(separator: "/")
    let path = parts.isEmpty ? "/" : "/" + parts.joined(separator: "/") + "/"
    var answers = moment.answers
    answers[.rolePath] = try AnswerCheck.check(.rolePath, path)
    return answers
  }
}

/// The permissions boundary.
enum BoundaryQuestion: Asking {
  static let id = QuestionID.permissionsBoundary
  static let keys: [AnswerKey] = [.permissionsBoundary]

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "Which permissions boundary does the role need?",
      why: "A boundary is a policy that caps what a role may do. Some companies let nobody make "
        + "a role without theirs. Paste its ARN.",
      form: .text,
      suggestion: moment.answers[.permissionsBoundary],
      flag: .permissionsBoundary,
      dependsOn: [.profile],
      isCompanyRule: true
    )
  }

  /// An empty text takes it back.
  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    answers[.permissionsBoundary] =
      value.isEmpty ? nil : try AnswerCheck.check(.permissionsBoundary, value)
    return answers
  }
}

/// Tags on what is made in AWS.
enum TagQuestion: Asking {
  static let id = QuestionID.tag
  static let keys: [AnswerKey] = [.tag]

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "Which tags should the role and the provider carry?",
      why: "Tags are labels that companies sort and bill by. Write KEY=VALUE, several with commas "
        + "between them.",
      form: .text,
      suggestion: value(moment),
      flag: .tag,
      isCompanyRule: true
    )
  }

  /// An empty text takes all tags away.
  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    let tags = value.split { ",;\n".contains($0) }.map { $0.trimmed() }.filter { !$0.isEmpty }
    answers[all: .tag] = try AnswerCheck.check(all: .tag, tags)
    return answers
  }

  static func value(_ moment: Moment) -> String? {
    let tags = moment.answers[all: .tag]
    return tags.isEmpty ? nil : tags.joined(separator: ", ")
  }
}
