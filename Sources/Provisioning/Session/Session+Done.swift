import Federation

/// A set-up that is done can be answered anew. Until a run begins to carry that out, what was done
/// stands, and it can be left as it is.
extension Session {
  /// What is remembered of the steps as they stand.
  var standing: [StepID: StepRecord] { done?.steps ?? records }

  /// Before an answer changes: keeps what was done by the ones so far. Where its environment is gone,
  /// it does not stand.
  func keepDone() {
    guard done == nil, !isEnvironmentGone, let setup,
      checkpoint(setup).summary(updatedAt: "").isDone
    else { return }
    done = Checkpoint.Done(answers: answers, steps: records)
  }

  /// Where the answers say again what was done by them, nothing waits any more.
  ///
  /// - Returns: the steps to be remembered again.
  func takeDoneBack() -> [StepID: StepRecord]? {
    guard let done else { return nil }
    var survey = survey
    survey.ownEnvironment = done.steps[.environment]?.facts[.id]
    guard Questionnaire.changes(from: done.answers, to: answers, survey).isEmpty else { return nil }
    self.done = nil
    // One that is gone was answered to be made anew.
    guard !isEnvironmentGone else { return nil }
    (records, givenUp) = (done.steps, [])
    return records
  }

  /// Leaves it as it was done. How somebody signs in now stays.
  func dropChange() async {
    guard !isRunning, let done else { return }
    let before = done.answers.signedIn(as: answers)
    let changed = (answers, records, givenUp, decisions)
    // At once: what is answered while it is being written comes on top.
    (answers, records, givenUp, decisions, self.done) = (before, done.steps, [], [:], nil)
    do throws(Fault) {
      try await journal?.update { checkpoint in
        (checkpoint.answers, checkpoint.steps, checkpoint.done) = (before, done.steps, nil)
      }
    } catch {
      if answers == before {
        (answers, records, givenUp, decisions) = changed
        self.done = done
      }
      // A face may have gone ahead.
      emit(.answered(answers))
      return fail(nil, error)
    }
    await answersChanged()
  }

  /// What was done, after a run of some steps: what those rest on stands as it is answered now, and
  /// the rest waits still.
  ///
  /// - Returns: `nil` where nothing is left that waits.
  func stillWaiting(of done: Checkpoint.Done) -> Checkpoint.Done? {
    guard scope.count < StepID.allCases.count else { return nil }
    var left = done
    for step in scope {
      left.steps[step] = records[step]
      for key in Self.restsOn[step] ?? [] { left.answers[all: key] = answers[all: key] }
    }
    return Questionnaire.changes(from: left.answers, to: answers, survey).isEmpty ? nil : left
  }

  private static let restsOn: [StepID: [AnswerKey]] = [
    .identityProvider: [.issuer, .audience],
    .environment: [.environmentID, .environmentName, .project, .region],
    .role: [.roleName, .rolePath, .permissionsBoundary, .roleARN],
    .permissions: [.permissions],
  ]
}
