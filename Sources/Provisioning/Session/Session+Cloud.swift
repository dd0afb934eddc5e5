import Clients
import Federation

/// The sign-ins made so far, each with the answers it was made for.
struct SignIns: Sendable {
  var aws: (key: String, side: AWSSide)?
  var vertesia: (key: String, side: VertesiaSide)?
}

extension Session {
  /// What an AWS sign-in depends on.
  var awsKey: String {
    [
      answers[.awsAccess] ?? "credentials", answers[.profile] ?? "",
      "\(secretCounts[.aws, default: 0])",
    ].joined(separator: "|")
  }

  /// What a Vertesia sign-in depends on.
  var vertesiaKey: String {
    [
      answers[.vertesiaAccess] ?? "key", answers[.site] ?? "",
      "\(secretCounts[.vertesia, default: 0])",
    ].joined(separator: "|")
  }

  /// The clients of both sides; a side that a person does may be missing.
  func cloud() async throws(PlanFailure) -> Cloud {
    var cloud = Cloud()
    var faults: [(step: StepID?, fault: Fault)] = []
    do throws(Fault) { cloud.aws = try await awsSide() } catch {
      faults.append((.awsIdentity, error))
    }
    do throws(Fault) { cloud.vertesia = try await vertesiaSide() } catch {
      faults.append((.organization, error))
    }
    guard faults.isEmpty else { throw PlanFailure(faults: faults) }
    return cloud
  }

  /// - Returns: `nil` when nobody signs in to AWS here.
  func awsSide() async throws(Fault) -> AWSSide? {
    guard answers[.awsAccess] != Access.byHand else { return nil }
    let key = awsKey
    if let made = signIns.aws, made.key == key { return made.side.inRegion(signingRegion) }
    try followProfile(readConfiguration())
    let signIn = try await findSignIn()
    let side = AWSSide(
      caller: AWSCaller(
        transport: world.transport,
        surroundings: world.surroundings,
        credentials: signIn.provider,
        endpoints: EndpointResolver(
          environment: world.surroundings.environment,
          configured: signIn.profile?.endpoints ?? ConfiguredEndpoints()
        ),
        region: signingRegion,
        record: { [calls] in calls.record($0) }
      ),
      source: { signIn.source }
    )
    signIns.aws = (key, side)
    return side
  }

  private func findSignIn() async throws(Fault) -> Clients.AWSSignIn {
    if answers[.awsAccess] == "pasted" { return try await pastedSignIn() }
    let chain = AWSCredentialChain(
      transport: world.transport,
      surroundings: world.surroundings,
      calls: { [calls] in calls.record($0) },
      askMFA: { [weak self] serial, profile in
        await self?.ask(.mfaCode, because: "\(profile) asks for a code of \(serial).")
          .map { Secret($0.reveal()) }
      }
    )
    do throws(CredentialError) {
      return try chain.find(profile: answers[.profile].flatMap { $0.isEmpty ? nil : $0 })
    } catch { throw CredentialDiagnosis.fault(error) }
  }

  private func pastedSignIn() async throws(Fault) -> Clients.AWSSignIn {
    let source = CredentialDiagnosis.pasted
    guard let text = await secret(.awsKeys, pastedKeys, "Pasted keys are never stored.") else {
      throw CredentialDiagnosis.fault(
        CredentialError(
          .none,
          source: source,
          detail: "they are kept in memory only, and asked again"
        )
      )
    }
    let keys = try PastedKeys.parse(text.reveal())
    let credentials = AWSCredentials(
      accessKeyID: keys.accessKeyID,
      secretAccessKey: Secret(keys.secretAccessKey),
      sessionToken: keys.sessionToken.map { Secret($0) }
    )
    return Clients.AWSSignIn(
      provider: StaticCredentials(credentials, source: source, in: world.surroundings),
      source: source
    )
  }

  func profile(_ configuration: AWSConfiguration?) -> AWSProfile? {
    configuration?.profile(
      AWSConfiguration.profileName(
        flag: answers[.profile],
        environment: world.surroundings.environment
      )
    )
  }

  /// Trusts whom the chosen profile trusts.
  func followProfile(_ configuration: AWSConfiguration?) throws(Fault) {
    do throws(TransportError) {
      try world.transport.useProfile(caBundle: profile(configuration)?.caBundle)
    } catch {
      throw Fault(
        .badSetting,
        "The file cannot be used as certificate authorities",
        cause: "ca_bundle of the AWS profile names no file of certificates in PEM form.",
        remedies: [
          Remedy("Correct ca_bundle of the AWS profile, or start with another: --ca-bundle FILE")
        ],
        evidence: [Evidence(.message, error.detail)]
      )
    }
  }

