import Clients
public import Federation

extension Session {
  /// The models of a saved set-up, after enabling some and choosing a default.
  ///
  /// - Parameters:
  ///   - name: id, unique prefix or display name.
  ///   - enabling: models to enable, by the id of a model or a way in, or by name.
  ///   - disabling: models that are not to be enabled any more.
  ///   - makingDefault: the model to make the default.
  /// - Returns: the listing after all that.
  /// - Throws: the first fault; what was enabled before it stays.
  public func models(
    of name: String,
    enabling: [String] = [],
    disabling: [String] = [],
    makingDefault: String? = nil
  ) async throws(Fault) -> ListingReport {
    try await telling { () async throws(Fault) in
      try await self.changed(name, enabling, disabling, makingDefault)
    }
  }

  private func changed(
    _ name: String,
    _ enabling: [String],
    _ disabling: [String],
    _ makingDefault: String?
  ) async throws(Fault) -> ListingReport {
    let wanted = enabling + disabling + [makingDefault].compactMap(\.self)
    let isLook = wanted.isEmpty
    try await reopen(try state.find(name), isLook: isLook)
    isRunning = true
    defer { isRunning = false }
    // A key that leads elsewhere does not see the environment, and would call it gone.
    await untilStopped(.reading) { await self.readOrganization() }
    if let fault = survey.organization.fault { throw fault }
    let (side, environment) = try await connected()
    if wanted.count > 1 {
      // One that is not there keeps the others from being changed.
      let listed = try await report(side, environment)
      for model in disabling { _ = try enabledIDs(of: model, in: listed) }
      for model in enabling + [makingDefault].compactMap(\.self) {
        _ = try listedID(of: model, in: listed)
      }
    }
    for model in enabling { try await enabled(model) }
    for model in disabling { try await disabled(model) }
    if let makingDefault { try await madeDefault(makingDefault) }
    return try await report(side, environment)
  }

  func listModels() async {
    do throws(Fault) {
      let (side, environment) = try await connected()
      emit(.listed(try await report(side, environment)))
    } catch { fail(.modelListing, error) }
  }

  func enable(_ model: String) async {
    do throws(Fault) { emit(.listed(try await enabled(model))) } catch {
      fail(.modelListing, error)
    }
  }

  func disable(_ model: String) async {
    do throws(Fault) { emit(.listed(try await disabled(model))) } catch {
      fail(.modelListing, error)
    }
  }

  func setDefault(_ model: String) async {
    do throws(Fault) { emit(.listed(try await madeDefault(model))) } catch {
      fail(.modelListing, error)
    }
  }

  /// Enables one model in the environment; the live listing must have it.
  @discardableResult
  private func enabled(_ model: String) async throws(Fault) -> ListingReport {
    try await changeModels(model) { .enabling($0) }
  }

  @discardableResult
  private func disabled(_ model: String) async throws(Fault) -> ListingReport {
    let (side, environment) = try await connected()
    let before = try await report(side, environment)
    for id in try enabledIDs(of: model, in: before) {
      try await make(.disabling(id), side, environment)
    }
    return try await report(side, environment)
  }

  @discardableResult
  private func madeDefault(_ model: String) async throws(Fault) -> ListingReport {
    try await changeModels(model) { .makingDefault($0) }
  }

  private func changeModels(
    _ model: String,
    _ change: (String) -> ModelChange
  ) async throws(Fault) -> ListingReport {
    let (side, environment) = try await connected()
    let before = try await report(side, environment)
    try await make(change(try listedID(of: model, in: before)), side, environment)
    return try await report(side, environment)
  }

  private func make(
    _ change: ModelChange,
    _ side: VertesiaSide,
    _ environment: String
  ) async throws(Fault) {
    let making = ModelMaking(
      change: change,
      environment: environment,
      client: side.client,
      pace: Pace(clock: world.surroundings.clock, halt: halt),
      emit: { [announce] in announce.yield($0) }
    )
    try await untilStopped(.changing) { () async throws(Fault) in try await making.make() }
  }

