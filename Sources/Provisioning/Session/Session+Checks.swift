import Clients
import Federation

/// What has to hold before a plan is made.
extension Session {
  /// A side that could not be signed in to ends it; nothing else can be told then.
  func checkSides() throws(PlanFailure) {
    var faults: [(step: StepID?, fault: Fault)] = []
    if let fault = survey.identity.fault, answers[.awsAccess] != Access.byHand {
      faults.append((.awsIdentity, fault))
    }
    if let fault = survey.organization.fault, answers[.vertesiaAccess] != Access.byHand {
      faults.append((.organization, fault))
    }
    guard faults.isEmpty else { throw PlanFailure(faults: faults) }
  }

  /// Puts in the silent defaults, and stops when something is missing that has none.
  func checkAnswers() throws(Fault) {
    answers = Questionnaire.filled(answers, survey)
    try AnswerCheck.together(answers, survey)
    try checkNothingMissing()
    if let setup, answers[.roleARN] != nil {
      try checkGivenRole(inputs(setup))
    }
  }

  /// A profile that cannot be used is why it tells no region.
  func checkProfile() async throws(PlanFailure) {
    guard answers[.profile] != nil, Questionnaire.missing(answers, survey).contains(.region)
    else { return }
    do throws(Fault) { _ = try await awsSide() } catch {
      throw PlanFailure(faults: [(.awsIdentity, error)])
    }
  }

  func checkNothingMissing() throws(Fault) {
    if let key = Questionnaire.missing(answers, survey).first {
      if key == .issuer, let organization = survey.organization.value {
        throw Fault(
          .issuerNotConfirmed,
          cause: "The issuer \(organization.issuer) is not on a host of Vertesia's, and nobody has "
            + "confirmed it.",
          evidence: [Evidence(.found, organization.issuer)]
        )
      }
      throw Fault.missing(key)
    }
  }

  /// An account that is not the caller's has to be confirmed.
  func checkGivenRole(_ inputs: Inputs) throws(Fault) {
    guard let given = inputs.givenRole else {
      throw Fault(.badRoleARN, evidence: [Evidence(.value, answers[.roleARN] ?? "")])
    }
    if let account = survey.identity.value?.account, given.account != account,
      !answers[all: .confirmed].contains("role-account:\(given.account)")
    {
      throw Fault(
        .roleAccountNotConfirmed,
        cause: "The role is in account \(given.account), and you are signed in to \(account).",
        evidence: [Evidence(.expected, account), Evidence(.found, given.account)]
      )
    }
  }

  /// Which saved set-up is meant in the place of this new one. Where none is, this one is saved:
  /// others find it from here on.
  func otherChosen() async throws(Fault) -> String? {
    guard records.isEmpty, keepsNew else {
      let other = try otherSetup()
      if other == nil { try checkBinding() }
      return other
    }
    let turn = try await state.turn(waitingOn: world.surroundings.clock)
    defer { turn?.release() }
    if let other = try otherSetup() { return other }
    try checkBinding()
    if binding.organization != nil { try await save() }
    return nil
  }

  /// Between a plan on a face and the yes to it, another one may have begun the same.
  ///
  /// - Returns: what keeps others from that until this one is saved; `nil` where it has begun.
  /// - Throws: VB119 when another one has it.
  func turnToBegin() async throws(Fault) -> (any DiskLock)? {
    guard records.isEmpty, journal == nil || world.settings.isInteractive else { return nil }
    let turn = try await state.turn(waitingOn: world.surroundings.clock)
    do throws(Fault) {
      if let other = try otherSetup() { throw twin(other) }
    } catch {
      turn?.release()
      throw error
    }
    return turn
  }

  /// Only a set-up that has no file of its own yet can turn out to be a saved one.
  private func otherSetup() throws(Fault) -> String? {
    guard records.isEmpty else { return nil }
    try lookForSaved()
    var survey = survey
    // Who named a set-up that has not begun means that one, and not another that has not either.
    if isNamed { survey.saved.removeAll { !$0.hasBegun } }
    guard let other = try WhichSetup.choose(answers, survey), other != setup?.text
    else { return nil }
    guard journal == nil else { throw twin(other) }
    return other
  }

  private func twin(_ other: String) -> Fault {
    Fault(
      .ambiguousSetup,
      cause: "A saved set-up has the same answers as this new one.",
      remedies: [
        Remedy(
          "Go on with the saved one",
          ProductCommand(world.settings.invocation.goingOn, of: .saved(other))
        ),
        Remedy("Give the new environment another name"),
      ],
      evidence: [Evidence(.found, other)]
    )
  }

  /// A saved set-up goes on with the site, the account and the organization it began with.
  func checkBinding() throws(Fault) {
    let identity = survey.identity.value
    let organization = survey.organization.value
    if let identity { try checkBound(identity) }
    if let organization { try checkBound(organization) }
    binding.account = binding.account ?? identity?.account
    binding.organization = binding.organization ?? organization?.id ?? answers[.organization]
    binding.organizationName = organization?.name ?? binding.organizationName
    binding.site = binding.site ?? organization?.site
    nameAgain()
  }

  /// A sign-in to another account is refused where it is chosen.
  func checkBound(_ identity: Federation.CallerIdentity) throws(Fault) {
    guard let bound = binding.account, bound != identity.account else { return }
    let found = identity.alias.map { "\(identity.account) (\($0))" } ?? identity.account
    throw Fault(
      .accountChanged,
      cause: "This set-up belongs to AWS account \(bound), and the sign-in is to \(found).",
      remedies: [
        Remedy("Sign in to account \(bound): choose a profile of it, or paste its keys"),
        Remedy("Start a new set-up for account \(identity.account)", ProductCommand(.setup)),
      ],
      evidence: [Evidence(.expected, bound), Evidence(.found, identity.account)]
    )
  }

  /// A key that leads elsewhere is refused before anything of there is offered as an answer.
  func checkBound(_ organization: Organization) throws(Fault) {
    if let bound = binding.organization, bound != organization.id {
      let wanted = binding.organizationName.map { "\($0) (\(bound))" } ?? bound
      throw Fault(
        .checkpointForeign,
        "The set-up belongs to another organization",
        cause: "This set-up belongs to organization \(wanted), and the key to "
          + "\(organization.name) (\(organization.id)).",
        remedies: [
          Remedy("Sign in with a key of organization \(wanted)"),
          Remedy("Start a new set-up for \(organization.name)", ProductCommand(.setup)),
        ],
        evidence: [Evidence(.expected, bound), Evidence(.found, organization.id)]
      )
    }
    if let bound = binding.site, bound != organization.site {
      throw Fault(
        .checkpointForeign,
        "The set-up belongs to another site",
        cause: "This set-up belongs to the site \(bound), and the key is for \(organization.site).",
        remedies: [
          Remedy("Sign in with a key for \(bound)"),
          Remedy("Start a new set-up for \(organization.site)", ProductCommand(.setup)),
        ],
        evidence: [Evidence(.expected, bound), Evidence(.found, organization.site)]
      )
    }
  }

  func checkPairing() throws(Fault) {
    guard records.isEmpty, !Pairing.isConfirmed(answers, survey),
      let other = Pairing.contradiction(answers, survey)
    else { return }
    throw Fault(
      .pairingContradicts,
      cause: "Organization \(binding.organizationName ?? other.organization ?? "") is connected to "
        + "AWS account \(other.account ?? "unknown") by the set-up \(other.name), and not to "
        + "this one.",
      evidence: [
        Evidence(.expected, other.account ?? ""), Evidence(.found, binding.account ?? ""),
      ]
    )
  }
}