  /// The region that signs calls to services without regions.
  var signingRegion: String {
    answers[.region] ?? configuredRegion(readConfiguration()) ?? "us-east-1"
  }

  /// `nil` when a file cannot be read; signing in tells why.
  func readConfiguration() -> AWSConfiguration? {
    try? AWSConfiguration(in: world.surroundings)
  }

  func configuredRegion(_ configuration: AWSConfiguration?) -> String? {
    let environment = world.surroundings.environment
    for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
      if let region = environment[name], !region.isEmpty, answers[.profile] == nil { return region }
    }
    return profile(configuration)?.region
  }

  /// - Returns: `nil` when a person does the Vertesia side.
  func vertesiaSide() async throws(Fault) -> VertesiaSide? {
    guard answers[.vertesiaAccess] != Access.byHand else { return nil }
    let key = vertesiaKey
    if let made = signIns.vertesia, made.key == key { return made.side }
    let side: VertesiaSide
    do throws(VertesiaError) {
      guard let credential = try await findCredential() else {
        throw .credential(
          VertesiaCredentialError(
            .none,
            source: "environment and Vertesia CLI",
            detail: "there is no key or token"
          )
        )
      }
      side = try makeSide(credential)
    } catch { throw namingSite(VertesiaDiagnosis.fault(error)) }
    signIns.vertesia = (key, side)
    return side
  }

  /// A foreign host has to be named on the command line; what was answered is named in it already.
  private func namingSite(_ fault: Fault) -> Fault {
    guard fault.code == .hostNotTrusted, let site = answers[.site] else { return fault }
    let invocation = world.settings.invocation
    let again = invocation.verb ?? invocation.goingOn
    var fault = fault
    fault.remedies = [
      Remedy(
        "If the host is right, start again with it named",
        ProductCommand(again, of: .own, Answers([.site: [site]]))
      ),
      Remedy("If it is not, answer with another site"),
    ]
    return told(fault)
  }

  private func makeSide(
    _ credential: VertesiaCredential
  ) throws(VertesiaError) -> VertesiaSide {
    let site = try VertesiaSite.resolve(
      named: world.settings.namedSite ?? answers[.site],
      source: world.settings.namedSite == nil ? .answer : .commandLine,
      environment: world.surroundings.environment,
      claims: credential.claims
    )
    let record: CallSink = { [calls] in calls.record($0) }
    let sts = VertesiaSTS(
      site: site,
      transport: world.transport,
      surroundings: world.surroundings,
      calls: record
    )
    let surroundings = world.surroundings
    let renew: TokenSource.Again = { () async throws(VertesiaError) in
      try await VertesiaCredential.find(in: surroundings)
    }
    let again = credential.source == .vertesiaCLI ? renew : nil
    let client = VertesiaClient(
      tokens: TokenSource(credential: credential, sts: sts, again: again),
      transport: world.transport,
      surroundings: world.surroundings,
      calls: record
    )
    return VertesiaSide(
      client: client,
      sts: sts,
      source: credential.source.words,
      bearer: ShellBearer(credential, at: site),
      isSiteDoubtful: answers.doubtful.contains(.site)
    )
  }

  /// A key typed in this sitting, else the first one found around; one that was typed in an earlier
  /// sitting is asked for again.
  private func findCredential() async throws(VertesiaError) -> VertesiaCredential? {
    if let typedKey { return try VertesiaCredential(typedKey.reveal(), source: .typed) }
    if let found = try await VertesiaCredential.find(in: world.surroundings) { return found }
    guard answers[.vertesiaAccess] == "typed",
      let text = await secret(.vertesiaKey, nil, "The key was never stored.")
    else { return nil }
    return try VertesiaCredential(text.reveal(), source: .typed)
  }

  private func secret(
    _ question: QuestionID,
    _ held: SecretText?,
    _ because: String
  ) async -> SecretText? {
    if let held { return held }
    return await ask(question, because: because)
  }

  /// Asks for something typed and waits for it; `nil` when nobody can be asked, or after a stop.
  func ask(_ question: QuestionID, because: String) async -> SecretText? {
    guard world.settings.isInteractive, !halt.isRequested, questions[question] == nil else {
      return nil
    }
    emit(.asked(question, because: because))
    return await withCheckedContinuation { questions[question] = $0 }
  }
}

extension AWSSide {
  func inRegion(_ region: String) -> AWSSide {
    AWSSide(caller: caller.inRegion(region), source: source)
  }
}
