import Federation

extension Session {
  /// Takes answers that were given with a command on top of the saved ones. The name of another
  /// environment than the one so far asks for a new one.
  func take(_ given: Answers) {
    let before = answers
    let merged = before.merging(given)
    if !Questionnaire.changes(from: before, to: merged, survey).isEmpty { keepDone() }
    answers = merged
    // A name stands for a role of this set-up's own, whichever ARN was given before.
    if given[.roleName] != nil, given[.roleARN] == nil { answers[.roleARN] = nil }
    let known = [before[.environmentName], records[.environment]?.facts[.name]]
    if given[.environmentID] == nil, let name = given[.environmentName], !known.contains(name) {
      answers[.environmentID] = nil
    }
    followEnvironment(from: before)
    // Only a plan saves them.
    unsaved = given
  }

  /// Gives up what is remembered of an environment that the answers do not mean any more: with its
  /// id at hand, it would be taken again.
  ///
  /// - Parameter before: the answers as they were.
  func followEnvironment(from before: Answers) {
    guard let own = records[.environment]?.facts, own[.id] != nil,
      meansAnother(than: own, before)
    else { return }
    giveUp(Self.ofEnvironment)
  }

  /// A name alone says little, since an environment can be renamed in Studio: it has to be a new
  /// answer, or the environment has to be gone.
  private func meansAnother(than own: Facts, _ before: Answers) -> Bool {
    if let chosen = answers[.environmentID] { return chosen != own[.id] }
    guard let name = answers[.environmentName] else { return false }
    return isEnvironmentGone || name != before[.environmentName] && name != own[.name]
  }

  /// The environment of this set-up is not among those that Vertesia lists.
  var isEnvironmentGone: Bool {
    guard let id = answers[.environmentID] ?? records[.environment]?.facts[.id],
      let all = survey.environments.value
    else { return false }
    return !all.contains { $0.id == id }
  }

  /// What hangs on one environment. The role stays: its trust is compared by the next plan.
  static let ofEnvironment: Set<StepID> = [.environment, .connection, .modelListing]

  /// Remembers nothing of these steps any more; the next save makes that durable, together with the
  /// answers that led to it.
  func giveUp(_ steps: Set<StepID>) {
    for step in steps { records[step] = nil }
    givenUp.formUnion(steps)
  }
}