  /// The ways in by which a model is enabled, whether Vertesia lists it now or not.
  private func enabledIDs(
    of model: String,
    in listed: ListingReport
  ) throws(Fault) -> [String] {
    let rows = listed.rows(named: model)
    guard rows.count == 1 else { throw notListed(model, listed.named(model)) }
    return rows[0].ways(called: model).filter(\.isEnabled).map(\.id)
  }

  private func listedID(
    of model: String,
    in listed: ListingReport
  ) throws(Fault) -> String {
    let named = listed.named(model)
    guard case .listed(let id) = named else { throw notListed(model, named) }
    return id
  }

  /// What is in the way of a model that was asked for; shows what is listed, by the command that
  /// lists it for this set-up.
  func notListed(_ model: String, _ named: ListingReport.Named) -> Fault {
    var (cause, remedies): (String?, [Remedy]) = (nil, [])
    switch named {
    case .listed: break
    case .unlisted(let row):
      cause = "\(row.name) is not among what Vertesia lists: \(row.state.words)."
      remedies = row.advice.map { [$0] } ?? []
    case .otherwise(let row, let listed):
      cause =
        "Vertesia does not list \(row.name) by this id. It lists it by \(listed), which may be "
        + "answered in other regions."
      remedies = [Remedy("Name that id, if that is wanted")]
    case .several(let ids):
      cause = "Several models have this name: \(ids.joined(separator: ", "))."
      remedies = [Remedy("Name the one you mean by its id")]
    case .unknown(let near):
      guard !near.isEmpty else { break }
      cause = "No model has this id or name."
      remedies = [Remedy("Perhaps this is meant: \(near.joined(separator: ", or "))")]
    }
    var fault = Fault(.modelNotListed, cause: cause, evidence: [Evidence(.expected, model)])
    if isSaved { fault.remedies = [Remedy("See the models", ProductCommand(.models, of: .own))] }
    fault.remedies = remedies + fault.remedies
    return fault
  }

  private func connected() async throws(Fault) -> (VertesiaSide, String) {
    guard let side = try await vertesiaSide() else { throw Fault(.noVertesiaCredential) }
    guard let environment = standing[.environment]?.facts[.id] ?? answers[.environmentID] else {
      throw Fault(
        .environmentGone,
        "This set-up has no environment yet",
        cause: "Models are listed by an environment, and none has been made or chosen."
      )
    }
    return (side, environment)
  }

  /// By what is carried out, whatever was answered since.
  private var listsOnly: Bool {
    let permissions = standing[.permissions]
    return SetupResult.listsOnly(
      permissions?.outcome,
      role: standing[.role]?.facts,
      permissions: permissions?.facts
    )
  }

  private func report(
    _ side: VertesiaSide,
    _ environment: String
  ) async throws(Fault) -> ListingReport {
    try await untilStopped(.reading) { () async throws(Fault) in
      try await self.read(side, environment)
    }
  }

  private func read(
    _ side: VertesiaSide,
    _ environment: String
  ) async throws(Fault) -> ListingReport {
    async let catalogue: Void = readAWS()
    async let own = outcome { () async throws(Fault) in
      try await Fault.asking { () async throws(VertesiaError) in
        try await side.client.environment(environment)
      }
    }
    let models = try await Fault.asking { () async throws(VertesiaError) in
      try await side.client.models(ofEnvironment: environment)
    }
    let known = try await own.get()
    await catalogue
    return ListingReport.make(
      catalogue: survey.catalogue.value,
      listed: models.map { ListedModel(id: $0.id, name: $0.name) },
      enabled: Set(known.enabledModels.map(\.id)),
      defaultModel: known.defaultModel,
      answering: answering.key == catalogueKey ? answering.models : [],
      listsOnly: listsOnly
    )
  }
}
