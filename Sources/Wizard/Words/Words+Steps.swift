import Federation

extension Words {
  /// What a step is doing, while it does it.
  static func doing(_ step: StepID) -> String {
    switch step {
    case .awsIdentity: "Reading your AWS account"
    case .organization: "Reading your Vertesia organization"
    case .modelAccess: "Looking at the models of the region"
    case .identityProvider: "Making the identity provider"
    case .environment: "Making the environment"
    case .role: "Making the role"
    case .permissions: "Giving the role its permissions"
    case .connection: "Giving Vertesia the role"
    case .modelListing: "Checking that Vertesia can use the role"
    }
  }

  static func state(_ state: StepState, of step: StepID) -> String {
    switch state {
    case .next: "next"
    case .running: "running"
    case .waiting(let wait) where wait.isForPerson: "waiting for a person"
    case .waiting(let wait): "waiting, try \(wait.attempt)"
    case .settled(let outcome): outcome.words(of: step)
    case .failed: "failed"
    }
  }

  /// One line of truth about a wait.
  static func waiting(_ reason: Wait.Reason, of step: StepID) -> String {
    switch reason {
    case .iamReads: "\(step.service) has taken the change; its reads do not show it yet"
    case .roleSpreading: "AWS may not have spread the role yet"
    case .changeSpreading: "AWS may not have spread the change yet"
    case .listing: "Vertesia does not list what it should yet"
    case .pacing: "\(step.service) asked for a pause"
    case .settlingUnknown: "An answer was lost; looking whether the change was made"
    case .awsAdministrator: "Waiting for an AWS administrator"
    case .vertesiaAdministrator: "Waiting for somebody in Vertesia Studio"
    }
  }

  /// How long that takes as a rule; `nil` where nobody can say.
  static func usual(_ reason: Wait.Reason) -> String? {
    switch reason {
    case .iamReads: "under 10 s"
    case .roleSpreading, .changeSpreading: "10 to 30 s"
    case .pacing: "a few seconds"
    case .settlingUnknown: "under 30 s"
    case .listing, .awsAdministrator, .vertesiaAdministrator: nil
    }
  }

  static func why(_ reason: Wait.Reason, of step: StepID) -> String {
    switch reason {
    case .iamReads where step.side == .vertesia:
      "Vertesia shows a change after a moment. It is looked for again until then. Nothing is wrong."
    case .iamReads:
      "IAM keeps copies of itself in many places. A change reaches all of them after a few "
        + "seconds. Nothing is wrong."
    case .roleSpreading:
      "A new role needs 10 to 30 s before AWS lets anyone use it. Vertesia is asked again "
        + "after 1, 2, 4 and then every few seconds. Nothing is wrong yet."
    case .changeSpreading:
      "A change in IAM needs 10 to 30 s until it is in force everywhere: until then what was taken "
        + "away may still work, so a listing proves nothing. Where Vertesia lists nothing any more, "
        + "what worked before is put back."
    case .listing:
      "Vertesia may repeat an older answer for a minute, a change of the role, of a policy or of "
        + "the key may be on its way, or something differs. If it stays so, both sides are "
        + "compared, and what differs is told."
    case .pacing:
      "\(step.service) limits how often it may be asked. The same call is sent again after the "
        + "pause it asked for."
    case .settlingUnknown:
      "The connection broke before an answer came. The change may have been made, so it is "
        + "looked for before anything is sent again. Nothing is made twice."
    case .awsAdministrator:
      "Send the request file to somebody who may change IAM in the AWS account: it says what to "
        + "make and why, with every command."
    case .vertesiaAdministrator:
      "An owner, admin or manager of the organization does this in Vertesia Studio."
    }
  }
}

extension Words {
  /// How long a wait may take before something is likely to be wrong; `nil` where nobody can say.
  static func limit(_ reason: Wait.Reason) -> Duration? {
    switch reason {
    case .iamReads, .pacing: .seconds(10)
    case .roleSpreading, .changeSpreading, .settlingUnknown: .seconds(30)
    // An older answer is repeated for a minute.
    case .listing: .seconds(60)
    case .awsAdministrator, .vertesiaAdministrator: nil
    }
  }

  /// What it may mean that a wait goes on past that.
  static func whyStill(_ reason: Wait.Reason, of step: StepID) -> String {
    switch reason {
    case .iamReads:
      "\(step.service) took the change and does not show it, or something has undone it since."
    case .roleSpreading, .changeSpreading, .listing:
      "Most often the issuer or the audience that AWS trusts is not the one Vertesia signs with. "
        + "If it stays so, both sides are compared, and what differs is told."
    case .pacing: "Others who call \(step.service) may be using up what it allows."
    case .settlingUnknown: "\(step.service) may be slow or out of reach. Nothing is made twice."
    case .awsAdministrator, .vertesiaAdministrator: why(reason, of: step)
    }
  }
}

extension Wait {
  /// It goes on longer than such waits do.
  var isOverdue: Bool { Words.limit(reason).map { elapsed > $0 } ?? false }
}

extension StepID {
  /// Its words in the middle of a sentence: `role`, but `AWS account`.
  var inline: String {
    let second = words.dropFirst().first
    guard second?.isUppercase != true else { return words }
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
