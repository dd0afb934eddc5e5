import Clients
import Federation

/// A role trusts the provider for tokens of exactly this environment.
struct RoleStep: Step {
  let id = StepID.role

  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> IAMRole? {
    let aws = try cloud.requireAWS()
    let role = try await Fault.finding { () async throws(AWSError) in
      try await aws.iam.getRole(name: inputs.roleName)
    }
    // Just after its creation a role's ARN can read as a bare unique id.
    if let role, !role.arn.hasPrefix("arn:") { return nil }
    return role
  }

  func seen(_ sight: IAMRole?, _ inputs: Inputs) -> Seen {
    guard let sight else { return .absent }
    return .present(Self.facts(sight, inputs))
  }

  static func facts(_ role: IAMRole, _ inputs: Inputs) -> Facts {
    [
      .arn: role.arn, .name: role.name, .path: role.path, .trust: role.trustPolicy,
      .ours: "\(role.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text)))",
    ]
  }

  func plan(_ sight: IAMRole?, _ inputs: Inputs) throws(Fault) -> [Change] {
    guard let sight else {
      if let fault = Self.missing(inputs) { throw fault }
      return [try creation(inputs)]
    }
    try checkAccount(sight, inputs)
    try checkShape(sight, inputs)
    guard let target = try inputs.trustTarget() else {
      // The environment is still to be made, so no role can trust it yet.
      return try resolve(
        sight,
        inputs,
        target: try Self.standIn(inputs),
        reasons: [Self.trusted(by: sight, inputs)]
      )
    }
    let policy = sight.trustPolicy.flatMap(TrustPolicy.init)
    switch policy?.standing(toward: target) {
    case .equal: return removals(sight, target, inputs)
    case .shared(let others):
      // Ours is let in already; who else is, was agreed to when the trust was extended.
      if inputs.decision(on: id) == .extend || Self.wereAgreed(others, target, inputs) {
        return removals(sight, target, inputs)
      }
      return try resolve(
        sight,
        inputs,
        target: target,
        reasons: ["its trust statement also lets in \(others.joined(separator: ", "))"]
      )
    case .differs(let reasons):
      return try resolve(sight, inputs, target: target, reasons: reasons)
    case .absent:
      if let policy, inputs.decision(on: id) != .extend, letsIn(sight, policy, target, inputs) {
        let formers = formers(policy, target, inputs)
        return [widening(sight, policy, target, inputs, replacing: formers)]
          + removals(sight, target, inputs)
      }
      return try resolve(
        sight,
        inputs,
        target: target,
        reasons: ["no statement of it trusts this environment"]
      )
    case nil:
      return try resolve(
        sight,
        inputs,
        target: target,
        reasons: ["its trust policy cannot be read"]
      )
    }
  }

  /// `nil` where nobody has named a role.
  static func missing(_ inputs: Inputs) -> Fault? {
    inputs.givenRole.map { given in
      Fault(
        .roleNotKnown,
        "The role \(given.name) is not there",
        cause: "It was named as the role to use, and IAM does not know it in this account.",
        remedies: (inputs.isByHand(.role) ? [AdministratorRequest.reminder(inputs)] : []) + [
          Remedy("Check the ARN with the person who made the role"),
          Remedy("Or have a role made here (no --role-arn)"),
        ],
        evidence: .roleRead + [Evidence(.expected, given.text)]
      )
    }
  }

  func shortfall(_ sight: IAMRole?, _ inputs: Inputs) -> Fault? {
    guard let sight else { return Self.missing(inputs) }
    guard var fault = Differences.trust(sight, inputs) else { return nil }
    fault.remedies = [
      AdministratorRequest.reminder(inputs), Remedy("Or name another role (--role-arn)"),
    ]
    return fault
  }

  /// Whether the trust that this set-up left behind let these others in too.
  private static func wereAgreed(
    _ others: [String],
    _ target: TrustTarget,
    _ inputs: Inputs
  ) -> Bool {
    guard let left = inputs.records[.role]?.facts[.trust].flatMap(TrustPolicy.init),
      case .shared(let agreed) = left.standing(toward: target)
    else { return false }
    return Set(agreed).isSuperset(of: others)
  }

  /// Whom a role lets in that cannot be ours yet.
  private static func trusted(by role: IAMRole, _ inputs: Inputs) -> String {
    let subjects =
      role.trustPolicy.flatMap(TrustPolicy.init)?.subjects(issuer: inputs.issuer) ?? []
    return subjects.isEmpty
      ? "it trusts no environment of this issuer"
      : "it trusts \(subjects.joined(separator: ", ")), and this set-up's environment is yet to "
        + "be made"
  }

  private func checkAccount(_ role: IAMRole, _ inputs: Inputs) throws(Fault) {
    guard let given = inputs.givenRole, role.arn != given.text else { return }
    throw Fault(
      .roleNotKnown,
      "The role named is not the one in this account",
      cause: "A role of that name is here under another ARN.",
      evidence: .roleRead + [Evidence(.expected, given.text), Evidence(.found, role.arn)]
    )
  }

