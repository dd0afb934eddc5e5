extension Questionnaire {
  /// The answers with every silent default put in: what a run without a terminal goes by.
  public static func filled(_ answers: Answers, _ survey: Survey) -> Answers {
    let moment = Moment(answers: answers, survey: survey)
    var filled = answers
    // A doubtful answer gives way: it belonged to another key or another site.
    // One whose text is still to come is nobody's to guess.
    func fill(_ key: AnswerKey, _ value: String?) {
      guard !filled.isAwaited(key) else { return }
      if let value, !filled.has(key) || filled[key] == nil { filled[key] = value }
    }
    fill(.awsAccess, "credentials")
    fill(.vertesiaAccess, "key")
    fill(.region, moment.isAWSByHand ? nil : survey.configuredRegion)
    fill(.audience, "bedrock")
    fill(.permissions, "inference")
    fill(.rolePath, "/")
    fill(.organization, moment.organization?.id)
    if let organization = moment.organization, Issuer.isTrusted(organization.issuer) {
      fill(.issuer, organization.issuer)
    }
    let projects = moment.usableProjects
    fill(.project, (projects.count == 1 ? projects[0] : moment.ownProject)?.id)
    if filled[.environmentID] == nil, let region = filled[.region], !moment.isVertesiaByHand {
      fill(.environmentName, "bedrock-\(region)")
    }
    return filled
  }

  /// What a face that may not ask has to be told, in the order of the questions. Each is a flag;
  /// `Fault.missing` names it.
  public static func missing(_ answers: Answers, _ survey: Survey) -> [AnswerKey] {
    let filled = filled(answers, survey)
    let moment = Moment(answers: filled, survey: survey)
    var wanted: [AnswerKey] = [.region]
    if moment.isVertesiaByHand { wanted += [.organization, .environmentID] }
    if moment.organization != nil { wanted.append(.issuer) }
    if moment.usableProjects.count > 1 { wanted.append(.project) }
    wanted += [.environmentName, .permissions].filter(filled.isAwaited)
    return wanted.filter { filled[$0] == nil || !filled.has($0) }
  }
}
