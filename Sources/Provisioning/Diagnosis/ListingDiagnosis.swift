import Clients
import Federation

/// Why Vertesia lists nothing. Its own answer hides the cause, so both sides are read and held
/// against each other: issuer, audience, subject, role, account, List actions, region.
struct ListingDiagnosis: Sendable {
  let inputs: Inputs
  let cloud: Cloud
  let catalogue: RegionCatalogue?

  /// The first difference found, from the token's way through AWS; else that nothing differs.
  func fault(_ error: VertesiaError?, waited: Duration) async -> Fault {
    if error == nil { return await emptyList() }
    var unread: [Unread] = []
    if let difference = await connection() { return difference }
    do throws(Unread) {
      if let difference = try await trust() { return difference }
    } catch { unread.append(error) }
    if let difference = await issuer() { return difference }
    do throws(Unread) {
      if let difference = try await permissions() { return difference }
    } catch { unread.append(error) }
    return nothingDiffers(error, waited, unread)
  }

  /// What may or may not be as it should: it could not be read.
  private struct Unread: Error {
    let what: String
    let fault: Fault
  }

  private func finding<Value>(
    _ what: String,
    _ body: () async throws(AWSError) -> Value
  ) async throws(Unread) -> Value? {
    do throws(Fault) { return try await Fault.finding(body) } catch {
      throw Unread(what: what, fault: error)
    }
  }

  /// `nil` where nothing of the role's account can be read.
  private var aws: AWSSide? { inputs.isElsewhere(.role) ? nil : cloud.aws }

  /// Vertesia came in and found nothing.
  private func emptyList() async -> Fault {
    if let catalogue, catalogue.offersNothing {
      return Fault(.regionOffersNothing, evidence: [Evidence(.region, inputs.region)])
    }
    if let difference = (try? await permissions()) ?? nil { return difference }
    return Fault(.emptyListing, evidence: [Evidence(.region, inputs.region)])
  }

  private func connection() async -> Fault? {
    guard let side = cloud.vertesia, let id = inputs.environment, let arn = inputs.roleARN,
      let environment = try? await side.client.environment(id)
    else { return nil }
    if let hint = environment.keyHint, !ConnectionStep().fits(hint, arn, inputs) {
      return Fault(
        .connectionDiffers,
        cause: "The environment's key is not the ARN of the role any more.",
        evidence: [Evidence(.expected, arn), Evidence(.found, hint)]
      )
    }
    guard environment.endpointURL == inputs.region else {
      return Fault(
        .environmentDiffers,
        cause: "The environment's endpoint URL is not the region.",
        evidence: [
          Evidence(.expected, inputs.region), Evidence(.found, environment.endpointURL ?? "empty"),
        ]
      )
    }
    return nil
  }

  private func trust() async throws(Unread) -> Fault? {
    guard let aws, let providerARN = inputs.providerARN, (try? inputs.trustTarget()) != nil
    else { return nil }
    let provider = try await finding("the identity provider") { () async throws(AWSError) in
      try await aws.iam.getOpenIDConnectProvider(arn: providerARN)
    }
    if let fault = Differences.provider(
      provider,
      providerARN,
      inputs,
      making(.identityProvider)
    ) {
      return fault
    }
    let role = try await finding("the role") { () async throws(AWSError) in
      try await aws.iam.getRole(name: inputs.roleName)
    }
    return Differences.role(role, inputs, making(.role))
  }

  /// What is missing is made by the next run, or by the person who was asked for it.
  private func making(_ step: StepID) -> Remedy {
    inputs.isByHand(step) || inputs.givenRole != nil
      ? AdministratorRequest.reminder(inputs)
      : Remedy("Run it again: it makes what is missing", inputs.goOn)
  }

  /// The issuer that the site itself names may not be the one the key's token named.
  private func issuer() async -> Fault? {
    guard let side = cloud.vertesia, let found = try? await side.sts.discoveredIssuer(),
      found != inputs.issuer
    else { return nil }
    return Fault(
      .issuerMismatch,
      cause: "AWS was told to trust \(inputs.issuer), and this site signs as \(found).",
      remedies: [
        Remedy(
          "Let the role trust the issuer that signs",
          inputs.again(.issuer, found)
        )
      ],
      evidence: [Evidence(.expected, found), Evidence(.found, inputs.issuer)]
    )
  }

  private func permissions() async throws(Unread) -> Fault? {
    guard aws != nil else { return nil }
    let sight: PermissionsStep.Sight
    do throws(Fault) { sight = try await PermissionsStep().observe(inputs, cloud) } catch {
      throw Unread(what: "the role's policies", fault: error)
    }
    guard case .absent = PermissionsStep().seen(sight, inputs) else { return nil }
    return Fault(
      .listPermissionMissing,
      cause: "The role does not have the policy that lets it list models.",
      evidence: [
        Evidence(.expected, inputs.permissions.words),
        Evidence(.found, sight.inline ?? "no policy"),
      ]
    )
  }

  /// Everything that can be read is right. On an AWS that is not AWS's own, Vertesia cannot know
  /// the role; else it has not spread yet.
  private func nothingDiffers(
    _ error: VertesiaError?,
    _ waited: Duration,
    _ unread: [Unread]
  ) -> Fault {
    // Where the way to Vertesia failed to the end, nothing is known of the role.
    if let error, !Self.isOwnWord(error) { return VertesiaDiagnosis.fault(error) }
    let seconds = waited.components.seconds
    let read = words(unread)
    var evidence: [Evidence] = []
    if case .service(let service)? = error { evidence = VertesiaDiagnosis.evidence(service) }
    if let arn = inputs.roleARN { evidence.append(Evidence(.value, arn)) }
    evidence += unread.flatMap(\.fault.evidence)
    if let override = foreignAWS() {
      return Fault(
        .roleNotKnown,
        "The role is not known to the account that Vertesia reached",
        cause:
          "\(read) Vertesia still lists nothing after \(seconds) s. \(override.source) sends "
          + "\(override.service.rawValue) to another place than Vertesia's, which asks AWS itself.",
        evidence: evidence
      )
    }
    return Fault(
      .listingNotYet,
      cause:
        "\(read) \(seconds) s after the first try Vertesia still lists nothing. A new role can take "
        + "longer to be known everywhere; or Vertesia signs with another issuer than \(inputs.issuer), which cannot be seen from "
        + "here.",
      evidence: evidence
    )
  }

  /// Whether Vertesia itself has answered.
  static func isOwnWord(_ error: VertesiaError) -> Bool {
    if case .service(let answer) = error { answer.body == .json } else { false }
  }

  /// What was read, and what was not.
  private func words(_ unread: [Unread]) -> String {
    if inputs.isElsewhere(.role) {
      return
        "The key reads as it should; the role is of another account, where nothing can be read "
        + "from here."
    }
    if cloud.aws == nil {
      return "The key reads as it should; without a sign-in to AWS nothing else can be read."
    }
    guard !unread.isEmpty else { return "Provider, role, policy and key read as they should." }
    return "Nothing that could be read differs. "
      + unread.map { "What could not be read: \($0.what) (\($0.fault.summary))." }
      .joined(separator: " ")
  }

  /// An override that sends IAM or STS to a host that does not play Vertesia too, as the sandbox
  /// does.
  private func foreignAWS() -> EndpointOverride? {
    cloud.aws?.caller.endpoints.overridesInForce.first { override in
      guard override.service == .iam || override.service == .sts else { return false }
      return Origin.parse(override.url)?.origin != cloud.vertesia?.site.api.origin
    }
  }
}
