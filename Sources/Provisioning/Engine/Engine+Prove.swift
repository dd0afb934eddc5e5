import Clients
import Federation

extension Engine {
  /// Asks Vertesia for the models until it lists one, and diagnoses when it does not. The report
  /// waits at `access` for the models' access states: without them a model that cannot be called
  /// would pass for one that can.
  func prove(_ gate: Gate, _ access: Gate?) async throws(Interruption) -> (Outcome, Facts) {
    let side = try judging { () throws(Fault) in try tools.cloud.requireVertesia() }
    guard let environment = inputs.environment else {
      throw .fault(Fault(.badEnvironmentID, cause: "The environment's id is not known."))
    }
    // What is enabled does not hang on the listing, so it is asked at the same time.
    async let own = try? side.client.environment(environment)
    // What an earlier run has taken away may work still.
    let isTrial = [StepID.role, .permissions].contains { inputs.previous($0) != nil }
    let models =
      isTrial
      ? try await lastingListing(side, environment, for: .modelListing)
      : try await patientListing(
        side,
        environment,
        for: .modelListing,
        .listing(tools.settings.listingPatience)
      )
    let known = await own
    _ = await access?.passes()
    var report = report(models, known)
    if Self.isScattered(report) {
      // A few missing ones may be a stale answer; a whole missing class is not.
      tools.emit(
        .waiting(
          .modelListing,
          Wait(.listing, attempt: 1, elapsed: .zero, next: .seconds(60))
        )
      )
      if await tools.pace.pause(.seconds(60)),
        let again = try? await side.client.models(ofEnvironment: environment), !again.isEmpty
      {
        report = self.report(again, known)
      }
    }
    await lookForStrays()
    tools.emit(.listed(report))
    keep(report)
    let facts: Facts = [
      .models: "\(report.counted.listed)", .missing: "\(report.counted.missing)",
      .at: tools.time(), .verified: "true",
    ]
    learn(.modelListing, facts)
    try await settle(.modelListing, .unchanged, facts, canWait: true)
    gate.open()
    return (.unchanged, facts)
  }

  /// A key lists only what is open to its own project.
  private func refusal(_ error: VertesiaError) -> Fault {
    let fault = VertesiaDiagnosis.fault(error)
    guard fault.code == .vertesiaRightMissing, let projects = projectsApart else { return fault }
    return Fault(
      .keyOfAnotherProject,
      cause: "The environment is for project \(projects.chosen), and the key is of project "
        + "\(projects.own)",
      evidence: fault.evidence
    )
  }

  /// Asks for the models until what was taken away cannot work any more. Where none come any more,
  /// that is at an end at once: what worked before is to be put back.
  func lastingListing(
    _ side: VertesiaSide,
    _ environment: String,
    for step: StepID
  ) async throws(Interruption) -> [VertesiaModel] {
    let patience = Patience.trial(tools.settings.listingPatience)
    let elapsed = tools.pace.stopwatch()
    tellSpreading(step)
    while true {
      // Whether all has spread is asked before the listing that is to prove it. By a clock that was
      // set back a change may be yet to come: it is as old as this wait at least.
      let isSpread = unspread() == .zero || elapsed() >= .seconds(Patience.spreading)
      let models = try await patientListing(side, environment, for: step, patience)
      if isSpread { return models }
      // Told before; what is listed meanwhile is asked again and again.
      guard await tools.pace.pause(min(unspread(), .seconds(5))) else { throw .stopped }
    }
  }

