import Federation

/// What can be done with a saved set-up: first what a person came for, then what is seldom wanted.
enum SetupChoice: String, CaseIterable {
  case goOn = "go-on"
  case check, drop, models, region, project, permissions, rules, rename, made, discard
}

extension Model {
  /// What can be done with this one. Who has no access to Vertesia lists no models there.
  var setupChoices: [SetupChoice] {
    let isFinished = !isUnfinished
    return SetupChoice.allCases.filter { choice in
      switch choice {
      case .goOn: !isFinished
      case .check, .region: isFinished
      case .drop: isFinished && isChanged && survey.doneAnswers != nil
      case .models, .project: isFinished && !isByHand(.vertesia)
      case .permissions: isFinished && applies(.permissions)
      case .rules: isFinished && !companyRules.isEmpty
      case .rename: true
      case .made: !isFalseStart
      case .discard: isFalseStart
      }
    }
  }

  /// It was never done, as far as is known; one that was stays so when a later look at it fails.
  var isUnfinished: Bool {
    !isDayTwo && resumed?.isDone != true && run.settledCount < StepID.allCases.count
  }

  /// Nothing was made in it before it was opened, where it was there before, and nothing was agreed to
  /// or handed out since.
  package var isFalseStart: Bool {
    let isBegunHere = openedAnswers == nil && savedAt != nil
    return (resumed?.madeNothing ?? isBegunHere) && consented.isEmpty && hands.isEmpty
      && result == nil && run.handedSteps.isEmpty
  }

  /// A set-up that was done when it was opened: its day two begins with what can be done.
  /// So does the day two of one that was finished just now.
  var isDayTwo: Bool {
    guard openedAnswers != nil else { return false }
    let isDone = result.map { $0.exit == .done } ?? (wasDoneHere || resumed?.isDone == true)
    // What waits to be carried out leaves it done.
    return isDone || survey.doneAnswers != nil
  }

  /// Something was answered anew since it was done, and no run has carried it out.
  var isChanged: Bool { !changes.isEmpty }

  var changes: [QuestionID] {
    guard let openedAnswers, result?.exit.hasCarriedOut != true else { return [] }
    return Questionnaire.changes(from: openedAnswers, to: answers, survey)
  }

  /// What was answered anew: `permissions and role name`.
  var changedWords: String {
    Words.list(changes.subjects)
  }

  /// The open set-up as the first screen sums it up.
  var openSummary: SetupSummary? {
    guard let setup else { return resumed }
    var summary = SetupSummary(
      id: setup.id,
      name: setup.name,
      organization: answers[.organization] ?? resumed?.organization,
      organizationName: survey.organization.value?.name ?? resumed?.organizationName,
      account: survey.identity.value?.account ?? resumed?.account,
      region: answers[.region],
      environmentID: environmentID,
      environmentName: answers[.environmentName] ?? resumed?.environmentName,
      roleARN: roleARN,
      site: answers[.site] ?? resumed?.site,
      settled: run.settledCount,
      of: StepID.allCases.count,
      stoppedAt: run.troubles.first?.step ?? run.handedStep,
      verified: result?.isProven ?? resumed?.verified ?? true,
      madeNothing: isFalseStart,
      isChanged: isDayTwo && isChanged,
      updatedAt: ""
    )
    summary.isHanded = run.troubles.isEmpty && run.handedStep != nil
    return summary
  }
}
