import Clients
import Federation

/// Finds set-ups in the cloud: environments of provider `bedrock`, and the roles whose trust names
/// them. Ours are those with a marker; the others could be taken over all the same.
struct Recovery: Sendable {
  let organization: Organization
  let identity: Federation.CallerIdentity
  let environments: [EnvironmentSummary]
  /// As ListRoles gives them: without tags.
  let roles: [IAMRole]

  static func summary(_ one: VertesiaEnvironment) -> EnvironmentSummary {
    EnvironmentSummary(
      id: one.id,
      name: one.name,
      region: one.endpointURL ?? "",
      hasKey: one.keyHint != nil,
      keyHint: one.keyHint,
      marker: one.description.flatMap(Marker.parse)?.text,
      createdAt: one.createdAt.map(Moment.text),
      projects: one.allowedProjects
    )
  }

  /// A set-up as the cloud alone tells it.
  struct Join: Sendable {
    var setup: SetupID
    var environment: EnvironmentSummary
    var role: IAMRole?
  }

  /// Environments with our marker, and those that a role of this account trusts. One that has a key
  /// already is joined by such a role alone: without it the key is of another account, and to
  /// finish the set-up here would take a working environment away from there.
  func joins() -> [Join] {
    environments.compactMap { environment in
      let role = role(for: environment)
      let marker = environment.marker.flatMap { SetupID($0) }
      guard role != nil || marker != nil && environment.keyHint == nil else { return nil }
      return Join(
        setup: marker ?? Self.stableID(organization.id, environment.id),
        environment: environment,
        role: role
      )
    }
  }

  private func role(for environment: EnvironmentSummary) -> IAMRole? {
    guard
      let subject = try? Subject(organization: organization.id, environment: environment.id)
    else { return nil }
    let trusting = roles.filter { role in
      role.trustPolicy.flatMap(TrustPolicy.init)?.subjects(issuer: organization.issuer)
        .contains(subject.text) ?? false
    }
    // Several may trust it; the one whose ARN the environment's key can be is the one in use.
    return trusting.first { role in
      environment.keyHint.map { KeyHint.fits($0, role.arn) } ?? false
    } ?? trusting.first
  }

  /// A set-up that nobody marked gets the same id on every machine.
  static func stableID(_ organization: String, _ environment: String) -> SetupID {
    let digest = Array(Digest.sha256("\(organization):\(environment)".utf8).utf8)
    let bytes = (0..<5).map { index in
      UInt8(hexDigit(digest[2 * index])) << 4 | UInt8(hexDigit(digest[2 * index + 1]))
    }
    guard let setup = SetupID(bytes: bytes) else {
      preconditionFailure("Five bytes always make a set-up id.")
    }
    return setup
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8 {
    byte < UInt8(ascii: "a") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10
  }

  func found(
    except saved: [SetupSummary],
    and open: SetupID?,
    now: String
  ) -> [SetupSummary] {
    let known = Set(saved.map(\.id) + [open?.text].compactMap { $0 })
    let taken = Set(saved.compactMap(\.environmentID))
    return joins()
      .filter { !known.contains($0.setup.text) && !taken.contains($0.environment.id) }
      .map { checkpoint($0, now: now).summary(updatedAt: $0.environment.createdAt ?? now) }
  }

  /// What can be known without the lost file. The connection is not: keys are masked, so it is made
  /// once more.
  func checkpoint(_ join: Join, now: String) -> Checkpoint {
    let environment = join.environment
    var answers = Answers()
    answers[.region] = environment.region
    answers[.organization] = organization.id
    answers[.site] = organization.site
    // A role that trusts the environment was found by this issuer; else nobody has confirmed it.
    if join.role != nil || Issuer.isTrusted(organization.issuer) {
      answers[.issuer] = organization.issuer
    }
    answers[.environmentName] = environment.name
    answers[.project] = environment.projects.first ?? organization.keyProject
    var steps: [StepID: StepRecord] = [:]
    steps[.environment] = StepRecord(
      at: now,
      facts: [
        .id: environment.id, .name: environment.name, .region: environment.region,
        .marker: environment.marker, .hint: environment.keyHint,
        .ours: "\(environment.marker != nil)",
      ],
      outcome: environment.marker == nil ? .reused : .unchanged
    )
    if let role = join.role {
      answers[.roleName] = role.name
      if role.path != "/" { answers[.rolePath] = role.path }
      steps[.role] = StepRecord(
        at: now,
        facts: [
          .arn: role.arn, .name: role.name, .path: role.path, .trust: role.trustPolicy,
          .ours: "\(role.name.hasSuffix("-\(join.setup.text)"))",
        ],
        outcome: role.name.hasSuffix("-\(join.setup.text)") ? .unchanged : .reused
      )
    }
    let words = organization.name.lowercased()
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    return Checkpoint(
      setup: join.setup.text,
      name: "\(words)/\(environment.region)",
      createdAt: now,
      answers: answers,
      site: organization.site,
      account: identity.account,
      organization: organization.id,
      organizationName: organization.name,
      steps: steps
    )
  }
}
