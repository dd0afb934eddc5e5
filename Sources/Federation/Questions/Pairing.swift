/// Which organization goes with which AWS account.
package enum Pairing {
  /// A set-up that joins this organization with another account, when none joins it with this
  /// one. Two organizations in one account contradict nothing.
  package static func contradiction(_ answers: Answers, _ survey: Survey) -> SetupSummary? {
    let moment = Moment(answers: answers, survey: survey)
    guard let account = moment.identity?.account, let organization = moment.organizationID else {
      return nil
    }
    let same = (survey.saved + survey.found).filter {
      $0.organization == organization && $0.account != nil
    }
    guard !same.contains(where: { $0.account == account }) else { return nil }
    return same.first
  }

  /// Whether nothing contradicts, or a person has typed that it is meant.
  package static func isConfirmed(_ answers: Answers, _ survey: Survey) -> Bool {
    guard contradiction(answers, survey) != nil else { return true }
    return confirmation(Moment(answers: answers, survey: survey))
      .map { answers[all: .confirmed].contains($0) } ?? false
  }

  static func confirmation(_ moment: Moment) -> String? {
    guard let account = moment.identity?.account, let organization = moment.organizationID else {
      return nil
    }
    return "pairing:\(organization):\(account)"
  }
}
