import Federation

/// Which sign-ins are being read, and which have failed.
extension Model {
  /// The profile that `s` signs in with: the one that is marked, or the one whose session is over.
  var signInProfile: String? {
    let wanted: String? =
      switch place {
      case .question(.aws): markedRow
      case .fault where trouble?.fault.code == .awsSessionExpired: answers[.profile]
      default: nil
      }
    return survey.signIns.first { $0.id == wanted && $0.kind == .sso }?.id
  }

  /// The marked profile is of no use before somebody signs in.
  var mustSignIn: Bool {
    guard place == .question(.aws) else { return false }
    return survey.signIns.contains { $0.id == signInProfile && !$0.isUsable }
  }

  mutating func signIn(_ profile: String) -> [Effect] {
    isAway = true
    return [.signIn(profile: profile)]
  }

  /// Goes on with the profile once somebody has signed in with it.
  mutating func signInEnded(_ profile: String, _ status: Int?) -> [Effect] {
    isAway = false
    guard status == 0 else {
      remark = Notice(.warning, signInWords(status))
      return []
    }
    remark = Notice(.info, "Signed in as \(profile).")
    let look = [Effect.command(.prefetch)]
    switch place {
    case .question(.aws): return look + answer(.aws, profile)
    case .fault: return look + tryAgain()
    default: return look
    }
  }

  private func signInWords(_ status: Int?) -> String {
    if keepsNothing { return "A demo starts no programs such as aws sso login." }
    return switch status {
    case 130: "aws sso login was interrupted."
    // Version 1 knows no such command, and says so by these.
    case 2, 252: "It did not work; it needs version 2 of the AWS CLI."
    case .some(let code): "aws sso login failed, exit code \(code)."
    case nil: "aws could not be started. Paste keys from the AWS access portal instead."
    }
  }

  /// What the session has been told to read and has not begun to counts as being read: whoever is
  /// faster than the session is not led past it, nor held by what it read with another sign-in.
  mutating func expectReadings() {
    if unconfirmed.contains(where: { $0.signsIn == .aws }) {
      let isRead =
        switch answers[.awsAccess] {
        case Choose.byHand: false
        case "pasted": survey.held.contains(.awsKeys)
        default: true
        }
      (survey.identity, survey.abilities) = (isRead ? .asking : .notAsked, .notAsked)
    }
    guard !isByHand(.vertesia) else { return }
    let hasKey = answers[.vertesiaAccess] != "typed" || survey.held.contains(.vertesiaKey)
    let isAhead = readsAhead && hasKey && survey.organization == .notAsked
    let signsIn = unconfirmed.contains { $0.signsIn == .vertesia }
    if isAhead || signsIn { survey.organization = .asking }
  }

  /// Whether a question chooses a sign-in, and the present one has failed. For the same sign-in
  /// nothing is read twice unasked.
  func hasFailed(_ id: QuestionID) -> Bool {
    switch id {
    case .aws: survey.identity.fault != nil
    case .vertesia: survey.organization.fault != nil
    default: false
    }
  }

  /// The side that is signed in to anew with these answers. For AWS it matters only after a failure:
  /// the sign-in that is chosen first is as a rule the one that was read ahead.
  func signsIn(_ settled: Answers) -> Side? {
    if survey.identity.fault != nil, Self.awsSignIn(settled) != Self.awsSignIn(answers) {
      return .aws
    }
    return Self.vertesiaSignIn(settled) == Self.vertesiaSignIn(answers) ? nil : .vertesia
  }

  /// What the AWS account depends on. Credentials that are found are used where nothing was chosen.
  private static func awsSignIn(_ answers: Answers) -> [String?] {
    [answers[.awsAccess] ?? "credentials", answers[.profile]]
  }

  /// What the organization depends on. A key that was found is used where nothing was chosen.
  private static func vertesiaSignIn(_ answers: Answers) -> [String?] {
    [answers[.vertesiaAccess] ?? Choose.key, answers[.site]]
  }
}
