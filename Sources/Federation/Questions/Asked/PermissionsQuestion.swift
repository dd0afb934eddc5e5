/// What the role may do.
enum PermissionsQuestion: Asking {
  static let id = QuestionID.permissions
  static let keys: [AnswerKey] = [.permissions]

  private static let choices = [
    Question.Choice(
      id: "inference",
      label: "List and call models",
      detail: "all that Vertesia needs",
      tone: .good
    ),
    Question.Choice(
      id: "full-access",
      label: "AmazonBedrockFullAccess",
      detail: "AWS's policy, much more",
      tone: .warning
    ),
    Question.Choice(id: "listing", label: "List models only", detail: "calls are refused"),
    Question.Choice(
      id: Choose.otherPolicy,
      label: "A policy of your own",
      detail: "by its ARN"
    ),
  ]

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "What may Vertesia do with Bedrock?",
      why: "The role carries a policy that says which Bedrock actions are allowed. "
        + "It can be changed later.",
      form: .choice(choices),
      allowsTyping: true,
      suggestion: value(moment) ?? "inference",
      flag: .permissions,
      isLooking: moment.survey.catalogue == .asking,
      notices: ModelAdvice.notices(moment)
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    var answers = moment.answers
    if value == Choose.otherPolicy {
      answers[all: .permissions] = []
    } else {
      do throws(Fault) {
        answers[.permissions] = try AnswerCheck.check(.permissions, value)
      } catch {
        throw byLabels(error)
      }
    }
    return answers
  }

  /// Who chooses from the list knows its rows by what stands there.
  private static func byLabels(_ refusal: Fault) -> Fault {
    var refusal = refusal
    for choice in choices {
      refusal.cause = refusal.cause.replacing("\(choice.id),", with: "\(choice.label),")
        .replacing("\(choice.id) or", with: "\(choice.label) or")
      for index in refusal.remedies.indices {
        refusal.remedies[index].words =
          refusal.remedies[index].words.replacing(
            "Use \(choice.id) ",
            with: "Take \(choice.label) "
          )
      }
    }
    return refusal
  }

  static func value(_ moment: Moment) -> String? {
    guard let value = moment.answers[.permissions] else {
      return moment.answers.isAwaited(.permissions) ? Choose.otherPolicy : nil
    }
    return value.hasPrefix("arn:") ? Choose.otherPolicy : value
  }

  static func words(_ moment: Moment) -> String? {
    moment.answers[.permissions].flatMap(PermissionChoice.init)?.words
  }
}

/// The ARN of a policy of the customer's own.
enum PolicyARNQuestion: Asking {
  static let id = QuestionID.policyARN
  static let keys: [AnswerKey] = [.permissions]

  static func applies(_ moment: Moment) -> Bool {
    PermissionsQuestion.value(moment) == Choose.otherPolicy
  }

  static func isSettled(_ moment: Moment) -> Bool {
    moment.answers.has(.permissions) && !moment.answers.isAwaited(.permissions)
  }

  static func question(_ moment: Moment) -> Question {
    Question(
      id: id,
      title: "Which policy should the role have?",
      why: "Paste the ARN of a managed policy in this AWS account. It has to allow "
        + "bedrock:ListFoundationModels at least, or Vertesia lists nothing.",
      form: .text,
      suggestion: value(moment),
      flag: .permissions
    )
  }

  static func settle(_ value: String, _ moment: Moment) throws(Fault) -> Answers {
    guard AnswerCheck.isPolicy(value) else {
      throw AnswerCheck.refused(.badPermissions, value)
    }
    var answers = moment.answers
    answers[.permissions] = value
    return answers
  }

  static func value(_ moment: Moment) -> String? {
    moment.answers[.permissions].flatMap { $0.hasPrefix("arn:") ? $0 : nil }
  }
}
