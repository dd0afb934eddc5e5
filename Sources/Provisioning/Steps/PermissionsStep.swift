import Clients
import Federation

/// The role has the chosen policy.
struct PermissionsStep: Step {
  let id = StepID.permissions

  struct Sight: Sendable {
    /// The inline policy of our name, as JSON text.
    var inline: String?
    /// The ARNs of the managed policies; `nil` where they are not needed and could not be listed.
    var attached: [String]?
  }

  /// Both kinds of policy are read, whichever was chosen: what is left of an earlier choice counts
  /// too.
  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Sight {
    let aws = try cloud.requireAWS()
    let name = inputs.roleName
    async let written = outcome { () async throws(Fault) in
      try await Fault.finding { () async throws(AWSError) in
        try await aws.iam.getRolePolicy(role: name, name: PermissionPolicy.name)
      }
    }
    let attached = await outcome { () async throws(Fault) in
      try await Fault.finding { () async throws(AWSError) in
        try await aws.iam.listAttachedRolePolicies(role: name).map(\.arn)
      }
    }
    let inline = await written
    if inputs.permissions.managedPolicyARN(partition: inputs.partition) != nil {
      return Sight(inline: (try? inline.get()) ?? nil, attached: try attached.get() ?? [])
    }
    return Sight(inline: try inline.get(), attached: (try? attached.get()) ?? nil)
  }

  func seen(_ sight: Sight, _ inputs: Inputs) -> Seen {
    guard let policy = policy(inputs), isThere(sight, inputs) else { return .absent }
    var facts: Facts = [
      .permissions: inputs.permissions.answer, .policy: policy,
      .ours: inputs.fact(.role, .ours) ?? "false",
    ]
    if let attached = sight.attached {
      // What somebody has taken off meanwhile is not ours if it comes back.
      facts[.attached] = fact(inputs.attachedByUs.intersection(attached), inputs)
    }
    return .present(facts)
  }

  /// The policy's name, or its ARN for a managed one.
  private func policy(_ inputs: Inputs) -> String? {
    inputs.permissions.managedPolicyARN(partition: inputs.partition) ?? PermissionPolicy.name
  }

  private func isThere(_ sight: Sight, _ inputs: Inputs) -> Bool {
    if let arn = inputs.permissions.managedPolicyARN(partition: inputs.partition) {
      return sight.attached?.contains(arn) ?? false
    }
    guard let document = document(inputs), let inline = sight.inline.flatMap(JSONTree.parse)
    else { return false }
    return inline.isSame(as: document)
  }

  private func document(_ inputs: Inputs) -> JSONTree? {
    inputs.permissions.document(partition: inputs.partition, account: inputs.account ?? "")
  }

  func plan(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
    // Rights are given before others are taken, so that Vertesia is never without any.
    try given(sight, inputs)
      + leftovers(sight, inputs).filter(inputs.attachedByUs.contains).map { arn in
        Change(
          step: id,
          verb: .detach,
          operation: "DetachRolePolicy",
          object: "policy \(Self.name(arn)) from role \(inputs.roleName)",
          details: [arn, "This set-up attached it, and it is not chosen any more"],
          command: Self.detaching(arn, inputs)
        )
      }
  }

  private func given(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
    guard !isThere(sight, inputs) else { return [] }
    let role = inputs.roleName
    let pending: Set<StepID> = inputs.facts[.role]?[.arn] == nil ? [.role] : []
    if let arn = inputs.permissions.managedPolicyARN(partition: inputs.partition) {
      return [
        Change(
          step: id,
          verb: .attach,
          operation: "AttachRolePolicy",
          object: "policy \(Self.name(arn)) to role \(role)",
          details: [arn] + inputs.permissions.surplus,
          command: ShellCommand([
            "aws", "iam", "attach-role-policy", "--role-name", role, "--policy-arn", arn,
          ]).text,
          pending: pending
        )
      ]
    }
    guard let document = document(inputs) else { return [] }
    if let inline = sight.inline { try check(inline, document, inputs) }
    return [
      Change(
        step: id,
        verb: sight.inline == nil ? .create : .update,
        operation: "PutRolePolicy",
        object: "inline policy \(PermissionPolicy.name) of role \(role)",
        details: details(sight.inline, document, inputs),
        command: ShellCommand([
          "aws", "iam", "put-role-policy", "--role-name", role, "--policy-name",
          PermissionPolicy.name, "--policy-document", document.compact,
        ]).text,
        pending: pending
      )
    ]
  }