  private func patientListing(
    _ side: VertesiaSide,
    _ environment: String,
    for step: StepID,
    _ patience: Patience
  ) async throws(Interruption) -> [VertesiaModel] {
    let elapsed = tools.pace.stopwatch()
    let reason: Wait.Reason = isRoleNew() ? .roleSpreading : .listing
    var attempt = 1
    var isCompared = false
    while true {
      let result = await outcome { () async throws(VertesiaError) in
        try await side.client.models(ofEnvironment: environment)
      }
      var last: VertesiaError?
      switch result {
      case .success(let models):
        if !models.isEmpty { return models }
      case .failure(let error):
        guard VertesiaDiagnosis.isListingNotYet(error) else {
          throw .fault(refusal(error))
        }
        last = error
      }
      guard let gap = patience.gap(after: attempt, elapsed: elapsed()) else {
        let diagnosis = ListingDiagnosis(
          inputs: inputs,
          cloud: tools.cloud,
          catalogue: sights[.modelAccess] as? RegionCatalogue
        )
        let fault = await diagnosis.fault(last, waited: elapsed())
        if Self.isAboutRole(last) { unlisted = fault }
        throw .fault(fault)
      }
      tools.emit(
        .waiting(
          step,
          Wait(reason, attempt: attempt, elapsed: elapsed(), next: gap)
        )
      )
      // A wait of minutes is often ended by force.
      try await faulting { () async throws(Fault) in try await tools.journal?.flush() }
      let compares =
        !isCompared && elapsed() >= .seconds(Patience.spreading) && Self.isAboutRole(last)
      isCompared = isCompared || compares
      guard await pause(gap, comparing: compares ? side : nil) else { throw .stopped }
      attempt += 1
    }
  }

  /// Waits, and meanwhile asks for the site's issuer: an answer that takes longer is not waited for.
  private func pause(_ gap: Duration, comparing side: VertesiaSide?) async -> Bool {
    guard let side else { return await tools.pace.pause(gap) }
    async let _ = tellOtherIssuer(side)
    return await tools.pace.pause(gap)
  }

  /// What a site names as its issuer need not be what its tokens name, and a role may need minutes:
  /// a difference ends no wait, and is told as soon as a wait goes on for longer than they do.
  private func tellOtherIssuer(_ side: VertesiaSide) async {
    guard let named = try? await side.sts.discoveredIssuer(), named != inputs.issuer else { return }
    tools.emit(.noticed(.otherIssuer(trusted: inputs.issuer, named: named)))
  }

  /// Vertesia itself answered, and found no model; of a page, a lost connection, or a service that
  /// is too busy or down nothing follows.
  private static func isAboutRole(_ error: VertesiaError?) -> Bool {
    guard let error else { return true }
    guard case .service(let service) = error, service.limit == nil else { return false }
    return ListingDiagnosis.isOwnWord(error) && ![502, 503, 504].contains(service.status)
  }

  /// Whether something that AWS has to spread first is known to have been made or changed some
  /// minutes ago at most, by this run or an earlier one.
  private func isRoleNew() -> Bool { youngest().map { $0 < 300 } ?? false }

  /// What IAM was told a moment ago is in force everywhere only some seconds later: until then what
  /// was made may not work yet, and what was taken away may work still, so that a listing would prove
  /// nothing.
  func letSpread(_ step: StepID) async throws(Interruption) {
    guard unspread() > .zero else { return }
    tellSpreading(step)
    guard await tools.pace.pause(unspread()) else { throw .stopped }
  }

  private func tellSpreading(_ step: StepID) {
    let left = unspread()
    guard left > .zero else { return }
    let elapsed = Duration.seconds(Patience.spreading) - left
    tools.emit(.waiting(step, Wait(.changeSpreading, attempt: 1, elapsed: elapsed, next: left)))
  }

  /// How long what was changed last needs until it is in force everywhere.
  private func unspread() -> Duration {
    youngest().map { .seconds(max(0, Patience.spreading - max(0, $0))) } ?? .zero
  }

  /// Seconds since the last change of what AWS has to spread.
  private func youngest() -> Int? {
    [StepID.identityProvider, .role, .permissions].compactMap { step in
      inputs.fact(step, .changed).flatMap { Self.seconds(from: $0, to: tools.time()) }
    }.min()
  }

  private func report(
    _ models: [VertesiaModel],
    _ environment: VertesiaEnvironment?
  ) -> ListingReport {
    ListingReport.make(
      catalogue: sights[.modelAccess] as? RegionCatalogue,
      listed: models.map { ListedModel(id: $0.id, name: $0.name) },
      enabled: Set(environment?.enabledModels.map(\.id) ?? []),
      defaultModel: environment?.defaultModel,
      listsOnly: inputs.listsOnly
    )
  }

  /// Some of a class are missing while others of it are listed.
  private static func isScattered(_ report: ListingReport) -> Bool {
    let classes = Set(report.listed.map(modelClass))
    return report.missing.contains { classes.contains(modelClass($0)) }
  }

  private static func modelClass(_ id: String) -> String {
    guard let arn = ARN(id) else { return "foundation-model" }
    return arn.kind
  }
}
