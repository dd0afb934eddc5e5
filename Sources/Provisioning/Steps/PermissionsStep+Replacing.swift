import Clients
import Federation

/// Another form of policy in the place of one that works: both are there until a listing has proven
/// the new one; then what this set-up has put there before is taken away.
extension PermissionsStep {
  /// Written policies share one name: one is replaced by the other in a single call.
  private func takesPlace(of former: PermissionChoice, _ inputs: Inputs) -> Bool {
    let isWritten = inputs.permissions.managedPolicyARN(partition: inputs.partition) == nil
    return former == inputs.permissions
      || isWritten && former.managedPolicyARN(partition: inputs.partition) == nil
  }

  /// What was put there from here before, is still there, and was not chosen.
  func formers(_ sight: Sight, _ inputs: Inputs) -> [PermissionChoice] {
    // What could not be proven may have been put back by a request of unknown fate.
    let own = inputs.placed(id) + Inputs.list(inputs.previous(id))
    return Set(own).sorted().compactMap(PermissionChoice.init).filter { former in
      guard !takesPlace(of: former, inputs) else { return false }
      if let arn = former.managedPolicyARN(partition: inputs.partition) {
        return sight.attached.contains(arn)
      }
      guard let written = sight.inline.flatMap(JSONTree.parse),
        let document = document(of: former, inputs)
      else { return false }
      // What somebody has changed since is theirs.
      return written.isSame(as: document)
    }
  }

  func removals(_ sight: Sight, _ inputs: Inputs) -> [Change] {
    guard inputs.mayRemove(id) else { return [] }
    return formers(sight, inputs).map { former in
      change(
        .remove,
        former,
        details: ["once Vertesia lists models with: \(inputs.permissions.words)"]
          + diff(former, "- ", inputs),
        inputs
      )
    }.filter { !inputs.refusedRemovals.contains($0.operation) }
  }

  func restoring(_ previous: String, _ sight: Sight, _ inputs: Inputs) -> [Change] {
    Inputs.list(previous).compactMap(PermissionChoice.init).map {
      change(.restore, $0, details: diff($0, "+ ", inputs), inputs)
    }
  }

  private func diff(_ choice: PermissionChoice, _ sign: String, _ inputs: Inputs) -> [String] {
    let arn = choice.managedPolicyARN(partition: inputs.partition).map { [$0] }
    return (arn ?? document(of: choice, inputs).map(lines) ?? []).map { sign + $0 }
  }

  private func change(
    _ verb: Change.Verb,
    _ choice: PermissionChoice,
    details: [String],
    _ inputs: Inputs
  ) -> Change {
    let role = inputs.roleName
    let isRemoval = verb == .remove
    let place = "\(isRemoval ? "from" : "to") role \(role)"
    let managed = choice.managedPolicyARN(partition: inputs.partition)
    var arguments = ["--role-name", role]
    if let managed {
      arguments += ["--policy-arn", managed]
    } else {
      arguments += ["--policy-name", PermissionPolicy.name]
      if !isRemoval, let document = document(of: choice, inputs) {
        arguments += ["--policy-document", document.compact]
      }
    }
    let (operation, command) =
      switch (isRemoval, managed != nil) {
      case (true, true): ("DetachRolePolicy", "detach-role-policy")
      case (true, false): ("DeleteRolePolicy", "delete-role-policy")
      case (false, true): ("AttachRolePolicy", "attach-role-policy")
      case (false, false): ("PutRolePolicy", "put-role-policy")
      }
    return Change(
      step: id,
      verb: verb,
      operation: operation,
      object: managed.map { "policy \(Self.name($0)) \(place)" }
        ?? "inline policy \(PermissionPolicy.name) \(place)",
      details: details,
      command: AWSCommand.iam([command] + arguments, inputs),
      target: choice.answer
    )
  }

  func put(
    _ choice: PermissionChoice,
    _ inputs: Inputs,
    _ aws: AWSSide
  ) async throws(AWSError) {
    if let arn = choice.managedPolicyARN(partition: inputs.partition) {
      try await aws.iam.attachRolePolicy(role: inputs.roleName, policyARN: arn)
    } else if let document = document(of: choice, inputs) {
      try await aws.iam.putRolePolicy(
        role: inputs.roleName,
        name: PermissionPolicy.name,
        document: document.compact
      )
    }
  }

  /// What is gone already has been taken away.
  func remove(_ change: Change, _ inputs: Inputs, _ aws: AWSSide) async throws(AWSError) {
    let choice = change.target.flatMap(PermissionChoice.init)
    do throws(AWSError) {
      if let arn = choice?.managedPolicyARN(partition: inputs.partition) {
        try await aws.iam.detachRolePolicy(role: inputs.roleName, policyARN: arn)
      } else {
        try await aws.iam.deleteRolePolicy(role: inputs.roleName, name: PermissionPolicy.name)
      }
    } catch {
      guard AWSDiagnosis.isAbsent(error) else { throw error }
    }
  }

  func marks(_ change: Change, _ inputs: Inputs) -> Facts {
    guard change.verb != .remove, change.verb != .restore else { return inputs.marks(change) }
    let kept = inputs.placed(id).filter {
      PermissionChoice($0).map { !takesPlace(of: $0, inputs) } ?? false
    }
    // An earlier run may have been asked for another choice than this one.
    let chosen = change.target ?? inputs.permissions.answer
    return [
      .placed: (kept + [chosen]).joined(separator: " "),
      .previous: Inputs.list(inputs.previous(id)).filter { $0 != chosen }.joined(separator: " "),
      .name: inputs.roleName,
    ]
  }

  func takenBack(_ previous: String, because fault: Fault, _ inputs: Inputs) -> Fault {
    let words = Inputs.list(previous).compactMap(PermissionChoice.init).map(\.words)
      .joined(separator: ", ")
    return Fault(
      .takenBack,
      "The permissions before are in force again",
      cause: "With \(inputs.permissions.words) alone Vertesia listed nothing: \(fault.summary). "
        + "The role has the policy of the choice before beside it again (\(words)), as it was "
        + "when models were listed last",
      remedies: [
        Remedy(
          "Keep the choice before",
          inputs.again(.permissions, Inputs.list(previous).first ?? previous)
        ),
        Remedy("Try again once the policy allows to list models", inputs.goOn),
      ] + fault.remedies,
      evidence: [
        Evidence(.expected, inputs.permissions.answer), Evidence(.found, previous),
      ] + fault.evidenceOfCalls
    )
  }
}
