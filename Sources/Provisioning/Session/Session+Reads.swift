import Clients
import Federation

/// Which answers each reading of the survey was made for. One made for other answers is dropped.
struct Readings: Sendable {
  var identity: String?
  var abilities: String?
  var organization: String?
  var environments: String?
  var catalogue: String?
  var found: String?
}

extension Session {
  var catalogueKey: String { "\(awsKey)|\(answers[.region] ?? "")" }
  var foundKey: String { "\(awsKey)|\(vertesiaKey)" }

  /// Reads ahead what the answers so far allow, both sides at the same time. Nothing is read twice
  /// for the same answers.
  ///
  /// - Parameter retrying: reads again what failed, since a person may have signed in meanwhile.
  func prefetch(retrying: Bool = false) async {
    dropStale()
    if retrying {
      forgetFailures()
      // Somebody may have signed in elsewhere.
      survey.signIns = SignInList.read(readConfiguration(), in: world.surroundings)
      tellSurvey()
    }
    await withTaskGroup(of: Void.self) { group in
      if canReadAWS { group.addTask { await self.readAWS() } }
      if canReadVertesia { group.addTask { await self.readVertesia() } }
    }
    await readFound()
  }

  /// An answer must have chosen the side, or nothing but one choice be there.
  private var canReadAWS: Bool {
    switch answers[.awsAccess] {
    case Access.byHand: false
    case "pasted": pastedKeys != nil
    case .some: true
    case nil: answers[.profile] != nil || !world.settings.isInteractive
    }
  }

  private var canReadVertesia: Bool {
    switch answers[.vertesiaAccess] {
    case Access.byHand: false
    case "typed": typedKey != nil || !world.settings.isInteractive
    default: true
    }
  }

  /// What failed may succeed now: a session was renewed, a file was mended.
  func forgetFailures() {
    if survey.identity.fault != nil {
      (readings.identity, survey.identity) = (nil, .notAsked)
      signIns.aws = nil
    }
    if survey.organization.fault != nil {
      (readings.organization, survey.organization) = (nil, .notAsked)
      signIns.vertesia = nil
    }
    if survey.environments.fault != nil {
      (readings.environments, survey.environments) = (nil, .notAsked)
    }
    if survey.catalogue.fault != nil || survey.catalogue.value?.offersNothing == true {
      (readings.catalogue, survey.catalogue) = (nil, .notAsked)
    }
    survey.emptyRegions = []
    if survey.searchFault != nil { forgetFound() }
  }

  private func forgetFound() {
    readings.found = nil
    (survey.found, survey.searchFault) = ([], nil)
  }

  /// Forgets what was read for other answers.
  func dropStale() {
    if let key = readings.identity, key != awsKey {
      readings.identity = nil
      survey.identity = .notAsked
      readings.abilities = nil
      survey.abilities = .notAsked
      survey.emptyRegions = []
    }
    if let key = readings.catalogue, key != catalogueKey {
      readings.catalogue = nil
      survey.catalogue = .notAsked
    }
    if let key = readings.organization, key != vertesiaKey {
      readings.organization = nil
      survey.organization = .notAsked
      readings.environments = nil
      survey.environments = .notAsked
    }
    if let key = readings.found, key != foundKey {
      forgetFound()
    }
  }

  /// Faults that say a secret is no good; any other may pass.
  private static let refusals: Set<FaultCode> = [
    .awsKeysRejected, .awsSessionExpired, .awsSignatureRejected, .awsCredentialsIncomplete,
    .awsConfigMalformed, .accountChanged, .vertesiaKeyRejected, .vertesiaKeyUnsupported,
    .checkpointForeign,
  ]

  func readAWS() async {
    await readIdentity()
    guard survey.identity.value != nil, answers[.awsAccess] != Access.byHand else { return }
    await readCatalogue()
  }

  func readIdentity() async {
    let read = await read(\.identity, into: \.identity, for: { awsKey }) {
      () async throws(Fault) in
      guard let aws = try await awsSide() else { throw Fault(.noAWSCredentials) }
      let identity = try await AWSIdentity.identity(aws)
      try checkBound(identity)
      return identity
    }
    if case .failure(let fault)? = read, Self.refusals.contains(fault.code) { release(.awsKeys) }
    if read != nil { tellSurvey() }
  }

