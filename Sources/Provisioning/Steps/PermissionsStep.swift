import Clients
import Federation

/// The role has the chosen policy.
struct PermissionsStep: Step {
  let id = StepID.permissions

  struct Sight: Sendable {
    /// The inline policy of our name, as JSON text.
    var inline: String?
    /// The ARNs of the managed policies.
    var attached: [String] = []
    /// Why they could not be listed, where they are not needed.
    var refusal: Fault?
    /// Every inline policy by its name, of a role that a person has made; `nil` where not known.
    var written: [String: String]?
    /// IAM does not know the role.
    var isRoleMissing = false
  }

  /// Both kinds of policy are read, whichever was chosen: what is left of an earlier choice counts
  /// too. A person may have named a policy of the role as they liked.
  func observe(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Sight {
    var sight = try await seen(inputs, cloud)
    if inputs.isHanded(id), sight.attached.isEmpty, sight.refusal == nil {
      sight.written = await written(inputs.roleName, try cloud.requireAWS())
    }
    return sight
  }

  private func seen(_ inputs: Inputs, _ cloud: Cloud) async throws(Fault) -> Sight {
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
      let arns = try attached.get()
      return Sight(
        inline: (try? inline.get()) ?? nil,
        attached: arns ?? [],
        isRoleMissing: arns == nil
      )
    }
    switch attached {
    case .success(let arns):
      return Sight(
        inline: try inline.get(),
        attached: arns ?? [],
        isRoleMissing: arns == nil
      )
    case .failure(let fault): return Sight(inline: try inline.get(), refusal: fault)
    }
  }

  func seen(_ sight: Sight, _ inputs: Inputs) -> Seen {
    guard let policy = policy(inputs), isThere(sight, inputs) else { return .absent }
    return .present([
      .permissions: inputs.permissions.answer, .policy: policy,
      .ours: inputs.fact(.role, .ours) ?? "false",
    ])
  }

  /// The policy's name, or its ARN for a managed one.
  func policy(_ inputs: Inputs) -> String? {
    inputs.permissions.managedPolicyARN(partition: inputs.partition) ?? PermissionPolicy.name
  }

  private func isThere(_ sight: Sight, _ inputs: Inputs) -> Bool {
    isThere(inputs.permissions, sight, inputs)
  }

  private func isThere(_ choice: PermissionChoice, _ sight: Sight, _ inputs: Inputs) -> Bool {
    if let arn = choice.managedPolicyARN(partition: inputs.partition) {
      return sight.attached.contains(arn)
    }
    guard let document = document(of: choice, inputs),
      let inline = sight.inline.flatMap(JSONTree.parse)
    else { return false }
    return inline.isSame(as: document)
  }

  /// Whether the role has what was chosen before, and not what is chosen now: nobody has seen to it.
  func isAsBefore(_ sight: Sight, _ inputs: Inputs) -> Bool {
    guard let former = inputs.formerPermissions else { return false }
    return isThere(former, sight, inputs) && !isThere(sight, inputs)
  }

  func document(_ inputs: Inputs) -> JSONTree? { document(of: inputs.permissions, inputs) }

  func document(of choice: PermissionChoice, _ inputs: Inputs) -> JSONTree? {
    choice.document(partition: inputs.partition, account: inputs.account ?? "")
  }

  func plan(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
    try addition(sight, inputs) + removals(sight, inputs)
  }

  /// What gives the role the chosen policy.
  private func addition(_ sight: Sight, _ inputs: Inputs) throws(Fault) -> [Change] {
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
          command: AWSCommand.iam(
            ["attach-role-policy", "--role-name", role, "--policy-arn", arn],
            inputs
          ),
          pending: pending,
          target: inputs.permissions.answer
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
        command: AWSCommand.iam(
          [
            "put-role-policy", "--role-name", role, "--policy-name", PermissionPolicy.name,
            "--policy-document", document.compact,
          ],
          inputs
        ),
        pending: pending,
        target: inputs.permissions.answer
      )
    ]
  }

  /// A policy of our name on a role of somebody else is theirs to change.
  private func check(_ inline: String, _ wanted: JSONTree, _ inputs: Inputs) throws(Fault) {
    let isOurs = inputs.fact(.role, .ours) == "true"
    // What an administrator has written there may do as well: the listing has to prove it.
    guard !isOurs, !inputs.isHanded(id), inputs.decision(on: id) != .extend else { return }
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

  func lines(_ document: JSONTree) -> [String] {
    document.pretty.split(separator: "\n").map(String.init)
  }

  func send(
    _ change: Change,
    _ sight: Sight,
    _ inputs: Inputs,
    _ cloud: Cloud
  ) async throws(SendError) -> Facts {
    guard let aws = cloud.aws else { throw .unready(Fault(.noAWSCredentials)) }
    do throws(AWSError) {
      if change.verb == .remove {
        try await remove(change, inputs, aws)
      } else {
        let choice = change.verb == .restore ? change.target.flatMap(PermissionChoice.init) : nil
        try await put(choice ?? inputs.permissions, inputs, aws)
      }
    } catch { throw .aws(error) }
    return [
      .permissions: inputs.permissions.answer, .policy: policy(inputs),
      .ours: inputs.fact(.role, .ours) ?? "false",
    ]
  }

  func words(_ sight: Sight, _ inputs: Inputs) -> String {
    "permissions of role \(inputs.roleName): \(inputs.permissions.words)"
  }

  func handForm(_ inputs: Inputs) -> HandForm? { AdministratorRequest.form(for: id, inputs) }

  /// Putting and attaching the same thing twice changes nothing.
  var isRepeatable: Bool { true }
}