  /// A policy of our name on a role of somebody else is theirs to change.
  private func check(_ inline: String, _ wanted: JSONTree, _ inputs: Inputs) throws(Fault) {
    let isOurs = inputs.fact(.role, .ours) == "true"
    guard !isOurs, inputs.decision(on: id) != .extend else { return }
    throw Fault(
      .permissionsDiffer,
      cause: "The role \(inputs.roleName) has an inline policy named \(PermissionPolicy.name) that "
        + "says something else.",
      evidence: [
        Evidence(.expected, wanted.compact), Evidence(.found, String(inline.prefix(2000))),
      ]
    )
  }

  private func details(_ inline: String?, _ document: JSONTree, _ inputs: Inputs) -> [String] {
    guard let inline else { return [inputs.permissions.words] + lines(document) }
    let old = inline.isEmpty ? [] : JSONTree.parse(inline).map(lines) ?? [inline]
    let new = lines(document)
    return [inputs.permissions.words]
      + old.filter { !new.contains($0) }.map { "- \($0)" }
      + new.filter { !old.contains($0) }.map { "+ \($0)" }
  }

  private func lines(_ document: JSONTree) -> [String] {
    document.pretty.split(separator: "\n").map(String.init)
  }

  func send(
    _ change: Change,
    _ sight: Sight,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts {
    guard let aws = cloud.aws else { throw .unready(Fault(.noAWSCredentials)) }
    let role = inputs.roleName
    var attached = inputs.attachedByUs
    do throws(AWSError) {
      if change.verb == .detach {
        for arn in leftovers(sight, inputs) where change.details.contains(arn) {
          try await detach(arn, role, aws)
          attached.remove(arn)
        }
      } else if let arn = inputs.permissions.managedPolicyARN(partition: inputs.partition) {
        try await aws.iam.attachRolePolicy(role: role, policyARN: arn)
        attached.insert(arn)
      } else if let document = document(inputs) {
        try await aws.iam.putRolePolicy(
          role: role,
          name: PermissionPolicy.name,
          document: document.compact
        )
      }
    } catch { throw .aws(error) }
    return [
      .permissions: inputs.permissions.answer, .policy: policy(inputs),
      .ours: inputs.fact(.role, .ours) ?? "false", .attached: fact(attached, inputs),
    ]
  }

  /// A policy that is off already is as good as taken off.
  private func detach(_ arn: String, _ role: String, _ aws: AWSSide) async throws(AWSError) {
    do throws(AWSError) {
      try await aws.iam.detachRolePolicy(role: role, policyARN: arn)
    } catch {
      guard AWSDiagnosis.isAbsent(error) else { throw error }
    }
  }

  /// `nil` where there never was any; an empty text takes the place of an older fact.
  private func fact(_ attached: Set<String>, _ inputs: Inputs) -> String? {
    if attached.isEmpty, inputs.fact(id, .attached) == nil { return nil }
    return attached.sorted().joined(separator: " ")
  }

  func words(_ sight: Sight, _ inputs: Inputs) -> String {
    "permissions of role \(inputs.roleName): \(inputs.permissions.words)"
  }

  func handForm(_ inputs: Inputs) -> HandForm? { AdministratorRequest.form(for: id, inputs) }

  /// Putting and attaching the same thing twice changes nothing.
  var isRepeatable: Bool { true }
}