  func readCatalogue() async {
    guard let region = answers[.region] else { return }
    let read = await read(\.catalogue, into: \.catalogue, for: { catalogueKey }) {
      () async throws(Fault) in
      guard let aws = try await awsSide() else { throw Fault(.noAWSCredentials) }
      return try await CatalogueReader(bedrock: aws.bedrock(region), region: region).readAll()
    }
    guard let read else { return }
    // A set-up that has its environment there stays; only a new one has to be kept away.
    if case .success(let catalogue) = read, catalogue.offersNothing,
      records[.environment]?.facts[.region] != region
    {
      survey.emptyRegions.insert(region)
    }
    tellSurvey()
  }

  func readVertesia() async {
    await readOrganization(thenEnvironments: true)
    guard survey.organization.value != nil else { return }
    await readEnvironments()
  }

  /// - Parameter thenEnvironments: whether they are read next. They are then told as being read
  ///   together with the organization, so that nobody is asked for a new one in between.
  func readOrganization(thenEnvironments: Bool = false) async {
    let read = await read(\.organization, into: \.organization, for: { vertesiaKey }) {
      () async throws(Fault) in
      guard let side = try await vertesiaSide() else { throw Fault(.noVertesiaCredential) }
      let organization = try await OrganizationStep.organization(side)
      try checkBound(organization)
      return organization
    }
    switch read {
    case .success:
      nameAgain()
      if answers.doubtful.remove(.site) != nil { emit(.answered(answers)) }
      if thenEnvironments, readings.environments != vertesiaKey { survey.environments = .asking }
    case .failure(let fault) where Self.refusals.contains(fault.code): release(.vertesiaKey)
    case .failure: break
    case nil: return
    }
    tellSurvey()
  }

  func readEnvironments() async {
    let read = await read(\.environments, into: \.environments, for: { vertesiaKey }) {
      () async throws(Fault) in
      guard let side = try await vertesiaSide() else { throw Fault(.noVertesiaCredential) }
      let all = try await Fault.asking { () async throws(VertesiaError) in
        try await side.client.environments()
      }
      return all.filter { $0.provider == EnvironmentStep.provider }.map(Recovery.summary)
    }
    if read != nil { tellSurvey() }
  }

  /// Reads one thing for the answers of now, and shows that it is being read.
  ///
  /// - Parameters:
  ///   - made: where it is noted for which answers it was read.
  ///   - shown: where it stands in the survey; telling the survey is left to the caller.
  ///   - key: those answers, as they are at the moment.
  ///   - fetch: reads it.
  /// - Returns: `nil` when it has been read for them already, or they changed meanwhile.
  private func read<Value: Sendable>(
    _ made: WritableKeyPath<Readings, String?>,
    into shown: WritableKeyPath<Survey, Reading<Value>>,
    for key: () -> String,
    _ fetch: () async throws(Fault) -> Value
  ) async -> Result<Value, Fault>? {
    let asked = key()
    guard readings[keyPath: made] != asked else { return nil }
    readings[keyPath: made] = asked
    survey[keyPath: shown] = .asking
    tellSurvey()
    let result = await outcome(fetch)
    guard readings[keyPath: made] == asked, key() == asked else { return nil }
    switch result {
    case .success(let value): survey[keyPath: shown] = .known(value)
    case .failure(let fault): survey[keyPath: shown] = .failed(fault)
    }
    return result
  }

  /// Set-ups in the cloud whose checkpoint is not here.
  func readFound() async {
    guard survey.identity.value != nil, survey.organization.value != nil,
      survey.environments.value != nil, readings.found != foundKey
    else { return }
    let key = foundKey
    readings.found = key
    let roles = await roles()
    guard readings.found == key, foundKey == key else { return }
    findLost(among: roles)
    tellSurvey()
  }

  func roles() async -> Result<[IAMRole], Fault> {
    await outcome { () async throws(Fault) in
      guard let aws = try await awsSide() else { throw Fault(.noAWSCredentials) }
      return try await Fault.reading { () async throws(AWSError) in
        try await aws.iam.listRoles()
      }
    }
  }

  /// Joins what was read of both sides.
  func findLost(among listed: Result<[IAMRole], Fault>) {
    let roles: [IAMRole]
    switch listed {
    case .success(let all): (roles, survey.searchFault) = (all, nil)
    case .failure(let fault): (roles, survey.searchFault) = ([], fault)
    }
    guard let identity = survey.identity.value, let organization = survey.organization.value,
      let environments = survey.environments.value
    else { return }
    let recovery = Recovery(
      organization: organization,
      identity: identity,
      environments: environments,
      roles: roles
    )
    survey.found = recovery.found(except: survey.saved, and: setup, now: now())
  }
}
