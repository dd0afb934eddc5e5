import Federation

/// What a role may do beyond the choice: policies of somebody else, or of an earlier choice that is
/// not known to have been made from here. They are told, each with the command that takes it off, and
/// stay: rights that somebody may rely on are taken away by a person.
extension PermissionsStep {
  /// What hangs on a role of somebody else is theirs, but for what was put there from here.
  func surplus(_ sight: Sight, _ inputs: Inputs) -> [Notice] {
    let isOurs = inputs.fact(.role, .ours) == "true"
    let role = inputs.roleName
    let chosen = inputs.permissions.managedPolicyARN(partition: inputs.partition)
    let own = formers(sight, inputs).map { $0.managedPolicyARN(partition: inputs.partition) }
    // What the plan takes away needs no telling.
    let removed = removals(sight, inputs).compactMap { $0.target.flatMap(PermissionChoice.init) }
      .map { $0.managedPolicyARN(partition: inputs.partition) }
    func isTold(_ policy: String?) -> Bool {
      (isOurs || own.contains(policy)) && !removed.contains(policy)
    }
    var all = sight.attached.filter { $0 != chosen && isTold($0) }.map { arn in
      let way = inputs.takingOff(
        "DetachRolePolicy",
        ["detach-role-policy", "--role-name", role, "--policy-arn", arn]
      )
      return Notice(
        .warning,
        "Policy \(Self.name(arn)) is attached to role \(role) too: the role may do more than was "
          + "chosen. \(way)"
      )
    }
    // All that we write into a role, Amazon's full policy allows as well.
    if case .policy = inputs.permissions, sight.inline != nil, isTold(nil) {
      let way = inputs.takingOff(
        "DeleteRolePolicy",
        ["delete-role-policy", "--role-name", role, "--policy-name", PermissionPolicy.name]
      )
      all.append(
        Notice(
          .warning,
          "Role \(role) keeps the inline policy \(PermissionPolicy.name) of an earlier choice: it "
            + "may do more than was chosen. \(way)"
        )
      )
    }
    return all
  }

  static func name(_ arn: String) -> String {
    arn.split(separator: "/").last.map(String.init) ?? arn
  }
}

extension Engine {
  /// What the last look told of them, for an administrator who has the permissions to make.
  var surplusSeen: [Notice] {
    let step = PermissionsStep()
    return sight(of: step).map { step.surplus($0, inputs.forAnotherPerson) } ?? []
  }
}
