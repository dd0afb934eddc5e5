import Clients
import Federation

/// Another issuer in the place of one that works: the role trusts both until a listing has proven
/// the new one; then the statement of the former one is taken away, and put back where Vertesia turns
/// out to sign with it still.
extension RoleStep {
  /// The issuers before, whose statement for this environment is known to be ours.
  func formers(_ role: IAMRole, _ target: TrustTarget, _ inputs: Inputs) -> [String] {
    guard let policy = role.trustPolicy.flatMap(TrustPolicy.init) else { return [] }
    let trusted = policy.issuers(of: target).filter { $0 != target.issuer }
    // What could not be proven may have been put back by a request of unknown fate.
    let placed = inputs.placed(id) + Inputs.list(inputs.previous(id))
    if !placed.isEmpty { return trusted.filter(placed.contains) }
    let isOurs = role.tags.contains(AWSTag(Marker.tagKey, inputs.setup.text))
    let isNew = policy.standing(toward: target) == .absent
    return isOurs && isNew && Self.isAsLeft(role, inputs) ? trusted : []
  }

  func removals(_ role: IAMRole, _ target: TrustTarget, _ inputs: Inputs) -> [Change] {
    let formers = formers(role, target, inputs)
    guard inputs.mayRemove(id), !formers.isEmpty,
      let policy = role.trustPolicy.flatMap(TrustPolicy.init)
    else { return [] }
    let both = policy.adding(target)
    guard let rest = both.removing(formers, of: target) else { return [] }
    let hosts = formers.map(IdentityProvider.host).joined(separator: ", ")
    return [
      Change(
        step: id,
        verb: .remove,
        operation: "UpdateAssumeRolePolicy",
        object: "trust in \(hosts) from role \(role.name)",
        details: ["once Vertesia lists models and both are trusted"]
          + TrustPolicy.diff(from: both, to: rest),
        command: Self.command(role, rest, inputs),
        target: formers.joined(separator: " ")
      )
    ]
  }

  private static func command(
    _ role: IAMRole,
    _ policy: TrustPolicy,
    _ inputs: Inputs
  ) -> String {
    AWSCommand.iam(
      [
        "update-assume-role-policy", "--role-name", role.name, "--policy-document", policy.json,
      ],
      inputs
    )
  }

  /// The trust policy that a change of it leads to.
  static func trust(
    _ policy: TrustPolicy,
    after change: Change,
    _ target: TrustTarget
  ) -> TrustPolicy {
    let issuers = Inputs.list(change.target)
    switch change.verb {
    case .remove: return policy.removing(issuers, of: target) ?? policy
    case .restore: return issuers.reduce(policy) { $0.adding(target.with(issuer: $1)) }
    case .create, .add, .update, .attach, .set: return policy.adding(target)
    }
  }

  func restoring(_ previous: String, _ sight: IAMRole?, _ inputs: Inputs) -> [Change] {
    guard let role = sight, let policy = role.trustPolicy.flatMap(TrustPolicy.init),
      let target = (try? inputs.trustTarget()) ?? nil
    else { return [] }
    let both = Inputs.list(previous).reduce(policy) { $0.adding(target.with(issuer: $1)) }
    let hosts = Inputs.list(previous).map(IdentityProvider.host).joined(separator: ", ")
    return [
      Change(
        step: id,
        verb: .restore,
        operation: "UpdateAssumeRolePolicy",
        object: "trust in \(hosts) to role \(role.name)",
        details: TrustPolicy.diff(from: policy, to: both),
        command: Self.command(role, both, inputs),
        target: previous
      )
    ]
  }

  func marks(_ change: Change, _ inputs: Inputs) -> Facts {
    switch change.verb {
    case .remove, .restore: return inputs.marks(change)
    case .create: return [.placed: inputs.issuer, .previous: ""]
    case .update, .add, .attach, .set:
      let formers = Inputs.list(change.target).filter { $0 != inputs.issuer }
      return [
        .placed: (formers + [inputs.issuer]).joined(separator: " "),
        .previous: inputs.previous(id) ?? "",
      ]
    }
  }

  func takenBack(_ previous: String, because fault: Fault, _ inputs: Inputs) -> Fault {
    let first = Inputs.list(previous).first ?? previous
    return Fault(
      .takenBack,
      "Vertesia still signs with the issuer before",
      cause: "Once \(previous) was not trusted any more, Vertesia listed nothing: "
        + "\(fault.summary). Role \(inputs.roleName) trusts it again, and \(inputs.issuer) beside it",
      remedies: [
        Remedy("Keep the issuer before", command: inputs.keeping(.issuer, first)),
        Remedy("Try again once Vertesia signs with the other one", command: inputs.goOn),
      ],
      evidence: [Evidence(.expected, inputs.issuer), Evidence(.found, previous)] + fault.evidence
    )
  }

  func left(_ previous: String, _ inputs: Inputs, _ cloud: Cloud) async -> Notice? {
    Notice(
      .info,
      "Role \(inputs.roleName) does not trust \(previous) any more. That identity provider stays in "
        + "the account: others may use it"
    )
  }
}

extension TrustTarget {
  /// The same environment and audience by the tokens of another issuer in the same account.
  fileprivate func with(issuer: String) -> TrustTarget {
    var other = self
    other.issuer = issuer
    other.providerARN = providerARN.replacing(
      ":oidc-provider/\(IdentityProvider.host(self.issuer))",
      with: ":oidc-provider/\(IdentityProvider.host(issuer))"
    )
    return other
  }
}
