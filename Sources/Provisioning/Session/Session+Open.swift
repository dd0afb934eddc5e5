import Clients
import Federation

extension Session {
  /// A new set-up. Nothing is written until there is something worth keeping.
  func begin(_ given: Answers) async {
    await close()
    forget()
    setup = SetupID(bytes: world.surroundings.random(5))
    answers = given
    unsaved = given
    name = displayName()
    binding.createdAt = now()
    let fault = lookAround()
    announceOpening()
    // Without a face, the plan ends with it.
    if let fault, world.settings.isInteractive { fail(nil, fault) }
  }

  func open(_ name: String) async {
    do throws(Fault) {
      try await reopen(try state.find(name))
    } catch { end([(nil, error)]) }
  }

  /// Opens a saved set-up and tells what it remembers; every fact is looked at again by a plan.
  ///
  /// - Parameters:
  ///   - id: the whole id.
  ///   - isLook: nothing is going to be saved.
  ///   - asItStands: answers that wait to be carried out do not count, but for how somebody signs in;
  ///     only for a look.
  /// - Throws: VB120 when it is not there, or why its files cannot be opened or read.
  func reopen(
    _ id: String,
    isLook: Bool = false,
    asItStands: Bool = false
  ) async throws(Fault) {
    let store = try await opened(id, note: lockNote(), isLook: isLook)
    let loaded: (checkpoint: Checkpoint, notice: Fault?)?
    do throws(Fault) {
      loaded = try await store.load()
    } catch {
      await store.close()
      throw error
    }
    guard let loaded else {
      await store.close()
      throw Fault(.noSuchSetup, evidence: [Evidence(.value, id)])
    }
    await close()
    forget()
    isNamed = true
    attach(store, loaded.checkpoint)
    if isLook, asItStands, let done {
      (answers, records) = (done.answers.signedIn(as: answers), done.steps)
    }
    if let notice = loaded.notice {
      let words = "\(notice.code.rawValue) \(notice.summary). \(notice.cause)"
      emit(.noticed(Notice(.warning, words)))
    }
    if let notice = store.notice { emit(.noticed(notice)) }
    for path in store.tightened() {
      emit(.noticed(Notice(.warning, "Others could reach \(path); now only you can")))
    }
    lookAround()
    announceOpening()
    for step in StepID.allCases {
      guard let record = standing[step], let outcome = record.outcome, record.fault == nil
      else { continue }
      emit(.settled(step, outcome, record.facts))
    }
  }

  private func attach(_ store: CheckpointStore, _ checkpoint: Checkpoint) {
    var checkpoint = checkpoint
    for (step, record) in checkpoint.steps where record.isHandedOn {
      checkpoint.steps[step]?.outcome = nil
    }
    self.store = store
    isSaved = true
    setup = SetupID(checkpoint.setup)
    (name, isNameGiven) = (checkpoint.name, checkpoint.isNameGiven)
    answers = checkpoint.answers
    (records, done) = (checkpoint.steps, checkpoint.done)
    binding = Binding(
      site: checkpoint.site,
      account: checkpoint.account,
      organization: checkpoint.organization,
      organizationName: checkpoint.organizationName,
      createdAt: checkpoint.createdAt
    )
    journal = Journal(
      checkpoint,
      store: store,
      time: { [world] in Moment.text(world.surroundings.now()) },
      saved: { [announce] in announce.yield(.saved) }
    )
    calls.attach(store.calls)
  }

  /// Makes the files of the set-up, when it has none yet. Two answers can come faster than a disk
  /// is: the second must not meet the lock of the first.
  func keepFiles() async throws(Fault) {
    while filing != nil { await withCheckedContinuation { filing?.append($0) } }
    guard journal == nil, let setup else { return }
    filing = []
    defer {
      for waiter in filing ?? [] { waiter.resume() }
      filing = nil
    }
    let store = try await opened(setup.text, note: lockNote())
    do throws(Fault) {
      // What was saved before goes on: its generations keep one lineage.
      _ = try await store.load()
    } catch {
      await store.close()
      throw error
    }
    attach(store, checkpoint(setup))
    do throws(Fault) { try await journal?.persist() } catch {
      // There is nothing to go on with, and the next save has to begin anew.
      await close()
      isSaved = false
      throw error
    }
  }

  func checkpoint(_ setup: SetupID) -> Checkpoint {
    Checkpoint(
      setup: setup.text,
      name: name,
      isNameGiven: isNameGiven,
      createdAt: binding.createdAt ?? now(),
      answers: answers,
      site: binding.site,
      account: binding.account,
      organization: binding.organization,
      organizationName: binding.organizationName,
      steps: records
    )
  }

