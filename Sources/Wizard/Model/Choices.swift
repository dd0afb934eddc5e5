import Federation

/// What can be done about a fault.
enum WayOut: String, CaseIterable {
  case again, issuer, rules, change, roleARN = "role-arn", byHand = "by-hand", leave
}

/// What can be done while a person is waited for.
enum PersonChoice: String, CaseIterable {
  case look, done, here, leave
}

/// A decision about something that is there already. The raw values are the session's words, but
/// for `choose` and `rules`, which lead back to the questions, and `keep`, which answers them.
enum Resolution: String, CaseIterable {
  case keep, rename, extend, choose, rules, stop

  /// Only what has a name of its own can get another one.
  ///
  /// - Parameters:
  ///   - step: what is in conflict.
  ///   - isRoleGiven: the role is one that a person has named; another one can be named instead.
  /// - Returns: what can be decided, the advised decision first.
  static func offered(for step: StepID, isRoleGiven: Bool) -> [Resolution] {
    switch step {
    case .role: isRoleGiven ? [.choose, .rename, .extend, .stop] : [.rename, .extend, .stop]
    case .environment: [.rename, .choose, .stop]
    default: [.extend, .stop]
    }
  }
}

extension Model {
  /// What can be decided about a conflict, the advised decision first.
  func resolutions(for step: StepID) -> [Resolution] {
    guard trouble?.fault.code == .roleDiffers else {
      return Resolution.offered(for: step, isRoleGiven: isRoleGiven)
    }
    // What differs in the role itself is not mended by trusting one more.
    switch trouble?.fault.remedies.firstIndex(where: \.keepsRole) {
    case 0: return [.keep, .rename, .stop]
    case nil: return [.rename, .rules, .stop]
    default: return [.rename, .keep, .stop]
    }
  }

  /// The answers by which the role would be kept as it was made.
  var asMade: [(id: QuestionID, value: String)] {
    let answers = trouble?.fault.remedies.first(where: \.keepsRole)?.product?.answers ?? Answers()
    return [AnswerKey.rolePath, .permissionsBoundary].compactMap { key in
      guard let value = answers[key], let id = QuestionID(rawValue: key.rawValue) else {
        return nil
      }
      return (id, value)
    }
  }

  /// The role is not made here: a person has named it.
  private var isRoleGiven: Bool { answers[.roleARN] != nil }

  var trouble: Run.Trouble? {
    let troubles = run.troubles
    return troubles.indices.contains(shownTrouble) ? troubles[shownTrouble] : troubles.first
  }

  /// The question whose answer a fault is about, if any.
  var questionableAnswer: QuestionID? {
    guard let trouble else { return nil }
    // Keys that are over are replaced where they were given.
    if trouble.fault.remedies.contains(.pasteKeys) {
      return answers[.awsAccess] == "pasted" ? .awsKeys : .aws
    }
    switch trouble.fault.code {
    case .roleNotKnown where isRoleGiven: return .roleARN
    case .pairingContradicts: return .pairing
    case .roleAccountNotConfirmed: return .roleAccount
    case .issuerNotConfirmed, .badIssuer, .issuerMismatch: return .issuer
    case .regionDisabled, .badRegion, .regionOffersNothing: return .region
    case .wrongSite, .siteRestricted, .badSite, .hostNotTrusted: return .site
    case .projectUnknown, .badProjectID: return .project
    case .vertesiaRightMissing, .checkpointForeign, .keyOfAnotherProject: return .vertesia
    case .accountChanged, .iamReadDenied, .iamDenied, .callerCannotFinish: return .aws
    case .noSuchPolicy, .permissionsDiffer, .badPermissions: return .permissions
    default: break
    }
    switch trouble.step {
    case .awsIdentity, .identityProvider: return .aws
    case .organization: return .vertesia
    case .modelAccess: return .region
    case .environment, .connection: return .environment
    case .role: return isRoleGiven ? .roleARN : .roleName
    case .permissions: return .permissions
    case .modelListing, nil: return nil
    }
  }

