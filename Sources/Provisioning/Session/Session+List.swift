import Clients
import Federation

/// What a person does with a saved set-up on the list of them. Nothing in the cloud is touched.
extension Session {
  /// Calls it something else. It has the name before the first wait: a stop that comes meanwhile
  /// saves it too.
  func rename(_ text: String) async {
    guard let setup, let journal else { return }
    let before = (name, isNameGiven)
    do throws(Fault) {
      try lookForSaved()
      let chosen = try AnswerCheck.setupName(text, beside: survey.saved)
      (name, isNameGiven) = (chosen, true)
      try await journal.update { checkpoint in
        (checkpoint.name, checkpoint.isNameGiven) = (chosen, true)
      }
      if self.setup == setup { tellName(setup) }
    } catch {
      // Another one may have been opened meanwhile.
      guard self.setup == setup else { return fail(nil, error) }
      (name, isNameGiven) = before
      // A face may have gone ahead.
      tellName(setup)
      if error.code == .badSetupName { emit(.refused(.setupName, error)) } else { fail(nil, error) }
    }
  }

  func tellName(_ setup: SetupID) {
    emit(.opened(setup: setup.text, name: name, resume: resumeCommand(setup)))
  }

  /// Takes it off the list, where nothing has been made in it and nothing may have been.
  func discard() async {
    guard !isRunning, let setup, let store, let journal else { return }
    isRunning = true
    defer { isRunning = false }
    guard await journal.checkpoint.madeNothing, !state.wasHandedOut(setup.text) else {
      return fail(nil, CheckpointFaults.notDiscarded("Something was or may have been made in it."))
    }
    do throws(Fault) { try await store.discard() } catch { return fail(nil, error) }
    // Another one may have been opened meanwhile, and stays.
    guard self.setup == setup else {
      emit(.discarded(setup: setup.text))
      return tellSurvey()
    }
    await close()
    forget()
    (self.setup, name, answers) = (nil, "", Answers())
    lookAround()
    emit(.discarded(setup: setup.text))
    tellSurvey()
  }
}