  /// Makes the answers durable, with what they are bound to.
  func save() async throws(Fault) {
    try await keepFiles()
    let restored = takeDoneBack()
    let (answers, binding, givenUp, done) = (answers, binding, givenUp, done)
    let (name, isNameGiven) = (name, isNameGiven)
    try await journal?.update { checkpoint in
      for step in givenUp { checkpoint.forget(step) }
      if let restored { checkpoint.steps = restored }
      (checkpoint.answers, checkpoint.done) = (answers, done)
      (checkpoint.name, checkpoint.isNameGiven) = (name, isNameGiven)
      checkpoint.site = binding.site
      checkpoint.account = binding.account
      checkpoint.organization = binding.organization
      checkpoint.organizationName = binding.organizationName
    }
    self.givenUp.subtract(givenUp)
    unsaved = Answers()
  }

  /// Lets go of everything and ends the stream of events.
  public func end() async {
    await close()
    announce.finish()
  }

  /// Lets go of the set-up's files, so that another process may open them.
  public func close() async {
    calls.attach(nil)
    await store?.close()
    store = nil
    journal = nil
  }

  func forget() {
    isNameGiven = nil
    isSaved = false
    isNamed = false
    keepsNew = false
    records = [:]
    done = nil
    givenUp = []
    unsaved = Answers()
    binding = Binding()
    decisions = [:]
    engine = nil
    plan = nil
    surplus = []
    survey = Survey()
    readings = Readings()
    signIns = SignIns()
  }

  private func announceOpening() {
    guard let setup else { return }
    tellName(setup)
    emit(.answered(answers))
    tellSurvey()
  }

  /// Who agreed beforehand goes on without being asked.
  func resumeCommand(_ setup: SetupID, _ more: Answers = Answers()) -> String {
    let invocation = world.settings.invocation
    return invocation(invocation.goingOn, of: setup.text, more)
  }

  /// `acme-research/us-east-1`, as far as it is known.
  func displayName() -> String {
    let organization =
      binding.organizationName ?? survey.organization.value?.name ?? binding.organization
      ?? answers[.organization] ?? "new"
    let words = organization.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.joined(separator: "-") + "/" + (answers[.region] ?? "no-region")
  }

  /// A new set-up is called after what is known of it by now, unless a person has named it.
  func nameAgain() {
    guard records.isEmpty, isNameGiven != true, let setup, name != displayName() else { return }
    name = displayName()
    tellName(setup)
  }

  private func lockNote() -> String {
    "started \(now())"
  }

  func opened(
    _ id: String,
    note: String,
    isLook: Bool = false
  ) async throws(Fault) -> CheckpointStore {
    try await state.open(id, note: note, isLook: isLook, waitingOn: world.surroundings.clock)
  }

  /// What files and the environment alone tell.
  ///
  /// - Returns: why what is saved is not known.
  @discardableResult
  func lookAround() -> Fault? {
    let configuration = glance ?? readConfiguration()
    glance = nil
    survey.signIns = SignInList.read(configuration, in: world.surroundings)
    survey.configuredRegion = configuredRegion(configuration)
    // A file that cannot be used is told by the sign-in that needs it.
    try? followProfile(configuration)
    survey.overrides = overrides(configuration)
    if pastedKeys != nil { survey.held.insert(.awsKeys) }
    if typedKey != nil { survey.held.insert(.vertesiaKey) }
    do throws(Fault) { try lookForSaved() } catch { return error }
    return nil
  }

  /// Without knowing what is saved, nobody can tell that a new set-up is new.
  ///
  /// - Throws: VB805 when the state directory cannot be read.
  func lookForSaved() throws(Fault) {
    let all = try state.list(except: setup?.text)
    (survey.saved, survey.unreadable) = ([], [])
    for one in all {
      switch one.summary {
      case .success(let summary): survey.saved.append(summary)
      case .failure(let fault):
        let words = "Set-up \(one.id) is saved here and left out: \(fault.code.rawValue) "
        survey.unreadable.append(Notice(.warning, words + fault.summary))
      }
    }
  }

  func stop() async {
    halt.request()
    for question in questions.values { question.resume(returning: nil) }
    questions = [:]
    guard !isRunning else { return }
    if let setup, journal != nil {
      try? await save()
      emit(.noticed(Notice(.info, "Go on with: \(resumeCommand(setup))")))
    }
    await close()
    finish(result(ends: [:], faults: [], exit: .stopped, listing: nil))
  }
}