  /// The fault may come from a role that a person has named, whatever else it can come from.
  private var mayBeAnotherRole: Bool {
    guard isRoleGiven, let trouble, questionableAnswer != .roleARN else { return false }
    switch trouble.step {
    case .identityProvider, .permissions, .connection, .modelListing: return true
    case nil: return trouble.fault.code == .roleAccountNotConfirmed
    case .awsIdentity, .organization, .modelAccess, .environment, .role: return false
    }
  }

  /// The issuer that signs, where the fault is that AWS trusts another one. Only a host of
  /// Vertesia's own is offered: any other needs a typed yes.
  var signingIssuer: String? {
    guard let fault = trouble?.fault, fault.code == .issuerMismatch else { return nil }
    let expected = fault.evidence.first { $0.label == .expected }?.text
    return expected.flatMap { Issuer.isTrusted($0) ? $0 : nil }
  }

  /// The fault is about what a company demands of every role, and those answers can be given. AWS
  /// does not tell a rule that a path breaks from a right that is missing: who has given one rule
  /// may have to give another. What a plan has put in by itself is given by nobody.
  var leadsToRules: Bool {
    let rules = companyRules
    return switch trouble?.fault.code {
    case .companyRule, .badBoundary: !rules.isEmpty
    case .callerCannotFinish where trouble?.fault.doubtsRules == true: !rules.isEmpty
    case .callerCannotFinish:
      rules.contains { Questionnaire.value(of: $0.id, answers.withoutDefaults(), survey) != nil }
    default: false
    }
  }

  /// The ways out of the fault on the screen, the advised one first.
  var waysOut: [WayOut] {
    guard let trouble else { return [.again, .leave] }
    var ways = WayOut.allCases
    if signingIssuer == nil { ways.removeAll { $0 == .issuer } }
    if !leadsToRules { ways.removeAll { $0 == .rules } }
    if !mayChangeAnswer { ways.removeAll { $0 == .change } }
    if !mayBeAnotherRole { ways.removeAll { $0 == .roleARN } }
    if !mayBeByHand(trouble) { ways.removeAll { $0 == .byHand } }
    guard let advised = advisedWay(trouble.fault), ways.contains(advised) else { return ways }
    return [advised] + ways.filter { $0 != advised }
  }

  /// There is a question to go back to. What a company demands is answered by its rules.
  private var mayChangeAnswer: Bool {
    if leadsToRules, trouble?.fault.code != .callerCannotFinish { return false }
    return questionableAnswer.map(applies) == true
  }

  /// A person can do what the program may not. A listing that has failed is not mended by looking at
  /// it elsewhere: only who may not ask Vertesia leaves it to somebody who may.
  private func mayBeByHand(_ trouble: Run.Trouble) -> Bool {
    guard let step = trouble.step, !step.isAdvice else { return false }
    guard step == .modelListing else { return true }
    return switch trouble.fault.code {
    case .noVertesiaCredential, .vertesiaKeyRejected, .vertesiaRightMissing, .keyOfAnotherProject:
      true
    default: false
    }
  }

  private func advisedWay(_ fault: Fault) -> WayOut? {
    if fault.remedies.contains(.pasteKeys) { return .change }
    return switch fault.code {
    case .companyRule, .badBoundary: leadsToRules ? .rules : .change
    case .callerCannotFinish where leadsToRules && fault.doubtsRules: .rules
    case .iamDenied, .iamReadDenied, .callerCannotFinish, .organizationPolicyDenies: .byHand
    case .issuerMismatch: .issuer
    // A mistyped ARN, at first; later, somebody has taken the role away.
    case .roleNotKnown where isRoleGiven: isUnfinished ? .change : .byHand
    case _ where fault.code.rawValue.hasPrefix("VB1"), .projectUnknown, .wrongSite,
      .regionOffersNothing, .checkpointForeign, .accountChanged, .keyOfAnotherProject,
      .vertesiaRightMissing:
      .change
    default: .again
    }
  }
}
