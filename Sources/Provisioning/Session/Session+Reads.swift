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
    if retrying { forgetFailures() }
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
      readings.identity = nil
      signIns.aws = nil
    }
    if survey.organization.fault != nil {
      readings.organization = nil
      signIns.vertesia = nil
    }
    if survey.environments.fault != nil { readings.environments = nil }
    if survey.catalogue.fault != nil { readings.catalogue = nil }
  }

  /// Forgets what was read for other answers.
  func dropStale() {
    if let key = readings.identity, key != awsKey {
      readings.identity = nil
      survey.identity = .notAsked
      readings.abilities = nil
      survey.abilities = .notAsked
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
      readings.found = nil
      survey.found = []
    }
  }

  /// Faults that say a secret is no good; any other may pass.
  private static let refusals: Set<FaultCode> = [
    .awsKeysRejected, .awsSessionExpired, .awsSignatureRejected, .awsCredentialsIncomplete,
    .awsConfigMalformed, .vertesiaKeyRejected, .vertesiaKeyUnsupported,
  ]

  func readAWS() async {
    await readIdentity()
    guard survey.identity.value != nil, answers[.awsAccess] != Access.byHand else { return }
    await readCatalogue()
  }

  func readIdentity() async {
    let key = awsKey
    guard readings.identity != key else { return }
    readings.identity = key
    survey.identity = .asking
    tellSurvey()
    let result = await outcome { () async throws(Fault) in
      guard let aws = try await self.awsSide() else { throw Fault(.noAWSCredentials) }
      return try await AWSIdentity.identity(aws)
    }
    guard readings.identity == key, awsKey == key else { return }
    switch result {
    case .success(let identity): survey.identity = .known(identity)
    case .failure(let fault):
      survey.identity = .failed(fault)
      if Self.refusals.contains(fault.code) { release(.awsKeys) }
    }
    tellSurvey()
  }

  func readCatalogue() async {
    let key = catalogueKey
    guard let region = answers[.region], readings.catalogue != key else { return }
    readings.catalogue = key
    survey.catalogue = .asking
    tellSurvey()
    let result = await outcome { () async throws(Fault) in
      guard let aws = try await self.awsSide() else { throw Fault(.noAWSCredentials) }
      return try await CatalogueReader(bedrock: aws.bedrock(region), region: region).readAll()
    }
    guard readings.catalogue == key, catalogueKey == key else { return }
    switch result {
    case .success(let catalogue): survey.catalogue = .known(catalogue)
    case .failure(let fault): survey.catalogue = .failed(fault)
    }
    tellSurvey()
  }

  func readVertesia() async {
    await readOrganization()
    guard survey.organization.value != nil else { return }
    await readEnvironments()
  }

  func readOrganization() async {
    let key = vertesiaKey
    guard readings.organization != key else { return }
    readings.organization = key
    survey.organization = .asking
    tellSurvey()
    let result = await outcome { () async throws(Fault) in
      guard let side = try await self.vertesiaSide() else { throw Fault(.noVertesiaCredential) }
      return try await OrganizationStep.organization(side)
    }
    guard readings.organization == key, vertesiaKey == key else { return }
    switch result {
    case .success(let organization):
      survey.organization = .known(organization)
      nameAgain()
    case .failure(let fault):
      survey.organization = .failed(fault)
      if Self.refusals.contains(fault.code) { release(.vertesiaKey) }
    }
    tellSurvey()
  }

  func readEnvironments() async {
    let key = vertesiaKey
    guard readings.environments != key else { return }
    readings.environments = key
    survey.environments = .asking
    tellSurvey()
    let result = await outcome { () async throws(Fault) in
      guard let side = try await self.vertesiaSide() else { throw Fault(.noVertesiaCredential) }
      return try await Fault.asking { () async throws(VertesiaError) in
        try await side.client.environments()
      }
    }
    guard readings.environments == key, vertesiaKey == key else { return }
    switch result {
    case .success(let all):
      survey.environments = .known(
        all.filter { $0.provider == EnvironmentStep.provider }.map(Recovery.summary)
      )
    case .failure(let fault): survey.environments = .failed(fault)
    }
    tellSurvey()
  }

  /// Set-ups in the cloud whose checkpoint is not here.
  func readFound() async {
    guard survey.identity.value != nil, survey.organization.value != nil,
      survey.environments.value != nil, readings.found != foundKey,
      let aws = try? await awsSide()
    else { return }
    let key = foundKey
    readings.found = key
    let roles = (try? await aws.iam.listRoles()) ?? []
    guard readings.found == key, foundKey == key else { return }
    findLost(among: roles)
    tellSurvey()
  }

  /// Joins what was read of both sides.
  func findLost(among roles: [IAMRole]) {
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
