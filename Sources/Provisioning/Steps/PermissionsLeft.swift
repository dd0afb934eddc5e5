import Federation

/// What a role may do beyond the choice: policies of an earlier choice, or of somebody else.
extension PermissionsStep {
  /// Attached managed policies that are not the chosen one.
  func leftovers(_ sight: Sight, _ inputs: Inputs) -> [String] {
    let chosen = inputs.permissions.managedPolicyARN(partition: inputs.partition)
    return (sight.attached ?? []).filter { $0 != chosen }
  }

  /// What makes a role of ours wider than chosen and is not this set-up's to take away: each with
  /// the command that does. What hangs on a role of somebody else is theirs.
  func surplus(_ sight: Sight, _ inputs: Inputs) -> [Notice] {
    guard inputs.fact(.role, .ours) == "true" else { return [] }
    let role = inputs.roleName
    var all = leftovers(sight, inputs).filter { !inputs.attachedByUs.contains($0) }.map { arn in
      Notice(
        .warning,
        "Policy \(Self.name(arn)) is attached to role \(role) too, and this set-up has no record "
          + "of attaching it: the role may do more than was chosen. To take it off: "
          + Self.detaching(arn, inputs)
      )
    }
    // All that we write into a role, Amazon's full policy allows as well.
    if case .policy = inputs.permissions, sight.inline != nil {
      let command = ShellCommand([
        "aws", "iam", "delete-role-policy", "--role-name", role, "--policy-name",
        PermissionPolicy.name,
      ])
      all.append(
        Notice(
          .warning,
          "Role \(role) keeps the inline policy \(PermissionPolicy.name) of an earlier choice: it "
            + "may do more than was chosen. To remove it: \(command.text)"
        )
      )
    }
    return all
  }

  static func name(_ arn: String) -> String {
    arn.split(separator: "/").last.map(String.init) ?? arn
  }

  static func detaching(_ arn: String, _ inputs: Inputs) -> String {
    ShellCommand([
      "aws", "iam", "detach-role-policy", "--role-name", inputs.roleName, "--policy-arn", arn,
    ]).text
  }
}

extension Inputs {
  /// The managed policies that this set-up attached to its role itself.
  var attachedByUs: Set<String> {
    Set((fact(.permissions, .attached) ?? "").split(separator: " ").map(String.init))
  }
}
