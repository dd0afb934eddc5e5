/// What is answered and what is seen at one moment: all that a question is made from.
struct Moment {
  var answers: Answers
  var survey: Survey

  var isAWSByHand: Bool { answers[.awsAccess] == "by-hand" }
  var isVertesiaByHand: Bool { answers[.vertesiaAccess] == "by-hand" }

  /// Who calls AWS, as far as that is known and wanted.
  var identity: CallerIdentity? { isAWSByHand ? nil : survey.identity.value }
  var organization: Organization? { isVertesiaByHand ? nil : survey.organization.value }
  /// Whether it is still open what the key leads to.
  var isReadingOrganization: Bool { !isVertesiaByHand && survey.organization == .asking }
  var region: String? { answers.has(.region) ? answers[.region] : nil }

  /// Vertesia's account id, from the key or as it was pasted.
  var organizationID: String? { organization?.id ?? answers[.organization] }

  var usableProjects: [Organization.Project] {
    organization?.projects.filter { !$0.isRestricted } ?? []
  }

  /// The project that the key was made in, where it may be used: taken unless another is chosen.
  var ownProject: Organization.Project? {
    usableProjects.first { $0.id == organization?.keyProject }
  }

  /// The one that the environment is opened to, as it stands.
  var project: Organization.Project? {
    guard let chosen = answers[.project] else { return ownProject }
    return usableProjects.first { $0.id == chosen }
  }

  /// Environments whose endpoint is the region.
  var environmentsHere: [EnvironmentSummary] {
    guard !isVertesiaByHand, let region else { return [] }
    return (survey.environments.value ?? []).filter { $0.region == region }
  }

  /// The one that the open set-up made or took before, where it is still there.
  var ownEnvironment: EnvironmentSummary? {
    environmentsHere.first { $0.id == survey.ownEnvironment }
  }

  /// The projects that may use the environment that was made or chosen.
  var openProjects: [String] {
    let id = answers[.environmentID] ?? survey.ownEnvironment
    return (survey.environments.value ?? []).first { $0.id == id }?.projects ?? []
  }

  /// The name a new environment gets unless somebody wants another.
  var plainName: String { "bedrock-\(answers[.region] ?? "us-east-1")" }

  /// That name, or the next free one.
  var freeName: String {
    let taken = Set((survey.environments.value ?? []).map(\.name))
    return taken.contains(plainName)
      ? (2...99).lazy.map { "\(plainName)-\($0)" }.first { !taken.contains($0) } ?? plainName
      : plainName
  }

  /// The fault of AWS sign-in that has to be answered by another choice.
  var signInFault: Fault? {
    guard !isAWSByHand, let fault = survey.identity.fault else { return nil }
    return fault.code.rawValue.hasPrefix("VB2") && fault.code != .mfaNeeded ? fault : nil
  }

  /// The fault of the Vertesia key that has to be answered by another choice.
  var keyFault: Fault? {
    guard !isVertesiaByHand, let fault = survey.organization.fault else { return nil }
    let codes: Set<FaultCode> = [
      .noVertesiaCredential, .vertesiaKeyRejected, .vertesiaKeyUnsupported, .checkpointForeign,
    ]
    return codes.contains(fault.code) ? fault : nil
  }

  func isConfirmed(_ text: String) -> Bool { answers[all: .confirmed].contains(text) }

  func confirming(_ text: String) -> Answers {
    var answers = answers
    if !isConfirmed(text) { answers[all: .confirmed].append(text) }
    return answers
  }
}

extension Answers {
  /// Chosen, its text still to come: kept as an answer without a value.
  func isAwaited(_ key: AnswerKey) -> Bool { values[key] == [] }
}

extension Question {
  /// What stands in its place while what it is made from is being read.
  static func held(_ id: QuestionID, _ title: String, _ why: String) -> Question {
    Question(id: id, title: title, why: why, form: .choice([]), isLooking: true)
  }
}

extension Notice {
  /// A fault as a line above a question.
  static func of(_ fault: Fault) -> Notice { Notice(.bad, "\(fault.summary). \(fault.cause)") }
}
