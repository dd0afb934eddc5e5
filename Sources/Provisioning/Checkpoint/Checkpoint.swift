public import Federation

/// What is kept of a set-up: a cache of facts and a journal of intents. The world is the truth;
/// every fact is looked at again before it is used. Holds no secret.
public struct Checkpoint: Codable, Equatable, Sendable {
  /// 8 base32 characters, chosen before anything else.
  public var setup: String
  /// Display name: `acme-research/us-east-1`.
  public var name: String
  /// A person gave it that name, so that nothing that becomes known changes it.
  public var isNameGiven: Bool?
  /// ISO-8601.
  public var createdAt: String
  public var answers: Answers
  /// What the set-up is bound to once known; another site, account or organization is a stop.
  public var site: String?
  public var account: String?
  public var organization: String?
  public var organizationName: String?
  public var steps: [StepID: StepRecord]
  /// Something was or may have been made that the steps do not tell of any more.
  public var hasMadeMore: Bool?
  /// What stands, where answers have changed since it was done and no run has begun to carry them
  /// out.
  public var done: Done?

  public init(
    setup: String,
    name: String,
    isNameGiven: Bool? = nil,
    createdAt: String,
    answers: Answers = Answers(),
    site: String? = nil,
    account: String? = nil,
    organization: String? = nil,
    organizationName: String? = nil,
    steps: [StepID: StepRecord] = [:]
  ) {
    self.setup = setup
    self.name = name
    self.isNameGiven = isNameGiven
    self.createdAt = createdAt
    self.answers = answers
    self.site = site
    self.account = account
    self.organization = organization
    self.organizationName = organizationName
    self.steps = steps
  }

  /// A set-up as it was when every step of it was done.
  public struct Done: Codable, Equatable, Sendable {
    public var answers: Answers
    public var steps: [StepID: StepRecord]

    public init(answers: Answers, steps: [StepID: StepRecord]) {
      self.answers = answers
      self.steps = steps
    }
  }
}

/// One step's memory.
public struct StepRecord: Codable, Equatable, Sendable {
  /// ISO-8601, the last time anything of it changed.
  public var at: String
  /// Runs that tried it.
  public var attempts: Int
  public var facts: Facts
  public var fault: Fault?
  /// A change that was about to be sent. With no outcome after it, its fate is unknown.
  public var intent: Intent?
  public var outcome: Outcome?

  public init(
    at: String,
    attempts: Int = 0,
    facts: Facts = Facts(),
    fault: Fault? = nil,
    intent: Intent? = nil,
    outcome: Outcome? = nil
  ) {
    self.at = at
    self.attempts = attempts
    self.facts = facts
    self.fault = fault
    self.intent = intent
    self.outcome = outcome
  }

  /// Nothing was made by it, and nothing may have been.
  var isOnlyRefused: Bool {
    fault != nil && intent == nil && outcome == nil && facts.values.keys.allSatisfy { $0 == .name }
  }

  /// Refused to an unattended run, which handed it to an administrator. The next one tries again:
  /// the right may have been given instead.
  var isHandedOn: Bool { outcome == .waiting && fault != nil }
}

/// A mutation on its way: durable before its first byte leaves.
public struct Intent: Codable, Equatable, Sendable {
  public var change: Change
  /// SHA-256 of the canonical request, hex.
  public var requestHash: String
  /// What finds the object again: the set-up id in a description, a tag or a name.
  public var marker: String
  /// Ids of the objects of that kind that were there before.
  public var preImage: [String]
  /// ISO-8601.
  public var at: String

  public init(
    change: Change,
    requestHash: String,
    marker: String,
    preImage: [String] = [],
    at: String
  ) {
    self.change = change
    self.requestHash = requestHash
    self.marker = marker
    self.preImage = preImage
    self.at = at
  }
}

extension Checkpoint {
  /// The set-up as a list shows it.
  public func summary(updatedAt: String) -> SetupSummary {
    if let done {
      var before = self
      (before.answers, before.steps, before.done) = (done.answers, done.steps, nil)
      var summary = before.summary(updatedAt: updatedAt)
      summary.isChanged = true
      return summary
    }
    let settled = StepID.allCases.filter {
      guard let record = steps[$0], record.fault == nil, !isUnproven($0) else { return false }
      return record.outcome.map { $0 != .waiting } ?? false
    }
    let stopped = StepID.allCases.first {
      steps[$0]?.fault != nil || steps[$0]?.intent != nil || steps[$0]?.outcome == .waiting
        || isUnproven($0)
    }
    let needed = StepID.allCases.filter { !$0.isAdvice }
    var summary = SetupSummary(
      id: setup,
      name: name,
      organization: organization ?? answers[.organization],
      organizationName: organizationName,
      account: account,
      region: answers[.region],
      environmentID: steps[.environment]?.facts[.id] ?? answers[.environmentID],
      environmentName: steps[.environment]?.facts[.name] ?? answers[.environmentName],
      roleARN: steps[.role]?.facts[.arn] ?? answers[.roleARN],
      site: site,
      // Advice that could not be read leaves nothing to do.
      settled: needed.allSatisfy(settled.contains) ? StepID.allCases.count : settled.count,
      of: StepID.allCases.count,
      stoppedAt: stopped,
      verified: steps[.modelListing]?.facts[.verified] == "true",
      madeNothing: madeNothing,
      updatedAt: updatedAt
    )
    summary.isHanded = stopped.flatMap { steps[$0]?.outcome } == .waiting
    return summary
  }

  /// What was answered anew since it was done and is not carried out.
  package var changes: [QuestionID] {
    guard let done else { return [] }
    var survey = Survey()
    // A new one that was made and the same one chosen by its id are the same answer.
    if let facts = done.steps[.environment]?.facts, let id = facts[.id] {
      survey.ownEnvironment = id
      survey.environments = .known([
        EnvironmentSummary(
          id: id,
          name: facts[.name] ?? "",
          region: facts[.region] ?? answers[.region] ?? "",
          hasKey: true,
          keyHint: nil,
          marker: nil,
          createdAt: nil,
          projects: []
        )
      ])
    }
    return Questionnaire.changes(from: done.answers, to: answers, survey)
  }

  /// Whether nothing stands or may stand anywhere because of it: of what is made nothing was tried,
  /// or only refused, and no person was asked for it or has brought anything.
  public var madeNothing: Bool {
    guard hasMadeMore != true, answers[.roleARN] == nil, steps[.modelListing]?.outcome == nil,
      answers[.environmentID] == nil || answers[.vertesiaAccess] != Access.byHand
    else { return false }
    return StepID.allCases.filter(\.isMade).allSatisfy { steps[$0]?.isOnlyRefused ?? true }
  }

  /// Remembers nothing of a step any more, but that something may stand because of it.
  mutating func forget(_ step: StepID) {
    if step.isMade, steps[step]?.isOnlyRefused == false { hasMadeMore = true }
    steps[step] = nil
  }

  /// Whether no listing has proven yet what took the place of something that worked.
  public func isUnproven(_ step: StepID) -> Bool {
    guard let facts = steps[step]?.facts, facts[.previous]?.nonEmpty != nil else { return false }
    return step == .connection || facts[.name] == steps[.role]?.facts[.name]
  }
}
