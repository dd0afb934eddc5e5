extension Questionnaire {
  /// Which questions have another answer, in the order of the questions. How somebody signs in and
  /// what they confirm is nothing that a run carries out, and tags are put on what is new alone.
  package static func changes(
    from old: Answers,
    to new: Answers,
    _ survey: Survey
  ) -> [QuestionID] {
    QuestionID.allCases.filter { id in
      !uncarried.contains(id) && value(of: id, old, survey) != value(of: id, new, survey)
    }
  }

  /// Of an environment's id the question for the environment tells.
  private static let uncarried: Set<QuestionID> = [
    .environmentID, .aws, .awsKeys, .mfaCode, .vertesia, .vertesiaKey, .pairing, .roleAccount, .tag,
    .setupName,
  ]
}

extension Answers {
  /// The same, signed in as `present` has it: that is nothing to be taken back with what was answered.
  package func signedIn(as present: Answers) -> Answers {
    var answers = self
    for key in [AnswerKey.profile, .awsAccess, .vertesiaAccess] { answers[key] = present[key] }
    return answers
  }
}

extension Sequence<QuestionID> {
  /// What they are about, each once.
  package var subjects: [String] {
    map(\.subject).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension QuestionID {
  /// What it is about, in a sentence: `permissions`, `role name`.
  package var subject: String {
    switch self {
    case .environmentName, .environmentID: Self.environment.subject
    case .policyARN: Self.permissions.subject
    case .roleARN: "role"
    default: rawValue.replacing("-", with: " ")
    }
  }
}
