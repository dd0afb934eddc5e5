import Clients
import Federation

/// Another role in the place of one that works: its ARN is remembered until the new one has been
/// proven, and put back where it is not.
extension ConnectionStep {
  static let operation = "PUT /environments/{id}"

  static func command(_ environment: String, _ arn: String, _ inputs: Inputs) -> String {
    VertesiaCommand.curl(
      "PUT",
      "/environments/\(environment)",
      inputs,
      body: EnvironmentUpdate(key: arn).body
    )
  }

  /// The ARN that our own request has set. It is not known while another request may have arrived.
  func own(_ inputs: Inputs) -> String? {
    if let sent = inputs.facts[id]?[.roleARN] { return sent }
    guard inputs.records[id]?.intent == nil else { return nil }
    return inputs.records[id]?.facts[.roleARN]
  }

  /// Every ARN that may be there from our own requests, the likeliest first.
  func sent(_ inputs: Inputs) -> [String] {
    [inputs.fact(id, .roleARN), inputs.records[id]?.intent?.change.target, inputs.previous(id)]
      .compactMap { $0 }
  }

  /// What a request for `arn` puts out of use: the last ARN that a listing has proven. Empty where
  /// there is none.
  func replaced(by arn: String, _ inputs: Inputs) -> String {
    guard inputs.fact(.modelListing, .verified) == "true",
      let before = inputs.previous(id) ?? inputs.fact(id, .roleARN), before != arn
    else { return "" }
    return before
  }

  func replaces(_ sight: Sight, _ inputs: Inputs) -> Bool {
    guard sight.environment?.keyHint != nil else { return false }
    return (try? plan(sight, inputs))?.isEmpty == false
  }

  func restoring(_ previous: String, _ sight: Sight, _ inputs: Inputs) -> [Change] {
    guard let environment = inputs.environment else { return [] }
    let name = sight.environment?.name ?? inputs.environmentName
    return [
      Change(
        step: id,
        verb: .restore,
        operation: Self.operation,
        object: "key of environment \(name) to the role ARN that it had before",
        details: ["- \(inputs.roleARN ?? "the new one")", "+ \(previous)"],
        command: Self.command(environment, previous, inputs),
        target: previous
      )
    ]
  }

  func takenBack(_ previous: String, because fault: Fault, _ inputs: Inputs) -> Fault {
    let new = inputs.roleARN ?? ""
    return Fault(
      .takenBack,
      "The role before is in force again",
      cause: "Vertesia listed nothing through \(new): \(fault.summary). The environment's key is "
        + "\(previous) again, as it was when models were listed last. The other role stays as it is",
      remedies: [
        Remedy("Try the new role again", inputs.goOn),
        Remedy("Keep the one before", inputs.again(.roleARN, previous)),
      ] + fault.remedies,
      evidence: [Evidence(.expected, new), Evidence(.found, previous)] + fault.evidenceOfCalls
    )
  }

  func left(_ previous: String, _ inputs: Inputs, _ cloud: Cloud) async -> Notice? {
    guard previous != inputs.roleARN else { return nil }
    let told = "Role \(previous) is not used by this environment any more, and stays"
    guard let role = ARN(previous), role.account == inputs.fact(.awsIdentity, .account),
      let aws = cloud.aws, let found = try? await aws.iam.getRole(name: role.name),
      found.arn == previous, found.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text))
    else { return Notice(.info, told) }
    guard Self.letsInNobodyElse(found, inputs) else {
      return Notice(.info, "\(told): its trust policy lets in others, too")
    }
    var before = inputs
    before.answers[.roleARN] = previous
    guard let sight = try? await PermissionsStep().observe(before, cloud), sight.refusal == nil
    else { return Notice(.info, told) }
    var commands = sight.attached.map { ["detach-role-policy", "--policy-arn", $0] }
    if sight.inline != nil {
      commands.append(["delete-role-policy", "--policy-name", PermissionPolicy.name])
    }
    commands.append(["delete-role"])
    let lines = commands.map { AWSCommand.iam($0 + ["--role-name", role.name], inputs) }
    let all = lines.joined(separator: " && ")
    return Notice(.info, "\(told). It lets in nobody else. To remove it: \(all)")
  }

  /// Whether every statement of its trust policy is for this environment alone.
  private static func letsInNobodyElse(_ role: IAMRole, _ inputs: Inputs) -> Bool {
    guard let policy = role.trustPolicy.flatMap(TrustPolicy.init),
      let target = (try? inputs.trustTarget()) ?? nil
    else { return false }
    return policy.removing(policy.issuers(of: target), of: target) == nil
  }
}