  /// A role that is there and does not say what it must.
  private func resolve(
    _ role: IAMRole,
    _ inputs: Inputs,
    target: TrustTarget,
    reasons: [String]
  ) throws(Fault) -> [Change] {
    let isOurs = role.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text))
    if inputs.decision(on: id) == .extend,
      let policy = role.trustPolicy.flatMap(TrustPolicy.init)
    {
      return [widening(role, policy, target, inputs)]
    }
    let found = role.trustPolicy.map { String($0.prefix(600)) } ?? "nothing readable"
    var evidence = .roleRead + [Evidence(.value, role.arn), Evidence(.found, found)]
    evidence.append(Evidence(.expected, Self.blanked(TrustPolicy(for: target).json)))
    let extend = Remedy(
      "Add the missing statement to this role",
      inputs.again(.onConflict, "extend")
    )
    let rename = inputs.again(.onConflict, "rename")
    if !isOurs, inputs.givenRole != nil {
      throw Fault(
        .roleNameTaken,
        "The role \(role.name) does not trust this environment alone",
        cause: "It is the role that was named, and \(reasons.joined(separator: "; ")).",
        remedies: [
          extend, Remedy("Leave it, and make a role of this set-up's own", rename),
          Remedy("Name another one (--role-arn)"),
        ],
        evidence: evidence
      )
    }
    // A role that was asked for and then named is told as one that is looked at after it was handed
    // back, on every face.
    if inputs.givenRole != nil, inputs.decision(on: id) != .rename,
      var fault = shortfall(role, inputs)
    {
      fault.remedies.append(extend)
      throw fault
    }
    throw Fault(
      isOurs ? .trustDiffers : .roleNameTaken,
      isOurs
        ? Self.isAsLeft(role, inputs)
          ? "The role \(role.name) trusts another environment"
          : "The trust policy of \(role.name) has been changed"
        : "The role name \(role.name) is taken by another role",
      cause: "A role named \(role.name) is there: \(reasons.joined(separator: "; ")).",
      remedies: [
        Remedy("Make another role under a new name", rename),
        extend,
        Remedy("Choose a name (--role-name)"),
      ],
      evidence: evidence
    )
  }

  /// Nobody has changed the trust: the environment is another one.
  static func isAsLeft(_ role: IAMRole, _ inputs: Inputs) -> Bool {
    guard let left = inputs.records[.role]?.facts[.trust].flatMap(TrustPolicy.init),
      let policy = role.trustPolicy.flatMap(TrustPolicy.init)
    else { return false }
    return left.isSame(as: policy)
  }

  private func widening(
    _ role: IAMRole,
    _ old: TrustPolicy,
    _ target: TrustTarget,
    _ inputs: Inputs,
    replacing formers: [String] = []
  ) -> Change {
    let new = old.adding(target)
    var details = TrustPolicy.diff(from: old, to: new).map(Self.blanked)
    let others = Self.others(in: old, inputs)
    if !others.isEmpty { details.append("lets in as before: \(others.joined(separator: ", "))") }
    return Change(
      step: id,
      verb: .update,
      operation: "UpdateAssumeRolePolicy",
      object: "trust policy of role \(role.name)",
      details: details,
      command: AWSCommand.iam(
        [
          "update-assume-role-policy", "--role-name", role.name, "--policy-document",
          Self.blanked(new.json),
        ],
        inputs
      ),
      pending: inputs.environment == nil ? [.environment] : [],
      target: formers.joined(separator: " ").nonEmpty
    )
  }

  func send(
    _ change: Change,
    _ sight: IAMRole?,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts {
    guard let aws = cloud.aws else { throw .unready(Fault(.noAWSCredentials)) }
    let target: TrustTarget
    do throws(Fault) {
      guard let known = try inputs.trustTarget() else {
        throw Fault(.badEnvironmentID, cause: "The environment's id is not known")
      }
      target = known
    } catch { throw .unready(error) }
    do throws(AWSError) {
      if change.verb == .create {
        return Self.facts(
          try await aws.iam.createRole(
            IAMClient.NewRole(
              name: inputs.roleName,
              trustPolicy: TrustPolicy(for: target).json,
              path: inputs.rolePath == "/" ? nil : inputs.rolePath,
              description: Self.description(inputs),
              permissionsBoundary: inputs.answers[.permissionsBoundary],
              tags: inputs.tags
            )
          ),
          inputs
        )
      }
      guard var role = sight, let policy = role.trustPolicy.flatMap(TrustPolicy.init) else {
        return Facts()
      }
      let new = Self.trust(policy, after: change, target)
      try await aws.iam.updateAssumeRolePolicy(role: role.name, trustPolicy: new.json)
      role.trustPolicy = new.json
      return Self.facts(role, inputs)
    } catch { throw .aws(error) }
  }

  func words(_ sight: IAMRole?, _ inputs: Inputs) -> String {
    let others = sight?.trustPolicy.flatMap(TrustPolicy.init).map { Self.others(in: $0, inputs) }
    let all = [inputs.subjectText] + (others ?? [])
    return "role \(sight?.name ?? inputs.roleName), which trusts \(all.joined(separator: ", "))"
  }

  /// The environments that a role lets in besides this one.
  private static func others(in policy: TrustPolicy, _ inputs: Inputs) -> [String] {
    policy.subjects(issuer: inputs.issuer).filter { $0 != inputs.subjectText }
  }

  func handForm(_ inputs: Inputs) -> HandForm? { AdministratorRequest.form(for: id, inputs) }
}
